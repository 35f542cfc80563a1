// SPDX-License-Identifier: MIT
#include "smeftscan/forms/quadrature.hpp"

#include <cmath>
#include <numbers>

namespace smeftscan::forms {

std::vector<Node> gauss_legendre(int n) {
  std::vector<Node> nodes;
  for (int k = 0; k < n; ++k) {
    double x = std::cos(std::numbers::pi * (k + 0.75) / (n + 0.5));
    double slope = 0.0;
    for (int iteration = 0; iteration < 10; ++iteration) {
      double p0 = 1.0, p1 = x;  // Legendre polynomials of orders j - 1 and j
      for (int j = 2; j <= n; ++j) {
        const double p2 = ((2.0 * j - 1.0) * x * p1 - (j - 1.0) * p0) / j;
        p0 = p1;
        p1 = p2;
      }
      slope = n * (x * p1 - p0) / (x * x - 1.0);
      x -= p1 / slope;
    }
    nodes.push_back({x, 2.0 / ((1.0 - x * x) * slope * slope)});
  }
  return nodes;
}

}  // namespace smeftscan::forms
