// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/rge/beta.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

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

  /// Of the last run.
  const IntegratorStatistics& statistics() const { return statistics_; }

 private:
  BetaFunction beta_;
  Integrator integrator_;
  IntegratorStatistics statistics_;
  bool left_perturbative_range_ = false;
};

/// One state: a group padded with itself.
smeft::State run(const smeft::State& state, double to_scale, const IntegratorOptions& options);

}  // namespace smeftscan::rge
