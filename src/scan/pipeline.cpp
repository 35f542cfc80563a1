// SPDX-License-Identifier: MIT
#include "smeftscan/scan/pipeline.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::scan {
namespace {

Outcome outcome_of(const PointFailure& failure) {
  return {failure.status(), failure.solver_flag(), failure.scale_reached(), failure.what()};
}

/// Puts the point of `from` into a lane; its steps are added to those of the group.
void copy_lane(GroupResult& to, int lane, const GroupResult& from) {
  to.statistics.steps += from.statistics.steps;
  to.statistics.evaluations += from.statistics.evaluations;
  to.outcome[static_cast<std::size_t>(lane)] = from.outcome[0];
  smeft::set_lane(to.high, lane, smeft::lane(from.high, 0));
  smeft::set_lane(to.low, lane, smeft::lane(from.low, 0));
  smeft::set_lane(to.lep2, lane, smeft::lane(from.lep2, 0));
  for (std::size_t i = 0; i < to.predictions.size(); ++i)
    to.predictions[i][lane] = from.predictions[i][0];
  for (std::size_t i = 0; i < to.chi_square.size(); ++i)
    to.chi_square[i][lane] = from.chi_square[i][0];
  for (std::size_t i = 0; i < to.derived.size(); ++i) to.derived[i][lane] = from.derived[i][0];
}

Group one(const std::vector<double>& parameters) {
  Group group;
  group.count = 1;
  group.parameters[0] = parameters;
  return group;
}

}  // namespace

Pipeline::Workspace::Workspace(const Pipeline& pipeline) : running(pipeline.options_) {
  result.predictions.assign(pipeline.columns_.size(), Lanes(0.0));
  result.chi_square.assign(pipeline.job_.chi_square_parts.size(), Lanes(0.0));
  result.derived.assign(pipeline.job_.keep.derived.size(), Lanes(0.0));
}

bool Pipeline::goes_with_others(double scale) const {
  switch (method_) {
    case RunningMethod::cvode: return plans_.has_value();
    case RunningMethod::evolution_operator: return operator_->covers(scale);
    default: return true;
  }
}

std::array<rge::SmLimit, Lanes::count> Pipeline::sm_limits(const Lanes& scale,
                                                           Workspace& workspace) const {
  std::array<rge::SmLimit, Lanes::count> limits;
  limits.fill(usual_limit_);
  const auto known = [&](double s) { return s == usual_scale_; };
  if (std::all_of(scale.values.begin(), scale.values.end(), known)) return limits;
  smeft::State low;
  low.scale = inputs_.scale;
  low.sm = smeft::couplings_from_inputs(inputs_, low.wc);
  smeft::LaneState group = smeft::broadcast(low);
  Lanes to_scale = scale;
  for (int k = 0; k < Lanes::count; ++k)
    if (known(scale[k])) to_scale[k] = low.scale;  // nothing to do in this lane
  integrate(sm_up, group, to_scale, workspace);
  for (int k = 0; k < Lanes::count; ++k)
    if (!known(scale[k]))
      limits[static_cast<std::size_t>(k)] = rge::sm_limit_of(smeft::lane(group.sm, k));
  return limits;
}

std::array<rge::SmLimit, Lanes::count> Pipeline::set_start(Workspace& workspace) const {
  GroupResult& result = workspace.result;
  const auto limits = sm_limits(result.high.scale, workspace);
  std::array<smeft::FlavourRotation, Lanes::count> rotations;
  for (std::size_t k = 0; k < limits.size(); ++k)
    rotations[k] = smeft::inverse(limits[k].to_down_basis);
  result.low = result.high;
  smeft::rotate(result.low, smeft::group(rotations));
  for (int k = 0; k < Lanes::count; ++k)
    smeft::set_lane(result.low.sm, k, limits[static_cast<std::size_t>(k)].sm);
  // steps hardly depend on what the coefficients do to the SM couplings: sm-limit will do for plans
  if (sm_boundary_ != SmBoundary::converged || workspace.steps == Steps::planning) return limits;
  for (int k = 0; k < Lanes::count; ++k) {
    if (k >= workspace.points) {  // padding
      smeft::set_lane(result.low.sm, k, smeft::lane(result.low.sm, workspace.points - 1));
      continue;
    }
    try {
      smeft::set_lane(result.low.sm, k,
                      rge::converged_sm(inputs_, result.low.scale[k], smeft::lane(result.low.wc, k),
                                        limits[static_cast<std::size_t>(k)], sm_integrator));
    } catch (const PointFailure& failure) {
      if (workspace.steps != Steps::planned) throw;
      result.outcome[static_cast<std::size_t>(k)] = outcome_of(failure);
    }
  }
  return limits;
}

