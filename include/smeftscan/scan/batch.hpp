// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {

/// What it took to compute some groups.
struct BatchFigures {
  long long threads = 0;
  long long groups = 0;
  long long right_hand_sides = 0;  ///< of whole groups
  long long steps = 0;
  long long second_attempts = 0;  ///< points whose answer only these gave (FailurePolicy::retry)
  double seconds = 0.0;           ///< in the physics, of all threads together
};

/// Many points: groups of eight, cut by the points' global numbers, shared among the threads of
/// this rank. The only place with OpenMP.
class Batch {
 public:
  /// `pipeline` and `sampler` must outlive the batch. `threads` as OMP_NUM_THREADS says if 0.
  Batch(const Pipeline& pipeline, const sampling::PointSource& sampler, int threads = 0)
      : Batch(pipeline, sampler, threads, pipeline.job().keep) {}
  /// Whose rows hold something else than the job keeps; of predictions some of the pipeline's.
  Batch(const Pipeline& pipeline, const sampling::PointSource& sampler, int threads, Keep keep);

  int threads() const { return static_cast<int>(threads_.size()); }
  const RowLayout& layout() const { return layout_; }

  /// Rows [count x layout().columns] of the points first, ..., first + count - 1. NaN in all
  /// columns between the status and the coordinates where there is no answer.
  Rows compute(long long first, long long count);

  /// Of all calls of compute().
  BatchFigures figures() const;

  /// The parameters of the model at some points, eight at most, of these coordinates.
  static Group group_of(const Pipeline& pipeline, const Rows& coordinates);

 private:
  /// What a thread has to itself, in cache lines of its own.
  struct alignas(64) Thread {
    std::unique_ptr<Pipeline::Workspace> workspace;
    BatchFigures figures;
  };

  void compute_group(long long first, Thread& thread, Eigen::Ref<Rows> rows) const;
  void compute_alternative(long long which, long long first, Thread& thread,
                           Eigen::Ref<Rows> rows) const;
  void write(const GroupResult& result, int lane, Eigen::Ref<Rows> rows) const;

  const Pipeline& pipeline_;
  const sampling::PointSource& sampler_;
  Keep keep_;
  RowLayout layout_;
  std::vector<int> kept_columns_;  ///< of the predictions, in GroupResult::predictions
  std::vector<Thread> threads_;
};

}  // namespace smeftscan::scan
