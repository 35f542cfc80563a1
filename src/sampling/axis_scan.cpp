// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/axis_scan.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/insensitive.hpp"

namespace smeftscan::sampling {

namespace {

constexpr int values = 5;  // along an axis

}  // namespace

AxisScan::AxisScan(const Rows& bases, std::vector<int> axes)
    : bases_(bases.rows()), axes_(std::move(axes)) {
  const auto count = static_cast<Eigen::Index>(axes_.size());
  points_.resize(bases_ * (1 + values * count), bases.cols());
  Eigen::Index row = 0;
  for (Eigen::Index base = 0; base < bases_; ++base) {
    points_.row(row++) = bases.row(base);
    for (const int axis : axes_)
      for (int k = 0; k < values; ++k, ++row) {
        points_.row(row) = bases.row(base);
        points_(row, axis) = static_cast<double>(k) / (values - 1);
      }
  }
}

std::vector<int> AxisScan::insensitive(std::span<const double> chi2) const {
  expect(static_cast<Eigen::Index>(chi2.size()) == points_.rows(), "an answer to every point");
  std::vector<int> result;
  const std::size_t of_base = 1 + values * axes_.size();
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    double largest_change = 0.0;
    int answers = 0;
    for (std::size_t begin = 0; begin < chi2.size(); begin += of_base) {
      double lowest = chi2[begin];
      double highest = chi2[begin];
      for (int k = 0; k < values; ++k) {
        const double along = chi2[begin + 1 + a * values + static_cast<std::size_t>(k)];
        if (std::isinf(along)) continue;
        ++answers;
        lowest = std::min(lowest, along);
        highest = std::isinf(highest) ? along : std::max(highest, along);
      }
      if (std::isfinite(highest)) largest_change = std::max(largest_change, highest - lowest);
    }
    if (answers > 0 && largest_change < insensitive_below) result.push_back(axes_[a]);
  }
  return result;
}

}  // namespace smeftscan::sampling
