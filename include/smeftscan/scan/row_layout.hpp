// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// What a row of results holds: the outcome, scale reached (GeV; of points that failed), chi-square
/// by group, kept predictions, kept coefficients (two columns if complex), kept derived quantities
/// and the coordinates that do not follow from the point's number: all, where the sampler finds its
/// points on the way, or those over which it keeps the minimum. All of it depends on the point
/// alone.
struct RowLayout {
  using RowsView = const Eigen::Ref<const Rows>&;

  explicit RowLayout(const Job& job) : RowLayout(job, job.keep) {}
  /// Of rows that hold something else than the job keeps.
  RowLayout(const Job& job, const Keep& keep);

  static constexpr int outcome = 0;  ///< see outcome_of()
  static constexpr int scale_reached = 1;
  static constexpr int first_group = 2;
  int first_prediction;
  int first_coefficient;
  int first_coordinate;
  int columns;
  std::vector<std::string> names;  ///< one a column

  /// A status and CVODE's flag as one number.
  static double outcome_of(PointStatus status, int solver_flag);
  static PointStatus status_of(RowsView rows, Eigen::Index row);
  static int solver_flag_of(RowsView rows, Eigen::Index row);
  /// The sum over the groups; NaN without an answer.
  double chi_square(RowsView rows, Eigen::Index row) const;
  /// How many of some rows have no answer though there should be one.
  static long long failed_rows(RowsView rows);
  /// Whether a row has no answer though there should be one.
  static bool is_failed(RowsView rows, Eigen::Index row);
  /// Whether only a second attempt gave the answer (FailurePolicy::retry).
  static bool is_second_attempt(RowsView rows, Eigen::Index row);
};

}  // namespace smeftscan::scan
