// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

/// From where to where an operator leads, and which part of it is wanted. Coefficients are counted
/// 0 ... 1355, as in smeft::layout.
struct EvolutionSettings {
  double from_scale;  ///< GeV; in the down basis of the background there
  double to_scale;    ///< GeV, up or down
  /// From the basis of the background's couplings to that of the result; without it they are one.
  std::optional<smeft::FlavourRotation> rotation;
  std::vector<int> sources;  ///< the coefficients that may differ from zero at the start
  std::vector<int> targets;  ///< the coefficients that are wanted at the end; empty: all
  IntegratorOptions integrator;
};

/// Calls task(0) ... task(count - 1), in any order, on any threads, and returns when all are done;
/// hands on what a task throws.
using TaskRunner = std::function<void(int count, const std::function<void(int)>& task)>;
void run_in_turn(int count, const std::function<void(int)>& task);

/// The running at fixed scales as a matrix: C(to) = U C(from).
///
/// The beta functions are linear in the coefficients but for their products with m2 in those of the
/// SM couplings. U leaves these out: coefficients run on the SM couplings of the background alone.
/// What it misses is of second order in the coefficients. From 1 TeV to mu_EW, of the largest one
/// (tests/rge):
///
///     the Z', lepton couplings up to 3, quark couplings up to 1e-3     2e-10
///     the same with all quark couplings of the order 0.1; 1            1e-6; 1e-3
///     1e-8 GeV^-2 in all 1356 coefficients                             1e-5
///
/// A column is the running of a coefficient so small that it does not move the SM couplings by a
/// bit, divided by it; a complex coefficient has two. Eight columns are integrated at a time, on as
/// many threads as the task runner has.
///
/// Constant after construction: threads share it.
class EvolutionOperator {
 public:
  /// `background`: at from_scale. Throws as Running::run does.
  EvolutionOperator(const SmLimit& background, const EvolutionSettings& settings,
                    const TaskRunner& run_tasks = run_in_turn);

  /// Writes the targets in `to` and nothing else. Of `from`, sources are read and nothing else.
  void apply(const smeft::LaneCoefficients& from, smeft::LaneCoefficients& to) const;
  /// Adds them, times `weight`, to those in `to`.
  void add(const Lanes& weight, const smeft::LaneCoefficients& from,
           smeft::LaneCoefficients& to) const;

  /// One point with all that belongs to it; what is no target is zero. The coefficients other than
  /// sources must vanish.
  smeft::State apply(const smeft::Coefficients& from) const;

  /// The SM couplings at to_scale, in the basis of the result, the same for all points.
  const smeft::SmCouplings& sm() const { return sm_; }

  /// Rows and columns of the matrix as slots among the 2499 reals.
  const std::vector<int>& target_slots() const { return target_slots_; }
  const std::vector<int>& source_slots() const { return source_slots_; }
  double entry(int row, int column) const {
    return matrix_[static_cast<std::size_t>(row) * source_slots_.size() +
                   static_cast<std::size_t>(column)];
  }

 private:
  template <class Result>
  void multiply(const smeft::LaneCoefficients& from, Result&& result) const;
  /// Columns 8 group ... 8 group + 7; the first group also leaves the SM couplings.
  void integrate(int group, const SmLimit& background, const EvolutionSettings& settings);

  double to_scale_;
  std::vector<int> source_slots_;
  std::vector<int> target_slots_;
  std::vector<double> matrix_;  ///< row-major, a row a target
  smeft::SmCouplings sm_;
};

}  // namespace smeftscan::rge
