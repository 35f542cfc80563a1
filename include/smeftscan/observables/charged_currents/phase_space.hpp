// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/forms/quadrature.hpp"

/// Integrals over the invariant mass of lepton and neutrino.
namespace smeftscan::observables::charged_currents {

/// Nodes in q2 (GeV^2) of the integral from q2_min to q2_max over a rate of M -> M' l nu, as far as
/// there is phase space, from m_l^2 to (m_M - m_M')^2; none where there is not. With
///
///     q2 = low + (high - low) (1 - (1 - u^4)^2)
///
/// the square root of lambda at its end is smooth, and the step at q2 = m_l^2, of width m_l^2, is
/// wide: relative errors are below 1e-9.
std::vector<forms::Node> phase_space_nodes(double m_M, double m_final, double m_l, double q2_min,
                                           double q2_max);

}  // namespace smeftscan::observables::charged_currents
