// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"

namespace smeftscan::sampling {

/// Looks which axes of the unit cube chi-square does not depend on: from each of a few base points
/// along each axis, five values from end to end.
class AxisScan {
 public:
  AxisScan(const Rows& bases, std::vector<int> axes);

  /// For each base point itself and its values along each axis.
  const Rows& points() const { return points_; }
  /// The axes along which `chi2` of the points changes by less than insensitive_below from every
  /// base. Points without an answer (infinity) say nothing; an axis along which there is no answer
  /// but the base's is not among them.
  std::vector<int> insensitive(std::span<const double> chi2) const;

 private:
  long long bases_;
  std::vector<int> axes_;
  Rows points_;
};

}  // namespace smeftscan::sampling
