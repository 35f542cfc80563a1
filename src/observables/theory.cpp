// SPDX-License-Identifier: MIT
#include "smeftscan/observables/theory.hpp"

#include <string_view>

namespace smeftscan::observables {

namespace {

double positive(const input::Settings& settings, std::string_view key, std::string_view unit) {
  const input::Settings node = settings.at(key);
  const input::Settings value = node.is_map() ? node.at("value") : node;
  const double result = value.quantity(unit);
  if (result <= 0.0) value.fail("this input must be above 0");
  return result;
}

}  // namespace

LowEnergyInputs LowEnergyInputs::from(const input::Settings& settings) {
  return {.fermi_constant = positive(settings, "fermi_constant", "GeV^-2"),
          .lambda = positive(settings, "lambda", "1")};
}

}  // namespace smeftscan::observables
