// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/stepped_runner.hpp"

#include <algorithm>

#include "smeftscan/observables/observable.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::scan {
namespace {

class CvodeRunner final : public SteppedRunner {
 public:
  CvodeRunner(const SmAtMatching& sm, Settings settings) : SteppedRunner(sm, std::move(settings)) {}

  RunningMethod method() const override { return RunningMethod::cvode; }
  void run_to(double scale, Leg leg, smeft::LaneState& state, Stepping& steps,
              Workspace&) const override {
    steps.go(leg, state, scale);
  }
};

class LeadingLogRunner final : public SteppedRunner {
 public:
  LeadingLogRunner(const SmAtMatching& sm, Settings settings)
      : SteppedRunner(sm, std::move(settings)) {}

  RunningMethod method() const override { return RunningMethod::leading_log; }
  /// At the usual scale nothing is integrated.
  bool goes_with_others(double scale) const override {
    return scale == sm_.usual_scale() || SteppedRunner::goes_with_others(scale);
  }
  void run_to(double scale, Leg, smeft::LaneState& state, Stepping&,
              Workspace& workspace) const override {
    workspace.leading_log.run(state, scale);
  }
};

}  // namespace

rge::Running& Runner::Workspace::of(Attempt attempt) {
  if (attempt == Attempt::first) return running;
  if (!tighter_) tighter_.emplace(rge::tighter(options_));
  return *tighter_;
}

SteppedRunner::Limits SteppedRunner::sm_limits(const Lanes& scale, Stepping& steps) const {
  Limits limits;
  limits.fill(sm_.usual_limit());
  const auto known = [&](double s) { return s == sm_.usual_scale(); };
  if (std::all_of(scale.values.begin(), scale.values.end(), known)) return limits;
  smeft::State low;
  low.scale = sm_.inputs().scale;
  low.sm = smeft::couplings_from_inputs(sm_.inputs(), low.wc);
  smeft::LaneState group = smeft::broadcast(low);
  Lanes to_scale = scale;
  for (int k = 0; k < Lanes::count; ++k)
    if (known(scale[k])) to_scale[k] = low.scale;  // nothing to do in this lane
  steps.go(sm_up, group, to_scale);
  for (int k = 0; k < Lanes::count; ++k)
    if (!known(scale[k]))
      limits[static_cast<std::size_t>(k)] = rge::sm_limit_of(smeft::lane(group.sm, k));
  return limits;
}

SteppedRunner::Limits SteppedRunner::start(GroupResult& result, Stepping& steps) const {
  Limits limits = sm_limits(result.high.scale, steps);
  std::array<smeft::FlavourRotation, Lanes::count> rotations;
  for (std::size_t k = 0; k < limits.size(); ++k)
    rotations[k] = smeft::inverse(limits[k].to_down_basis);
  result.low = result.high;
  smeft::rotate(result.low, smeft::group(rotations));
  for (int k = 0; k < Lanes::count; ++k)
    smeft::set_lane(result.low.sm, k, limits[static_cast<std::size_t>(k)].sm);
  return limits;
}

SteppedRunner::Failures SteppedRunner::solve(GroupResult& result, const Limits& limits) const {
  Failures failures;
  if (settings_.boundary != SmBoundary::converged) return failures;
  smeft::LaneState& low = result.low;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (k >= result.count) {  // padding
      smeft::set_lane(low.sm, k, smeft::lane(low.sm, result.count - 1));
      continue;
    }
    try {
      smeft::set_lane(low.sm, k,
                      rge::converged_sm(sm_.inputs(), low.scale[k], smeft::lane(low.wc, k),
                                        limits[i], sm_integrator));
    } catch (const PointFailure& failure) {
      failures[i] = failure;
    }
  }
  return failures;
}

void SteppedRunner::finish(GroupResult& result, Stepping& steps, Workspace& workspace) const {
  const auto leg = [&](double scale, Leg which) {
    run_to(scale, which, result.low, steps, workspace);
    if (method() == RunningMethod::leading_log) return;
    result.statistics.steps += steps.statistics().steps;
    result.statistics.evaluations += steps.statistics().evaluations;
  };
  if (settings_.lep2_rotation) {
    leg(observables::lep2_scale, to_lep2);
    smeft::LaneState rotated = result.low;
    smeft::rotate(rotated, smeft::broadcast(*settings_.lep2_rotation));
    result.lep2 = rotated.wc;
  }
  leg(sm_.inputs().scale, to_electroweak);
}

void SteppedRunner::run_together(GroupResult& result, rge::LaneFlags& good,
                                 Workspace& workspace) const {
  const StepPlans none;
  PlannedSteps steps(workspace.running, settings_.plans ? *settings_.plans : none, good);
  const Failures failures = solve(result, start(result, steps));
  for (std::size_t k = 0; k < failures.size(); ++k)
    if (failures[k]) result.outcome[k] = outcome_of(*failures[k]);
  finish(result, steps, workspace);
}

void SteppedRunner::run_alone(Attempt attempt, GroupResult& result, Workspace& workspace) const {
  OwnSteps steps(workspace.of(attempt));
  const Failures failures = solve(result, start(result, steps));
  if (failures[0]) throw PointFailure(*failures[0]);
  finish(result, steps, workspace);
}

StepPlans SteppedRunner::plan(GroupResult& result, Workspace& workspace) const {
  StepPlans plans;
  RecordedSteps steps(workspace.running, plans);
  start(result, steps);
  finish(result, steps, workspace);
  return plans;
}

std::unique_ptr<SteppedRunner> make_stepped_runner(RunningMethod method, const SmAtMatching& sm,
                                                   SteppedRunner::Settings settings) {
  if (method == RunningMethod::leading_log)
    return std::make_unique<LeadingLogRunner>(sm, std::move(settings));
  return std::make_unique<CvodeRunner>(sm, std::move(settings));
}

}  // namespace smeftscan::scan
