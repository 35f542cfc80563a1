// SPDX-License-Identifier: MIT
#include "smeftscan/observables/inputs.hpp"

namespace smeftscan::observables {

double positive_input(const input::Settings& module, std::string_view key, std::string_view unit) {
  const input::Settings node = module.at(key);
  const input::Settings value = node.is_map() ? node.at("value") : node;
  const double result = value.quantity(unit);
  if (result <= 0.0) value.fail("this input must be above 0");
  return result;
}

LowEnergyInputs LowEnergyInputs::from(const input::Settings& settings) {
  return {.fermi_constant = positive_input(settings, "fermi_constant", "GeV^-2"),
          .lambda = positive_input(settings, "lambda", "1")};
}

Inputs Inputs::from(const input::DataSet& data) {
  Inputs inputs{};
  if (data.has_inputs("low_energy"))
    inputs.low_energy = LowEnergyInputs::from(data.inputs("low_energy"));
  if (data.has_inputs("electroweak"))
    inputs.electroweak = ElectroweakInputs::from(data.inputs("electroweak"));
  if (data.has_inputs("lep2")) inputs.lep2 = LepContactInputs::from(data.inputs("lep2"));
  return inputs;
}

}  // namespace smeftscan::observables
