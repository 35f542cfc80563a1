// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/observables/bsll/inputs.hpp"

namespace smeftscan::observables::bsll {

/// A decay into leptons in a bin of q2 (GeV^2), as it is named: it may reach beyond phase space. A
/// bin without width means that value of q2.
struct Cell {
  Decay decay;
  Lepton lepton;
  double q2_min, q2_max;

  friend auto operator<=>(const Cell&, const Cell&) = default;
};

/// Where and with what weight (GeV^2) an integrand is taken.
struct Node {
  double q2, weight;
};

/// Nodes of the integral over the part of the bin that phase space allows, 4 m_l^2 < q2 <
/// (m_B - m_M)^2: a Gauss-Legendre rule in theta, q2 = centre - half width cos(theta) of phase
/// space, which absorbs the square roots at its ends, on each piece between points where the
/// integrand is not smooth (tables, m_c threshold) and between powers of 2 of q2 (photon pole).
/// Relative accuracy of rates better than 1e-6. Of a bin without width the one node, weight 1.
/// Empty if the bin lies outside.
std::vector<Node> bin_nodes(const Cell& cell, const Inputs& inputs);

/// The same over all of phase space, threshold < q2 < end, for rates without charm loops: relative
/// accuracy 1e-9.
std::vector<Node> phase_space_nodes(double threshold, double end);

}  // namespace smeftscan::observables::bsll
