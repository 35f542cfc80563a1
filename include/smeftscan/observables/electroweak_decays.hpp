// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/electroweak_shifts.hpp"

namespace smeftscan::observables {

/// Partial widths (GeV) and asymmetries of the Z.
///
///     Gamma_f = Gamma_f(SM) + sqrt2 G_F m_Z^3/(6 pi) N_c [g_L^2 + g_R^2 - (g_L^2 + g_R^2)_SM]
///     A_f     = (g_L^2 - g_R^2)/(g_L^2 + g_R^2)
///
/// with the couplings of ElectroweakShifts: quadratic in the coefficients. Flavour-changing decays
/// are left out: they do not interfere with the SM.
struct ZDecays {
  struct Channel {
    Polynomial width;
    Polynomial difference, sum;  ///< g_L^2 -+ g_R^2, of which A_f is the ratio
  };
  std::array<Channel, 3> neutrino, lepton, down;
  std::array<Channel, 2> up;
  Polynomial hadrons;  ///< width into u, d, s, c, b
  Polynomial total;    ///< width

  ZDecays(const ElectroweakInputs& inputs, const ElectroweakShifts& shifts);
};

/// Partial widths of the W, GeV. With the coupling
/// delta g_W/g_W = delta_m_W - delta_G / 2 and the power of m_W of the phase space, linear:
///
///     Gamma(W -> l_i nu) = Gamma(SM) (1 + 3 delta_m_W - delta_G + 2 eps_phil3_ii)
///     Gamma(W -> u_i q)  = Gamma(SM) (1 + 3 delta_m_W - delta_G + 2 [V eps_phiq3 V^dag]_ii)
///
/// where q is summed over. [flavio] has 2 delta_m_W, without the phase space, and gives channels
/// between generations the universal shift without the CKM element.
struct WDecays {
  std::array<Polynomial, 3> lepton;
  std::array<Polynomial, 2> up;
  Polynomial total;
  /// Gamma(W -> l_i nu)/Gamma(SM) up to a common factor: for ratios, in which m_W and phase space
  /// cancel, quadratic as the widths of the Z,
  ///
  ///     1 + k [(1 + delta_m_W - delta_G / 2 + eps_phil3_ii)^2 - 1],
  ///     k = G_F m_W^3/(6 sqrt2 pi) / Gamma(SM)
  std::array<Polynomial, 3> lepton_strength;

  WDecays(const ElectroweakInputs& inputs, const ElectroweakShifts& shifts, SetUp& set_up);
};

}  // namespace smeftscan::observables
