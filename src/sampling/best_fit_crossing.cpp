// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/best_fit_crossing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace smeftscan::sampling {

namespace {

using Eigen::VectorXd;

constexpr double tolerance = 1e-3;       // of the rise of 1
constexpr double lower_by = 1e-2;        // chi-square: a new minimum, not noise
constexpr double smallest_room = 1e-12;  // of the range
constexpr int largest_searches = 30;

}  // namespace

Crossing::Crossing(const Minimum& center, int axis, int direction, const VectorXd& slope,
                   double guess)
    : center_(center),
      axis_(axis),
      direction_(direction),
      room_(direction > 0 ? 1.0 - center.x[axis] : center.x[axis]),
      distance_(std::numeric_limits<double>::quiet_NaN()) {
  std::erase(center_.free, axis);
  const double t = std::min(std::max(guess, smallest_room), room_);
  if (room_ < smallest_room)
    finish(CrossingEnd::limit);
  else
    search_at(t, center.x + direction * t * slope);
}

void Crossing::search_at(double distance, const VectorXd& others) {
  at_ = distance;
  Rows starts(2, center_.x.size());
  starts.row(0) = others.cwiseMax(0.0).cwiseMin(1.0);
  starts.row(1) = center_.x;
  const double limit = direction_ > 0 ? 1.0 : 0.0;
  starts.col(axis_).setConstant(distance < room_ ? center_.x[axis_] + direction_ * distance
                                                 : limit);
  search_.emplace(starts, center_.free, center_.steps);
  wanted_ = search_->wanted();
}

void Crossing::finish(CrossingEnd end) {
  end_ = end;
  wanted_.resize(0, center_.x.size());
}

void Crossing::tell(std::span<const double> chi2, long long first) {
  search_->tell(chi2, first);
  wanted_ = search_->wanted();
  if (!search_->done()) return;

  const Minimum& found = search_->minimum();
  if (std::isinf(found.chi2)) return finish(CrossingEnd::failed);
  const double rise = found.chi2 - center_.chi2;
  if (rise < -lower_by) return finish(CrossingEnd::lower_minimum);
  const double height = std::sqrt(std::max(rise, 0.0)) - 1.0;  // linear for a parabola
  if (std::abs(rise - 1.0) < tolerance) {
    distance_ = at_ / (1.0 + height);
    return finish(CrossingEnd::crossed);
  }
  if (height < 0.0 && at_ == room_) return finish(CrossingEnd::limit);
  if (++searches_ == largest_searches) return finish(CrossingEnd::failed);
  const double t = next_distance(at_, height);
  search_at(t, center_.x + (found.x - center_.x) * (t / at_));
}

double Crossing::next_distance(double distance, double height) {
  if (height > 0.0) {
    above_ = distance;
    above_height_ = height;
  } else {
    const double slope = (height - below_height_) / (distance - below_);
    below_ = distance;
    below_height_ = height;
    if (above_height_ == 0.0) {
      const double step = slope > 0.0 ? -height / slope : distance;
      return std::min(distance + std::clamp(step, 0.02 * distance, 2.0 * distance), room_);
    }
  }
  // between the two, not too near to either: the secant alone would creep from one side
  const double share = -below_height_ / (above_height_ - below_height_);
  return below_ + std::clamp(share, 0.03, 0.97) * (above_ - below_);
}

}  // namespace smeftscan::sampling
