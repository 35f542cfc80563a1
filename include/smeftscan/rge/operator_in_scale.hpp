// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "smeftscan/rge/chebyshev.hpp"
#include "smeftscan/rge/evolution_operator.hpp"

namespace smeftscan::rge {

/// Evolution operators from every scale of an interval: between Chebyshev points in ln(from_scale)
/// the matrix is interpolated by a polynomial. U(Lambda) is smooth, its logarithms large but few: 9
/// points carry a factor of 10 in Lambda to 1e-7, 17 to 1e-9. An interval of one scale has one
/// operator.
///
/// Constant after construction: threads share it.
class OperatorInScale {
 public:
  static constexpr std::size_t most_points = most_chebyshev_points;

  using SmLimitAt = std::function<SmLimit(double scale)>;  ///< scale in GeV

  /// `settings`: from_scale is ignored. The number of points is doubled (2, 3, 5, 9, 17) until what
  /// the operators of a doubling tell of the polynomial's error is within ten times their own
  /// accuracy, settings.integrator.rtol. Throws as EvolutionOperator, and PointFailure(other) if 17
  /// points do not suffice.
  OperatorInScale(double lowest, double highest, const SmLimitAt& background,
                  const EvolutionSettings& settings);

  bool covers(double from_scale) const { return lowest_ <= from_scale && from_scale <= highest_; }

  /// As EvolutionOperator::apply, each lane from its own scale in the interval.
  void apply(const Lanes& from_scale, const smeft::LaneCoefficients& from,
             smeft::LaneCoefficients& to) const;

  /// Points of the interpolation.
  std::size_t size() const { return operators_.size(); }

 private:
  double lowest_;
  double highest_;
  std::vector<double> points_;  ///< ln(from_scale / GeV), falling
  std::vector<EvolutionOperator> operators_;
};

}  // namespace smeftscan::rge
