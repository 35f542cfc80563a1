// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/spread_points.hpp"

#include <cmath>

namespace smeftscan::sampling {

namespace {

bool is_prime(int n) {
  for (int divisor = 2; divisor * divisor <= n; ++divisor)
    if (n % divisor == 0) return false;
  return true;
}

/// The next prime behind `n` whose square root is at least an eighth off any integer: eight steps
/// lead around the unit interval.
int next_prime(int n) {
  for (++n;; ++n) {
    const double root = std::sqrt(static_cast<double>(n));
    if (is_prime(n) && std::abs(root - std::round(root)) > 0.125) return n;
  }
}

}  // namespace

Rows spread_points(long long count, long long dimension) {
  Rows points(count, dimension);
  int prime = 1;
  for (Eigen::Index j = 0; j < dimension; ++j) {
    prime = next_prime(prime);
    const double step = std::sqrt(static_cast<double>(prime));
    for (Eigen::Index k = 0; k < count; ++k) {
      const double x = 0.5 + static_cast<double>(k + 1) * step;
      points(k, j) = x - std::floor(x);
    }
  }
  return points;
}

}  // namespace smeftscan::sampling
