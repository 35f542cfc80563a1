// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/operator_runner.hpp"

#include "smeftscan/observables/observable.hpp"

namespace smeftscan::scan {

OperatorRunner::OperatorRunner(const SmAtMatching& sm, const SteppedRunner& exact,
                               const Settings& settings)
    : electroweak_scale_(sm.inputs().scale), exact_(exact) {
  const auto limit_at = [&](double scale) { return sm.limit_at(scale); };
  rge::EvolutionSettings evolution{sm.usual_scale(), electroweak_scale_, std::nullopt,
                                   settings.sources, settings.targets,   settings.integrator};
  operator_.emplace(settings.lowest_scale, settings.highest_scale, limit_at, evolution);
  if (!exact.settings().lep2_rotation) return;
  evolution.to_scale = observables::lep2_scale;
  evolution.rotation = exact.settings().lep2_rotation;
  lep2_operator_.emplace(settings.lowest_scale, settings.highest_scale, limit_at, evolution);
}

void OperatorRunner::run_together(GroupResult& result, rge::LaneFlags&, Workspace&) const {
  operator_->apply(result.high.scale, result.high.wc, result.low.wc);
  result.low.scale = electroweak_scale_;
  if (lep2_operator_) lep2_operator_->apply(result.high.scale, result.high.wc, result.lep2);
}

void OperatorRunner::run_alone(Attempt attempt, GroupResult& result, Workspace& workspace) const {
  rge::LaneFlags good{};
  if (goes_with_others(result.high.scale[0]))
    run_together(result, good, workspace);
  else
    exact_.run_alone(attempt, result, workspace);
}

}  // namespace smeftscan::scan
