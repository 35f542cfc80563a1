// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/set_up.hpp"

namespace smeftscan::observables {

/// What the coefficients do to the couplings of Z and W.
///
/// Inputs {G_F, m_Z, alpha}; tree level, linear in the coefficients, which are non-redundant, at
/// mu_EW = m_Z, in the down basis. eps stands for v^2 C with v^2 = 1/(sqrt2 G_F). With
/// s^2 = (1 - sqrt(1 - 4 pi alpha/(sqrt2 G_F m_Z^2)))/2, c^2 = 1 - s^2 [Brivio:2017vri, Sec. 4],
/// [Bjorn:2016zlr]:
///
///     delta_G  = eps_phil3_11 + eps_phil3_22 - eps_ll_1221 / 2
///     delta_s2 = [s^2 c^2 (delta_G + eps_phiD / 2) + s c eps_phiWB] / (c^2 - s^2)
///     delta_m_W/m_W = -[s^2 delta_G / 2 + c^2 eps_phiD / 4 + s c eps_phiWB] / (c^2 - s^2)
///
/// Couplings of the Z, g_L = T3 - Q s_f^2 and g_R = -Q s_f^2 in the SM, shift by
///
///     delta g = -(delta_G / 2 + eps_phiD / 4) g - Q delta_s2 + Delta
///
///            Delta_L                                   Delta_R
///     nu_i   -(eps_phil1_ii - eps_phil3_ii)/2
///     e_i    -(eps_phil1_ii + eps_phil3_ii)/2          -eps_phie_ii/2
///     u_i    -[V (eps_phiq1 - eps_phiq3) V^dag]_ii/2   -eps_phiu_ii/2
///     d_i    -(eps_phiq1_ii + eps_phiq3_ii)/2          -eps_phid_ii/2
///
/// In this scheme eps_phiWB is in no overall factor: m_Z and the coupling compensate each other.
struct ElectroweakShifts {
  /// The coupling of the Z to one fermion, SM and shift.
  struct ZCoupling {
    double left_sm, right_sm;
    Polynomial left_shift, right_shift;
  };

  Polynomial delta_G;    ///< (G_F of muon decay - bare)/bare
  Polynomial delta_s2;   ///< of sin^2 of the weak angle
  Polynomial delta_m_W;  ///< relative
  std::array<ZCoupling, 3> neutrino, lepton, down;
  std::array<ZCoupling, 2> up;
  std::array<Polynomial, 3> w_lepton;  ///< eps_phil3_ii: vertex shift of W -> l_i nu
  std::array<Polynomial, 2> w_up;  ///< [V eps_phiq3 V^dag]_ii: that of W -> u_i dbar, sbar, bbar

  ElectroweakShifts(const ElectroweakInputs& inputs, SetUp& set_up);
};

/// Those of the data set's inputs, for SetUp::shared.
ElectroweakInputs electroweak_inputs(SetUp& set_up);
ElectroweakShifts electroweak_shifts(SetUp& set_up);

}  // namespace smeftscan::observables
