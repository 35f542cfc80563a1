// SPDX-License-Identifier: MIT
#include "smeftscan/rge/chebyshev.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace smeftscan::rge {

double chebyshev_point(double lower, double upper, std::size_t i, std::size_t n) {
  const double angle = std::numbers::pi * static_cast<double>(i) / static_cast<double>(n - 1);
  return 0.5 * (upper + lower) + 0.5 * (upper - lower) * std::cos(angle);
}

std::array<double, most_chebyshev_points> chebyshev_weights(const std::vector<double>& points,
                                                            double x) {
  const auto exact = std::find(points.begin(), points.end(), x);
  std::array<double, most_chebyshev_points> result{};
  if (exact != points.end()) {
    result[static_cast<std::size_t>(exact - points.begin())] = 1.0;
    return result;
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool end = i == 0 || i + 1 == points.size();
    result[i] = (i % 2 == 0 ? 1.0 : -1.0) * (end ? 0.5 : 1.0) / (x - points[i]);
    sum += result[i];
  }
  for (double& weight : result) weight /= sum;
  return result;
}

}  // namespace smeftscan::rge
