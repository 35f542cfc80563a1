// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_shifts.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/smeft/label.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

ElectroweakShifts::ElectroweakShifts(const ElectroweakInputs& inputs,
                                     const smeft::LaneCoefficients& wc) {
  const double v2 = 1.0 / (std::numbers::sqrt2 * inputs.fermi_constant);
  const double cos_2theta =
      std::sqrt(1.0 - 4.0 * std::numbers::pi * inputs.alpha_e * v2 / (inputs.m_Z * inputs.m_Z));
  const double s2 = 0.5 * (1.0 - cos_2theta);
  const double c2 = 1.0 - s2;
  const double sc = std::sqrt(s2 * c2);
  const Lanes eps_phiD = v2 * wc["phiD"_wc];
  const Lanes eps_phiWB = v2 * wc["phiWB"_wc];

  delta_G = v2 * (wc["phil3_11"_wc] + wc["phil3_22"_wc] - 0.5 * wc["ll_1221"_wc]);
  delta_s2 = (s2 * c2 * (delta_G + 0.5 * eps_phiD) + sc * eps_phiWB) / cos_2theta;
  delta_m_W = -(0.5 * s2 * delta_G + 0.25 * c2 * eps_phiD + sc * eps_phiWB) / cos_2theta;
}

}  // namespace smeftscan::observables
