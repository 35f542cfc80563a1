// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/set_up.hpp"

/// The decay mu -> e nu nu, from which the Fermi constant is taken.
namespace smeftscan::observables {

/// Phase space of l -> l' nu nu with x = (m_l'/m_l)^2:
///
///     F = 1 - 8 x + 8 x^3 - x^4 - 12 x^2 ln x,   G = 1 + 9 x - 9 x^2 - x^3 + 6 x (1 + x) ln x.
double three_body_F(double x);
double three_body_G(double x);

/// The rate of mu -> e nu_i nubar_j, summed over i and j, over that of the SM with the same Fermi
/// constant, in the coefficients L_ij, R_ij of (nubar_i gamma^m P_L nu_j) (ebar gamma_m P_L,R mu) over
/// that of the SM, -4 G_F/sqrt2, with x = (m_e/m_mu)^2:
///
///     M = sum_ij |L_ij|^2 + |R_ij|^2 - 4 (m_e/m_mu)^n G(x)/F(x) Re(L_ij R_ij*),
///
/// 1 in L of (numu, nue) being that of the SM, n = 1 [Pich:2013lsa, Eqs. (3), (4)]. Where L and R
/// interfere the electron's chirality must flip. From the module `muon_decay`: n is `flip_exponent`,
/// 0 in [flavio], which has L and R of (numu, nue) alone, `all_neutrinos` 0. Coefficients
/// `CVLL_numunueemu` and so on of the WET-3 at 1 GeV.
Polynomial muon_decay_rate(SetUp& set_up);

}  // namespace smeftscan::observables
