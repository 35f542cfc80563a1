// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/set_up.hpp"

namespace smeftscan::observables {

/// Cross-section of neutrino trident production nu_mu N -> nu_mu mu+ mu- N over that of the SM
/// [Altmannshofer:2014pba], [Altmannshofer:2019zhy]: with
///
///     L = -(G_F/sqrt2) [nubar_mu gamma (1 - gamma_5) nu_mu] [mubar gamma (g_V - g_A gamma_5) mu],
///     g_V = 1/2 + 2 s^2,   g_A = 1/2,
///
///     R = [(g_V + d_LL + d_LR)^2 + (g_A + d_LL - d_LR)^2] / (g_V^2 + g_A^2)
///
///     d_LL = -eps_ll_2222 + 2 eps_phil3_22 - delta_G - (-1/2 + s^2)(delta_G + eps_phiD/2)
///            + 2 dg_nu (-1/2 + s^2) + dg_L + delta_s2
///     d_LR = -eps_le_2222/2 - s^2 (delta_G + eps_phiD/2) + 2 dg_nu s^2 + dg_R + delta_s2
///
/// dg_nu = -(eps_phil1_22 - eps_phil3_22)/2, dg_L = -(eps_phil1_22 + eps_phil3_22)/2,
/// dg_R = -eps_phie_22/2; delta_G and delta_s2 as in ElectroweakShifts, inputs {G_F, m_Z, alpha};
/// eps = v^2 C at mu_EW. Other flavours of neutrinos in the final state add at second order and are
/// left out, as is the QED running below m_Z (half a per cent of R - 1 for eps_ll_2222).
/// Here numerator and denominator of R.
std::array<Polynomial, 2> trident(SetUp& set_up);

}  // namespace smeftscan::observables
