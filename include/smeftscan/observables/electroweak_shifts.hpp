// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::observables {

/// What the coefficients do to the electroweak sector, computed once for a group of eight points.
///
/// Inputs {G_F, m_Z, alpha}; tree level, linear in the coefficients, which are non-redundant, at
/// mu_EW = m_Z, in the down basis. eps stands for v^2 C with v^2 = 1/(sqrt2 G_F). With
/// s^2 = (1 - sqrt(1 - 4 pi alpha/(sqrt2 G_F m_Z^2)))/2, c^2 = 1 - s^2:
///
///     delta_G  = eps_phil3_11 + eps_phil3_22 - eps_ll_1221 / 2
///     delta_s2 = [s^2 c^2 (delta_G + eps_phiD / 2) + s c eps_phiWB] / (c^2 - s^2)
///     delta_m_W/m_W = -[s^2 delta_G / 2 + c^2 eps_phiD / 4 + s c eps_phiWB] / (c^2 - s^2)
struct ElectroweakShifts {
  Lanes delta_G;    ///< (G_F of muon decay - bare)/bare
  Lanes delta_s2;   ///< of sin^2 of the weak angle
  Lanes delta_m_W;  ///< relative

  ElectroweakShifts(const ElectroweakInputs& inputs, const smeft::LaneCoefficients& wc);
};

}  // namespace smeftscan::observables
