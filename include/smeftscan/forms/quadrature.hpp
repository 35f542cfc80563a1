// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace smeftscan::forms {

/// Where and with what weight an integrand is taken.
struct Node {
  double x, weight;
};

/// Gauss-Legendre nodes and weights of order n on [-1, 1].
std::vector<Node> gauss_legendre(int n);

}  // namespace smeftscan::forms