void Pipeline::integrate(Leg leg, smeft::LaneState& state, const Lanes& to_scale,
                         Workspace& workspace) const {
  if (workspace.steps == Steps::planning) {
    workspace.plans[leg] = workspace.running.plan(state, to_scale);
    return;
  }
  if (workspace.steps == Steps::own) {
    workspace.running.run(state, to_scale);
    return;
  }
  if (workspace.steps == Steps::tighter) {
    workspace.tighter->run(state, to_scale);
    return;
  }
  const auto fits = workspace.running.follow((*plans_)[leg], state, to_scale);
  const auto good = std::find(fits.begin(), fits.end(), true);
  if (good == fits.end()) {
    workspace.fits.fill(false);
    throw PointFailure(PointStatus::integration_failed, "the planned steps fit none of the points");
  }
  for (std::size_t k = 0; k < fits.size(); ++k) {
    if (fits[k]) continue;
    workspace.fits[k] = false;
    smeft::set_lane(state, static_cast<int>(k),
                    smeft::lane(state, static_cast<int>(good - fits.begin())));
  }
}

void Pipeline::run_to(double scale, Leg leg, Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (method_ == RunningMethod::leading_log) {
    workspace.leading_log.run(result.low, scale);
    return;
  }
  integrate(leg, result.low, scale, workspace);
  const rge::Running& running =
      workspace.steps == Steps::tighter ? *workspace.tighter : workspace.running;
  result.statistics.steps += running.statistics().steps;
  result.statistics.evaluations += running.statistics().evaluations;
}

void Pipeline::run(Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (method_ == RunningMethod::evolution_operator && operator_->covers(result.high.scale[0])) {
    operator_->apply(result.high.scale, result.high.wc, result.low.wc);
    result.low.scale = inputs_.scale;
    if (lep2_operator_) lep2_operator_->apply(result.high.scale, result.high.wc, result.lep2);
    return;
  }
  set_start(workspace);
  if (predictor_.needs_lep2()) {
    run_to(observables::lep2_scale, to_lep2, workspace);
    smeft::LaneState rotated = result.low;
    smeft::rotate(rotated, smeft::broadcast(*lep2_rotation_));
    result.lep2 = rotated.wc;
  }
  run_to(inputs_.scale, to_electroweak, workspace);
}

void Pipeline::run_and_predict(Workspace& workspace) const {
  GroupResult& result = workspace.result;
  run(workspace);
  predictor_.predict(result.low.wc, predictor_.needs_lep2() ? result.lep2 : result.low.wc,
                     result.predictions, workspace.scratch);
  likelihood_.chi_square(result.predictions, result.chi_square, workspace.residuals);
  for (int k = 0; k < Lanes::count; ++k) {
    double sum = 0.0;
    for (const Lanes& prediction : result.predictions) sum += prediction[k];
    for (const Lanes& chi2 : result.chi_square) sum += chi2[k];
    if (!std::isfinite(sum)) {
      Outcome& outcome = result.outcome[static_cast<std::size_t>(k)];
      if (outcome.status == PointStatus::ok)
        outcome = {PointStatus::not_finite, 0, outcome.scale_reached,
                   "a prediction is not a finite number"};
    }
  }
}

smeft::SmCouplings Pipeline::couplings_at(double scale) const {
  if (couplings_in_scale_ && couplings_in_scale_->covers(scale))
    return couplings_in_scale_->at(scale);
  return couplings_for_matching(rge::sm_limit(inputs_, scale, sm_integrator), scale);
}

