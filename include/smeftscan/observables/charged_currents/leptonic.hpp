// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/charged_currents/currents.hpp"

/// P -> l nu of any pseudoscalar meson.
namespace smeftscan::observables::charged_currents {

/// One decay; GeV.
struct LeptonicDecay {
  double m_P, m_l;
  double f_P;       ///< decay constant
  double m_quarks;  ///< sum of the masses of its quarks, MS-bar at the station
  double coupling;  ///< G_F |V_ij|, GeV^-2
};

/// The width (GeV) for c = 1 and no new physics:
///
///     Gamma_0 = G_F^2 |V|^2 f_P^2 m_P m_l^2 (1 - m_l^2/m_P^2)^2 / (8 pi).
double leptonic_width(const LeptonicDecay& decay);

/// Gamma/Gamma_0, the sum over neutrinos of
///
///     |c delta_l_nu + C_VL - C_VR + m_P^2/(m_l m_quarks) (C_SR - C_SL)|^2  [Jung:2010ik].
Polynomial leptonic_rate(SetUp& set_up, const Transition& transition, const LeptonicDecay& decay);

}  // namespace smeftscan::observables::charged_currents
