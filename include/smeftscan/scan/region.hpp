// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/scan/job.hpp"

/// Where the points of a job lie, for what is judged before the first of them is computed.
namespace smeftscan::scan {

/// The part of the parameter space that a job visits: the ranges of its free parameters; of a list
/// without ranges those of its points.
class Region {
 public:
  explicit Region(const Job& job);

  std::size_t dimension() const { return axes_.size(); }

  /// The value of a parameter that a fraction 0 ... 1 of its range reaches, on the scale, linear or
  /// logarithmic, on which the job spreads its points.
  double value(std::size_t parameter, double fraction) const;

  /// `count` points inside, evenly spread along every parameter (sampling::spread_points): one row
  /// a point, one column a free parameter.
  Rows inside(int count) const;
  /// Corners: all if there are no more than `most`, else so many of them that every parameter comes
  /// to both ends.
  Rows corners(int most) const;

 private:
  std::vector<sampling::FreeParameter> axes_;  ///< all of them bounded
};

/// `count` points at most that stand for those of the job: of a list some of its own, else inside
/// the region.
Rows typical_coordinates(const Job& job, int count);

}  // namespace smeftscan::scan
