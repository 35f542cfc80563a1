// SPDX-License-Identifier: MIT
#include "smeftscan/rge/operator_in_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/chebyshev.hpp"

namespace smeftscan::rge {
namespace {

// Entries of a column are accurate relative to themselves down to this part of its largest one
// (IntegratorOptions).
constexpr double entry_floor = 1e-4;

// Entries are as accurate as the integrator's tolerance, a polynomial through several not quite.
constexpr double margin = 10.0;

/// The largest deviation of the polynomial from an operator at x, relative to the entries.
double deviation(const std::vector<double>& points, const std::vector<EvolutionOperator>& at_points,
                 double x, const EvolutionOperator& exact) {
  const auto part = chebyshev_weights(points, x);
  const int rows = static_cast<int>(exact.target_slots().size());
  const int columns = static_cast<int>(exact.source_slots().size());
  double worst = 0.0;
  for (int column = 0; column < columns; ++column) {
    double largest = 0.0;
    for (int row = 0; row < rows; ++row)
      largest = std::max(largest, std::abs(exact.entry(row, column)));
    for (int row = 0; row < rows; ++row) {
      double value = 0.0;
      for (std::size_t i = 0; i < points.size(); ++i)
        value += part[i] * at_points[i].entry(row, column);
      const double wanted = exact.entry(row, column);
      const double size = std::max(std::abs(wanted), entry_floor * largest);
      if (size > 0.0) worst = std::max(worst, std::abs(value - wanted) / size);
    }
  }
  return worst;
}

}  // namespace

OperatorInScale::OperatorInScale(double lowest, double highest, const SmLimitAt& background,
                                 const EvolutionSettings& settings)
    : lowest_(lowest), highest_(highest) {
  expect(0.0 < lowest && lowest <= highest, "an interval of scales is positive and not reversed");
  const auto operator_at = [&](double scale) {
    EvolutionSettings here = settings;
    here.from_scale = scale;
    return EvolutionOperator(background(scale), here);
  };
  points_ = {std::log(highest)};
  operators_.push_back(operator_at(highest));
  if (lowest == highest) return;
  points_.push_back(std::log(lowest));
  operators_.push_back(operator_at(lowest));

  while (true) {
    // the points that the doubled set has between these
    const std::size_t intervals = points_.size() - 1;
    std::vector<double> between;
    std::vector<EvolutionOperator> exact;
    double worst = 0.0;
    for (std::size_t i = 0; i < intervals; ++i) {
      between.push_back(
          chebyshev_point(points_.back(), points_.front(), 2 * i + 1, 2 * intervals + 1));
      exact.push_back(operator_at(std::exp(between[i])));
      worst = std::max(worst, deviation(points_, operators_, between[i], exact[i]));
    }
    if (worst <= margin * settings.integrator.rtol) return;
    if (points_.size() == most_points)
      throw PointFailure(PointStatus::other,
                         "no polynomial in the logarithm of the scale describes the operator: the "
                         "interval of scales is too long");
    for (std::size_t i = 0; i < intervals; ++i) {
      const auto at = static_cast<std::ptrdiff_t>(2 * i + 1);
      points_.insert(points_.begin() + at, between[i]);
      operators_.insert(operators_.begin() + at, std::move(exact[i]));
    }
    // Doubling squares the error of an analytic function; a part of that is taken on trust.
    if (std::pow(worst, 1.5) <= margin * settings.integrator.rtol) return;
  }
}

void OperatorInScale::apply(const Lanes& from_scale, const smeft::LaneCoefficients& from,
                            smeft::LaneCoefficients& to) const {
  if (operators_.size() == 1) {
    operators_.front().apply(from, to);
    return;
  }
  std::array<Lanes, most_points> parts;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto lane = chebyshev_weights(points_, std::log(from_scale[k]));
    for (std::size_t i = 0; i < points_.size(); ++i) parts[i][k] = lane[i];
  }
  for (const int target : operators_.front().target_slots()) to.slot(target) = 0.0;
  for (std::size_t i = 0; i < points_.size(); ++i) operators_[i].add(parts[i], from, to);
}

}  // namespace smeftscan::rge
