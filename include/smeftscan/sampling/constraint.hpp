// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/parameter_space.hpp"

/// The Gaussian priors of a fit are constraints: ((x - mean)/sigma)^2 of each is minimised together
/// with chi-square, and counts in no other number.
namespace smeftscan::sampling {

/// Whether any parameter has one.
bool is_constrained(const ParameterSpace& space);

/// Their sum at a point.
double constraint_chi2(const ParameterSpace& space, std::span<const double> coordinates);

/// -2 ln L of each point.
std::vector<double> chi_squares(std::span<const double> log_likelihood);

/// The same with the constraints: what a fit minimises. `points` have one row each.
std::vector<double> constrained_chi_squares(const ParameterSpace& space, const Rows& points,
                                            std::span<const double> log_likelihood);

}  // namespace smeftscan::sampling
