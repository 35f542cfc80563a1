// SPDX-License-Identifier: MIT
#include "smeftscan/observables/set_up.hpp"

#include <algorithm>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"

namespace smeftscan::observables {

double Request::argument(std::string_view name) const {
  for (const auto& [given, value] : key.arguments)
    if (given == name) return value;
  throw ContractError("an argument that the observable does not have");
}

SetUp::SetUp(const input::DataSet& data, std::vector<Request> requests, Scope scope)
    : data_(data), requests_(std::move(requests)), scope_(scope) {}

Polynomial SetUp::Coefficients::operator[](std::string_view name) const {
  return set_up_.is_standard_model() ? Polynomial()
                                     : Polynomial(set_up_.variables_.read(station_, name));
}

Polynomial SetUp::Coefficients::slot(int slot) const {
  expect(!station_.eft, "a station in the SMEFT");
  const auto& all = smeft::layout.coefficients;
  const auto found = std::lower_bound(all.begin(), all.end(), slot,
                                      [](const auto& info, int s) { return info.slot < s; });
  const forms::Reading reading{station_, static_cast<int>(found - all.begin())};
  return set_up_.is_standard_model() ? Polynomial() : Polynomial(set_up_.variables_.read(reading));
}

Polynomial SetUp::amplitude(const Polynomial& affine) {
  return is_standard_model() ? affine : Polynomial(variables_.define(affine));
}

Polynomial SetUp::real_amplitude(const Polynomial& affine) {
  return is_standard_model() ? Polynomial(affine.constant().real())
                             : Polynomial(variables_.define_real(affine));
}

void refuse_other_scale(const input::Settings& module, const Station& station) {
  const double scale = input::positive_input(module, "scale", "GeV");
  if (scale != station.scale)
    module.at("scale").fail("must be that at which coefficients are read, " +
                            yaml_number(station.scale) + " GeV");
}

}  // namespace smeftscan::observables
