// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/rge/beta.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

using LaneFlags = std::array<bool, Lanes::count>;

/// Runs states of eight points from one scale to another by integrating the full system with
/// CVODE. Owns the integrator and the work space of the right-hand side (some 4 MB): one for each
/// thread.
class Running {
 public:
  explicit Running(const IntegratorOptions& options);
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// From state.scale to `to_scale` (GeV, up or down), lane by lane, in the flavour basis in which
  /// the state is given (no rotation). Lanes of a group share the steps, so a lane depends within
  /// the tolerance on its group. Throws PointFailure(integration_failed) with CVODE's flag and the
  /// scale that lane 0 had reached, PointFailure(not_finite) if the result is not finite.
  void run(smeft::LaneState& state, const Lanes& to_scale);

  /// As run, and returns the steps, for a scan with points like these. For Method::adams.
  StepPlan plan(smeft::LaneState& state, const Lanes& to_scale);

  /// As run, but with given steps, so that a lane depends on itself alone, to the last bit. True
  /// where the steps meet the tolerance of that lane; the others hold nothing of use and want a run
  /// of their own.
  LaneFlags follow(const StepPlan& plan, smeft::LaneState& state, const Lanes& to_scale);

  /// Of the last run.
  const IntegratorStatistics& statistics() const { return statistics_; }

 private:
  /// Packs the state into the integrator; returns the range in ln mu.
  Lanes start(const smeft::LaneState& state, const Lanes& to_scale);
  /// integrate(range) for all of run() and plan() that is not its own.
  template <class Integrate>
  void run_by(Integrate&& integrate, smeft::LaneState& state, const Lanes& to_scale);

  BetaFunction beta_;
  Integrator integrator_;
  IntegratorStatistics statistics_;
  /// Lanes that were at some step of the last run; without a plan such a step is refused.
  LaneFlags left_perturbative_range_{};
  bool follows_plan_ = false;
  int count_ = 0;  ///< of the reals that the last state needs
  Lanes unit_;     ///< of mass, in GeV
};

/// One state: a group padded with itself.
smeft::State run(const smeft::State& state, double to_scale, const IntegratorOptions& options);

}  // namespace smeftscan::rge