int Pipeline::match(const Group& group, Workspace& workspace) const {
  expect(group.count >= 1 && group.count <= Lanes::count, "a group has one to eight points");
  GroupResult& result = workspace.result;
  workspace.points = group.count;
  result.outcome.fill({});
  result.statistics = {};
  int healthy = -1;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto& parameters =
        group.parameters[static_cast<std::size_t>(std::min(k, group.count - 1))];
    try {
      result.high.scale[k] = job_.model.model->matching_scale(parameters);
      const double scale = result.high.scale[k];
      if (scale == usual_scale_ || !job_.model.model->needs_sm(parameters))
        job_.model.model->match(parameters, usual_couplings_, workspace.matched);
      else
        job_.model.model->match(parameters, couplings_at(scale), workspace.matched);
      for (std::size_t i = 0; i < result.derived.size(); ++i)
        result.derived[i][k] = job_.model.model->evaluate_derived(job_.keep.derived[i], parameters);
      set_sources(result.high.wc, k, workspace.matched);
      if (healthy < 0) healthy = k;
    } catch (const PointFailure& failure) {
      result.outcome[static_cast<std::size_t>(k)] = outcome_of(failure);
      set_sources(result.high.wc, k, workspace.matched);  // whatever it left there
    }
  }
  if (healthy < 0) return healthy;
  for (int k = 0; k < Lanes::count; ++k)
    if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok)
      smeft::set_lane(result.high, k, smeft::lane(result.high, healthy));
  return healthy;
}

void Pipeline::evaluate_alone(const std::vector<double>& parameters, Steps steps,
                              Workspace& workspace) const {
  if (match(one(parameters), workspace) < 0) return;
  workspace.steps = steps;
  try {
    run_and_predict(workspace);
  } catch (const PointFailure& failure) {
    workspace.result.outcome.fill(outcome_of(failure));
  }
}

void Pipeline::evaluate_by_policy(const std::vector<double>& parameters,
                                  Workspace& workspace) const {
  evaluate_alone(parameters, Steps::own, workspace);
  const Outcome first = workspace.result.outcome[0];
  if (job_.on_failure != FailurePolicy::retry || first.solver_flag == 0) return;
  if (!workspace.tighter) workspace.tighter.emplace(rge::tighter(options_));
  evaluate_alone(parameters, Steps::tighter, workspace);
  Outcome& second = workspace.result.outcome[0];
  if (second.status == PointStatus::ok) second.solver_flag = first.solver_flag;
}

bool Pipeline::evaluate_together(Workspace& workspace) const {
  smeft::LaneState& high = workspace.result.high;
  rge::LaneFlags& fits = workspace.fits;
  for (std::size_t k = 0; k < fits.size(); ++k) fits[k] = goes_with_others(high.scale.values[k]);
  const auto first = std::find(fits.begin(), fits.end(), true);
  if (first == fits.end()) return true;
  for (std::size_t k = 0; k < fits.size(); ++k)
    if (!fits[k])
      smeft::set_lane(high, static_cast<int>(k),
                      smeft::lane(high, static_cast<int>(first - fits.begin())));
  workspace.steps = Steps::planned;
  try {
    run_and_predict(workspace);
  } catch (const PointFailure&) {
    return false;
  }
  return true;
}

const GroupResult& Pipeline::evaluate(const Group& group, Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (match(group, workspace) < 0) return result;
  const auto matched = result.outcome;
  const bool done = evaluate_together(workspace);
  const rge::LaneFlags fits = workspace.fits;
  if (done && std::all_of(fits.begin(), fits.begin() + group.count, std::identity())) return result;

  GroupResult all = result;
  for (int k = 0; k < group.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (matched[i].status != PointStatus::ok || (done && fits[i])) continue;
    if (all.outcome[i].status == PointStatus::no_sm_solution) continue;  // whatever the steps are
    if (fits[i] && group.count > 1)
      evaluate(one(group.parameters[i]), workspace);  // another lane failed
    else
      evaluate_by_policy(group.parameters[i], workspace);
    copy_lane(all, k, result);
  }
  result = std::move(all);
  return result;
}

std::vector<double> Pipeline::sm_chi_square() const {
  const smeft::LaneCoefficients none;
  std::vector<Lanes> predictions(columns_.size());
  std::vector<Lanes> chi_square(job_.chi_square_parts.size());
  predictor_.predict(none, none, predictions);
  likelihood_.chi_square(predictions, chi_square);
  std::vector<double> result;
  for (const Lanes& group : chi_square) result.push_back(group[0]);
  return result;
}

void Pipeline::set_sources(smeft::LaneCoefficients& group, int lane,
                           smeft::Coefficients& matched) const {
  for (const int source : sources_) {
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(source)];
    for (int slot = info.slot; slot < info.slot + (info.is_real ? 1 : 2); ++slot) {
      group.slot(slot)[lane] = matched.slot(slot);
      matched.slot(slot) = 0.0;
    }
  }
}

}  // namespace smeftscan::scan
