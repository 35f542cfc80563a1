// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"

namespace smeftscan::observables {

/// Inputs of the electroweak precision observables: the module `electroweak` of a data set.
struct ElectroweakInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double m_Z;             ///< GeV
  double alpha_e;         ///< at m_Z

  /// Throws InputError with file and line.
  static ElectroweakInputs from(const input::Settings& settings);
};

}  // namespace smeftscan::observables
