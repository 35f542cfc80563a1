// SPDX-License-Identifier: MIT
#include "smeftscan/observables/inputs.hpp"

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables {

LowEnergyInputs LowEnergyInputs::from(const input::Settings& settings) {
  return {.fermi_constant = input::positive_input(settings, "fermi_constant", "GeV^-2"),
          .lambda = input::positive_input(settings, "lambda", "1")};
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
