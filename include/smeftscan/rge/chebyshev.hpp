// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

/// Interpolation by a polynomial through Chebyshev points of the second kind.
namespace smeftscan::rge {

inline constexpr std::size_t most_chebyshev_points = 17;

/// Point i of n between the lower and upper end, from the upper one down.
double chebyshev_point(double lower, double upper, std::size_t i, std::size_t n);

/// The part of each point in the polynomial at x: barycentric Lagrange interpolation (Berrut and
/// Trefethen, SIAM Rev. 46 (2004) 501, eqs. 4.2 and 5.4).
std::array<double, most_chebyshev_points> chebyshev_weights(const std::vector<double>& points,
                                                            double x);

}  // namespace smeftscan::rge
