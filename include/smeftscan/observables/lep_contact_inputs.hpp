// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"

namespace smeftscan::observables {

/// Inputs of e+ e- -> l+ l- at LEP-2 energies: the module `lep2` of a data set.
struct LepContactInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double m_Z;             ///< GeV
  double Gamma_Z;         ///< GeV
  double alpha_e;         ///< at about 200 GeV
  double sin2_eff;        ///< effective sin^2 of the weak angle of leptons

  /// Throws InputError with file and line.
  static LepContactInputs from(const input::Settings& settings);
};

}  // namespace smeftscan::observables
