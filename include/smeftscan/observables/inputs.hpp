// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/lep_contact_inputs.hpp"

namespace smeftscan::observables {

/// Inputs of the low-energy charged-current observables: the module `low_energy` of a data set.
struct LowEnergyInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double lambda;          ///< |Vus| / |Vud|

  /// Reads the keys fermi_constant and lambda. Throws InputError with file and line.
  static LowEnergyInputs from(const input::Settings& settings);
};

/// What the formulas take from data: one member a module of the data set, zero where the data have
/// no such module.
struct Inputs {
  LowEnergyInputs low_energy;
  ElectroweakInputs electroweak;
  LepContactInputs lep2;

  /// Throws InputError with file and line if a parameter of a module is missing.
  static Inputs from(const input::DataSet& data);
};

}  // namespace smeftscan::observables
