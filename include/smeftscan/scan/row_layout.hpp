// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// What a row of results holds: status, CVODE's flag, scale reached (GeV), chi-square, chi-square
/// by group, kept predictions, kept coefficients (two columns if complex) and, where the sampler
/// finds its points on the way, their coordinates. All of it depends on the point alone.
struct RowLayout {
  explicit RowLayout(const Job& job);

  static constexpr int status = 0;
  static constexpr int solver_flag = 1;
  static constexpr int scale_reached = 2;
  static constexpr int chi_square = 3;
  static constexpr int first_group = 4;
  int first_prediction;
  int first_coefficient;
  int first_coordinate;
  int columns;
  std::vector<std::string> names;  ///< one a column

  static PointStatus status_of(const Rows& rows, Eigen::Index row);
  /// How many of some rows have no answer though there should be one.
  static long long failed_rows(const Rows& rows);
  /// Whether a row has no answer though there should be one.
  static bool is_failed(const Rows& rows, Eigen::Index row);
  /// Whether only a second attempt gave the answer (FailurePolicy::retry).
  static bool is_second_attempt(const Rows& rows, Eigen::Index row);
};

}  // namespace smeftscan::scan
