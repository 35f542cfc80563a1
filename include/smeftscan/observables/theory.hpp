// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::observables {

/// Inputs of the low-energy charged-current observables: the module `low_energy` of a data set.
struct LowEnergyInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double lambda;          ///< |Vus| / |Vud|

  /// Reads the keys fermi_constant and lambda, each a quantity or a map with `value` (and `unit`,
  /// ... for people). Throws InputError with file and line.
  static LowEnergyInputs from(const input::Settings& settings);
};

/// All that a formula may look at: inputs, and the coefficients of eight points at mu_EW = m_Z in
/// the down basis. A view: it owns nothing and cannot change what it shows.
struct Theory {
  const LowEnergyInputs& inputs;
  const smeft::LaneCoefficients& wc;
};

}  // namespace smeftscan::observables
