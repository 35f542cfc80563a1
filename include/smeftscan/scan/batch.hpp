// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {

/// What a row of results holds: status, CVODE's flag, scale reached (GeV), chi-square, chi-square by
/// group, kept predictions, kept coefficients (two columns if complex).
class RowLayout {
 public:
  explicit RowLayout(const Job& job);

  static constexpr int status = 0;
  static constexpr int solver_flag = 1;
  static constexpr int scale_reached = 2;
  static constexpr int chi_square = 3;
  static constexpr int first_group = 4;
  int first_prediction;
  int first_coefficient;
  int columns;
};

/// Many points: groups of eight, cut by the points' global numbers, shared among the threads of
/// this rank. The only place with OpenMP.
class Batch {
 public:
  /// `pipeline` and `sampler` must outlive the batch. `threads` as OMP_NUM_THREADS says if 0.
  Batch(const Pipeline& pipeline, const sampling::Sampler& sampler, int threads = 0);

  int threads() const { return static_cast<int>(workspaces_.size()); }
  const RowLayout& layout() const { return layout_; }

  /// Rows [count x layout().columns] of the points first, ..., first + count - 1; `first` is a
  /// multiple of eight. NaN in all columns behind the status where there is no answer.
  Rows compute(long long first, long long count);

  /// The parameters of the group that holds point `point`, and that point's lane.
  static Group group_of(const Pipeline& pipeline, const sampling::Sampler& sampler,
                        long long first, long long count);

 private:
  void compute_group(long long first, long long count, Pipeline::Workspace& workspace,
                     Eigen::Ref<Rows> rows) const;

  const Pipeline& pipeline_;
  const sampling::Sampler& sampler_;
  RowLayout layout_;
  std::vector<int> kept_columns_;  ///< of the predictions, in GroupResult::predictions
  std::vector<std::unique_ptr<Pipeline::Workspace>> workspaces_;
};

}  // namespace smeftscan::scan
