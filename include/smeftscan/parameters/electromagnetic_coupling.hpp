// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

/// The fine-structure constant in the MS-bar scheme at one loop.
namespace smeftscan::parameters {

/// Fermions that screen the charge: their charge squared, times colours and number, and the scale
/// (GeV) below which they do not; 0 where they always do.
struct ChargedFermions {
  double charges_squared;
  double threshold;
};

/// Leptons and the quarks u, d, s, c, b at every scale.
std::vector<ChargedFermions> five_flavours();

/// alpha_e(to) from alpha_e(from), d(1/alpha_e)/d ln mu = -2/(3 pi) sum N Q^2. Scales in GeV.
double run_alpha_e(double alpha_e, double from, double to,
                   const std::vector<ChargedFermions>& fermions);

}  // namespace smeftscan::parameters
