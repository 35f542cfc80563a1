// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <numbers>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::observables {

/// Inputs of the electroweak precision observables: the module `electroweak` of a data set.
struct ElectroweakInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double m_Z;             ///< GeV
  double alpha_e;         ///< at m_Z
  double sin2_msbar;      ///< sin^2 of the weak angle, MS-bar at m_Z
  smeft::FlavourMatrix<std::complex<double>> ckm;  ///< standard phases

  /// v^2 = 1/(sqrt2 G_F), GeV^2.
  double v2() const { return 1.0 / (std::numbers::sqrt2 * fermi_constant); }

  /// The CKM matrix is given as V_us, V_ub, V_cb and gamma (radians). Throws InputError with file and
  /// line.
  static ElectroweakInputs from(const input::Settings& settings);
};

}  // namespace smeftscan::observables
