// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/charged_currents/inputs.hpp"

namespace smeftscan::observables::charged_currents {

/// Radiative corrections delta of Gamma(P -> l nu (gamma)) = Gamma_0 (1 + delta), P = K+ or pi+, at
/// order e^2 p^4 [Cirigliano:2007ga]: with r = m_l^2/m_P^2, L = ln(m_rho^2/m_l^2) and c1, ..., c4,
/// c2t of the module as c1_K+ (c4 is 0 for the electron),
///
///     delta = alpha/pi {F(r) - (3/2) ln(m_rho/m_P) - c1
///             - m_l^2/m_rho^2 (c2 L + c3 + c4) + m_P^2/m_rho^2 c2t L}.
double radiative_correction(const CurrentInputs& in, std::string_view P, Lepton lepton);

/// The universal soft part [Marciano:1993sh]:
///
///     F(r) = (3/2) ln r + (13 - 19 r)/(8 (1 - r)) - (8 - 5 r)/(4 (1 - r)^2) r ln r
///            - [(1 + r)/(1 - r) ln r + 2] ln(1 - r) - 2 (1 + r)/(1 - r) Li2(1 - r).
double soft_photons(double r);

}  // namespace smeftscan::observables::charged_currents
