// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/observables/beta_decays/lee_yang.hpp"

/// Correlations of allowed beta decays [Jackson:1957auh], as in [Gonzalez-Alonso:2018omy, Sec. 2.3],
/// with equal primed couplings, summed over neutrinos. Each is its coefficient times xi,
///
///     dGamma ~ xi [1 + b m_e/E_e + a p_e.p_nu/(E_e E_nu) + J/J (A p_e/E_e + B p_nu/E_nu
///              + D p_e x p_nu/(E_e E_nu)) + R sigma.(J/J x p_e/E_e)].
namespace smeftscan::observables::beta_decays {

/// A transition: squares of its matrix elements, +1 for an electron or -1 for a positron, and
/// sqrt(1 - alpha^2 Z^2) of the daughter.
struct Transition {
  double fermi, gamow_teller;
  double sign;
  double coulomb = 1.0;
};

/// n -> p e nubar: 1 and 3, from spin 1/2 to 1/2.
inline constexpr Transition neutron{1.0, 3.0, 1.0};

using Couplings = std::vector<LeeYang>;

Polynomial xi(const Couplings& C, const Transition& decay);
Polynomial a_xi(const Couplings& C, const Transition& decay);
Polynomial b_xi(const Couplings& C, const Transition& decay);

/// Of the neutron; B at m_e/E_e.
Polynomial A_xi(const Couplings& C);
Polynomial B_xi(const Couplings& C, double m_e_over_E);
Polynomial D_xi(const Couplings& C);
Polynomial R_xi(const Couplings& C);

}  // namespace smeftscan::observables::beta_decays
