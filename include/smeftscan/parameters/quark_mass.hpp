// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/parameters/strong_coupling.hpp"

/// Running quark masses in the MS-bar scheme at three loops, decoupled at two [RunDec].
namespace smeftscan::parameters {

/// A mass (GeV) at a scale (GeV) in the theory with `flavours` quarks: m_b(m_b) is {4.18, 4.18, 5},
/// m_c(m_c) {1.28, 1.28, 4}, m_s(2 GeV) {0.095, 2, 3}.
struct QuarkMass {
  double value;
  double scale;
  int flavours;
};

/// m(mu) over m(mu_0) from alpha_s at both scales, in one theory [RunDec, Eqs. (9) and (10)].
double mass_ratio(double alpha_s_from, double alpha_s_to, int flavours);

/// A light-quark mass at a threshold in the theory without the heavy quark from that with it,
/// alpha_s being that of the latter [RunDec, Eq. (30)]; and back, alpha_s being that of the theory
/// without [RunDec, Eq. (33)].
double mass_without_quark(double mass, double alpha_s, const Threshold& heavy);
double mass_with_quark(double mass, double alpha_s, const Threshold& heavy);

/// The mass (GeV) at another scale (GeV) in the theory with `flavours` quarks, 3, 4 or 5, through
/// the thresholds between. Upwards, alpha_s above the last threshold is that below it with the
/// quark put back, as CRunDec has it [RunDec]: to the order of the decoupling the coupling itself.
QuarkMass run_mass(const QuarkMass& mass, double scale, int flavours,
                   const StrongCoupling& alpha_s);

/// The MS-bar mass m(m) (GeV) of a quark from its pole mass M (GeV), alpha_s = alpha_s(M) and the
/// number of lighter quarks, which have no mass: three loops [RunDec, Eq. (16)].
double scale_invariant_mass(double pole_mass, double alpha_s, int light_flavours);

}  // namespace smeftscan::parameters
