// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/electroweak_shifts.hpp"

namespace smeftscan::observables {

/// The four helicity amplitudes of one final state, in this order. For l = mu, tau: e_X l_Y. For l
/// = e (Bhabha): LL and RR hold both channels, LR is the s channel, RL the t channel of e_L e_R.
enum Helicity { LL, RR, LR, RL };

/// What new physics adds to the amplitudes,
///
///     N_XY(q^2) = e^2/q^2 + (g_X g_Y + shift) P(q^2) + contact,
///     P(q^2) = 4 sqrt2 G_F m_Z^2 / (q^2 - m_Z^2 + i q^2 Gamma_Z/m_Z)  (no width for q^2 < 0),
///
/// with contact terms (GeV^-2) at 206.5 GeV, non-redundant:
///
///     l = mu, tau, f = 2, 3:  LL = ll_11ff + ll_1ff1,  RR = ee_11ff,  LR = le_11ff,  RL = le_ff11
///     l = e:                  LL = 4 ll_1111,  RR = 4 ee_1111,  LR = RL = le_1111
///
/// (4 of identical leptons: two channels times two contractions). Shifts of the product of the Z
/// couplings from vertices and inputs, g_X dg_Y + dg_X g_Y, as in ElectroweakShifts, at mu_EW.
struct ContactTerms {
  std::array<Polynomial, 4> contact;
  std::array<Polynomial, 4> shift;
};

/// Of the final state e e, mu mu or tau tau: `lepton` = 1, 2, 3.
ContactTerms contact_terms(SetUp& set_up, int lepton);

}  // namespace smeftscan::observables
