// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <optional>
#include <span>

#include "smeftscan/sampling/minimiser.hpp"

namespace smeftscan::sampling {

/// How the search for an asymmetric error ended; the numbers are those of the output file.
enum class CrossingEnd : unsigned char {
  crossed = 0,        ///< chi-square reached its minimum + 1
  limit = 1,          ///< the range of the parameter ends before that
  failed = 2,         ///< no answer, or no convergence
  lower_minimum = 3,  ///< chi-square falls below the minimum on the way
};

/// The distance along one axis at which chi-square, minimised over all other axes, is its minimum
/// + 1: one asymmetric error of the profile likelihood, as MINOS finds it (James and Roos 1975). In
/// the unit cube. Asked and told as a Minimiser.
class Crossing {
 public:
  /// From the minimum `center` along `axis` in `direction` (+1 or -1). `slope` is the way of all
  /// axes along the profile, 1 for `axis` itself; `guess` the distance that is tried first.
  Crossing(const Minimum& center, int axis, int direction, const Eigen::VectorXd& slope,
           double guess);

  const Rows& wanted() const { return wanted_; }
  void tell(std::span<const double> chi2, long long first);

  CrossingEnd end() const { return end_; }
  /// The error, good to 1e-3 of itself; NaN unless it crossed.
  double distance() const { return distance_; }
  /// Where chi-square is below the minimum, if it ended so.
  const Minimum& lower_minimum() const { return search_->minimum(); }

 private:
  void search_at(double distance, const Eigen::VectorXd& others);
  void finish(CrossingEnd end);
  double next_distance(double distance, double height);

  Minimum center_;
  int axis_;
  int direction_;
  double room_;  ///< to the limit
  std::optional<Minimiser> search_;
  Rows wanted_;
  double at_ = 0.0;
  double below_ = 0.0, below_height_ = -1.0;  ///< distances with less and more than minimum + 1,
  double above_ = 0.0, above_height_ = 0.0;   ///< and sqrt(rise) - 1 there; above: 0 if unknown
  int searches_ = 0;
  CrossingEnd end_ = CrossingEnd::failed;
  double distance_;
};

}  // namespace smeftscan::sampling
