// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "smeftscan/scan/point/runner.hpp"
#include "smeftscan/scan/point/sm_at_matching.hpp"
#include "smeftscan/scan/point/stepping.hpp"

namespace smeftscan::scan {

/// SM couplings of each point belong to its coefficients, so that both are integrated: from the SM
/// limit at the matching scale, or from couplings that are solved for. Points take the steps of a
/// plan together; a point for which they are not good enough, or all where there is no plan, takes
/// its own.
class SteppedRunner : public Runner {
 public:
  struct Settings {
    std::optional<smeft::FlavourRotation> lep2_rotation{};  ///< to the down basis; none: not read
    SmBoundary boundary = SmBoundary::sm_limit;
    std::optional<StepPlans> plans{};
  };
  using Limits = std::array<rge::SmLimit, Lanes::count>;

  bool goes_with_others(double /*scale*/) const override { return settings_.plans.has_value(); }
  void run_together(GroupResult& result, rge::LaneFlags& good, Workspace& workspace) const final;
  void run_alone(Attempt attempt, GroupResult& result, Workspace& workspace) const final;

  const Settings& settings() const { return settings_; }

  /// The steps that these points need, in the SM limit: they hardly depend on what coefficients do
  /// to the SM couplings. Throws PointFailure if they cannot be integrated together.
  StepPlans plan(GroupResult& result, Workspace& workspace) const;
  /// From result.high to the start of the running, result.low in the mass basis with the couplings
  /// of the SM limit, which is returned.
  Limits start(GroupResult& result, Stepping& steps) const;
  /// From there to the end.
  void finish(GroupResult& result, Stepping& steps, Workspace& workspace) const;
  /// One leg of it, without the SM couplings of before.
  virtual void run_to(double scale, Leg leg, smeft::LaneState& state, Stepping& steps,
                      Workspace& workspace) const = 0;

 protected:
  /// `sm` must outlive it.
  SteppedRunner(const SmAtMatching& sm, Settings settings)
      : sm_(sm), settings_(std::move(settings)) {}

  const SmAtMatching& sm_;
  Settings settings_;

 private:
  using Failures = std::array<std::optional<PointFailure>, Lanes::count>;

  /// The SM limit of each lane.
  Limits sm_limits(const Lanes& scale, Stepping& steps) const;
  /// Solves for SM couplings where the settings demand that; says where there are none.
  Failures solve(GroupResult& result, const Limits& limits) const;
};

/// By CVODE, or to leading log: `method` is one of these two.
std::unique_ptr<SteppedRunner> make_stepped_runner(RunningMethod method, const SmAtMatching& sm,
                                                   SteppedRunner::Settings settings);

}  // namespace smeftscan::scan
