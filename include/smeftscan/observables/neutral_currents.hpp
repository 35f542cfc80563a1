// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/electroweak_shifts.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Neutral currents of e, nu_mu, u and d far below m_Z, likelihood group
/// `low_energy_neutral_currents` [Falkowski:2017pss], [PDG2024, Sec. 10.3]. Z exchange gives
/// L = -(8 G_F/sqrt2) g_X g_Y for two different currents and half of that for the same one, so that a
/// coefficient C of the contact interaction adds to the product P_XY = g_X g_Y,
///
///     dP_XY = dg_X g_Y + g_X dg_Y - v^2 C/4   (-v^2 C/2 of the same current),
///
/// with the couplings and inputs of ElectroweakShifts, at mu_EW; running below is left out (a per cent
/// or two of dP). Of up quarks C is rotated by the CKM matrix.
namespace smeftscan::observables::neutral_currents {

/// Shifts of g_AV = 2 (P_LL + P_LR - P_RL - P_RR) and g_VA = 2 (P_LL - P_LR + P_RL - P_RR), electron
/// first: in the SM at tree level g_AV^eu = -1/2 + 4/3 s^2, g_VA^eu = -1/2 + 2 s^2.
struct ElectronQuark {
  Polynomial AV, VA;
};
ElectronQuark electron_up(SetUp& set_up);
ElectronQuark electron_down(SetUp& set_up);
/// Shift of g_AV^ee = 2 (P_LL - P_RR), 1/2 - 2 s^2 at tree level.
Polynomial electron_electron(SetUp& set_up);

/// Couplings 2 P of nu_mu to one fermion, with their shifts.
struct NeutrinoCoupling {
  Polynomial left, right;
};
NeutrinoCoupling neutrino_electron(SetUp& set_up);
/// To u and d, over the strength of the charged current nu_mu d -> mu u.
std::array<NeutrinoCoupling, 2> neutrino_quarks(SetUp& set_up);

}  // namespace smeftscan::observables::neutral_currents
