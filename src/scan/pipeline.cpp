// SPDX-License-Identifier: MIT
#include "smeftscan/scan/pipeline.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::scan {
namespace {

/// The SM couplings do not depend on the point: they are solved tighter than the points.
constexpr double sm_rtol = 1e-10;

std::vector<input::ObservableKey> all_columns(const Job& job) {
  auto columns = likelihood::needed_observables(job.measurements, job.groups);
  for (const auto& key : job.keep.predictions)
    if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
  return columns;
}

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
}

/// Number `point` of a few points that fill the ranges evenly (Kronecker's sequence).
Rows inside_ranges(const sampling::ParameterSpace& space, int point) {
  Rows row(1, static_cast<Eigen::Index>(space.size()));
  for (std::size_t i = 0; i < space.size(); ++i) {
    const double step = std::sqrt(2.0 + static_cast<double>(i));
    const double fraction = std::fmod((point + 0.5) * step, 1.0);
    row(0, static_cast<Eigen::Index>(i)) =
        space[i].lower + fraction * (space[i].upper - space[i].lower);
  }
  return row;
}

}  // namespace

Group typical_points(const Job& job) {
  const sampling::Sampler& sampler = *job.sampler;
  const long long total = sampler.learns() ? Lanes::count : sampler.total();
  Group group;
  group.count = static_cast<int>(std::min<long long>(Lanes::count, total));
  for (int k = 0; k < group.count; ++k) {
    const Rows free = sampler.learns() ? inside_ranges(sampler.space(), k)
                                       : sampler.points((2 * k + 1) * total / (2 * group.count), 1);
    group.parameters[static_cast<std::size_t>(k)] =
        job.model.parameters({free.data(), static_cast<std::size_t>(free.cols())});
  }
  return group;
}

Pipeline::Workspace::Workspace(const Pipeline& pipeline) : running(pipeline.options_) {
  result.predictions.assign(pipeline.columns_.size(), Lanes(0.0));
  result.chi_square.assign(pipeline.job_.groups.size(), Lanes(0.0));
}

Pipeline::Pipeline(const Job& job, Scope scope)
    : job_(job),
      inputs_(smeft::read_sm_inputs(job.data.inputs("running"))),
      options_(job.running.integrator),
      columns_(all_columns(job)),
      predictor_(job.data, columns_, job.source),
      likelihood_(job.measurements, job.groups, columns_, job.theory),
      method_(job.running.method == RunningMethod::leading_log ? RunningMethod::leading_log
                                                               : RunningMethod::cvode),
      sources_(scope == Scope::job ? job.model.sources : job.model.model->sources()) {
  try {
    usual_scale_ = job.model.model->matching_scale(job.model.values);
    usual_sm_ = rge::sm_limit(inputs_, usual_scale_, {rge::Method::adams, sm_rtol});
  } catch (const PointFailure&) {
    usual_scale_ = 0.0;  // the scale is a free parameter without a sensible default
  }
  make_plans();
  const bool automatic = job.running.method == RunningMethod::automatic;
  if (automatic || job.running.method == RunningMethod::evolution_operator)
    make_operator(scope, automatic);
}

void Pipeline::make_plans() {
  if (method_ != RunningMethod::cvode || options_.method != rge::Method::adams) return;
  const Group points = typical_points(job_);
  try {
    plans_ = plans_for(points);
  } catch (const PointFailure&) {  // some of the points fail: without them
    Workspace workspace(*this);
    Group healthy;
    for (std::size_t k = 0; k < static_cast<std::size_t>(points.count); ++k) {
      evaluate_alone(points.parameters[k], workspace);
      if (workspace.result.outcome[0].status == PointStatus::ok)
        healthy.parameters[static_cast<std::size_t>(healthy.count++)] = points.parameters[k];
    }
    if (healthy.count > 0) plans_ = plans_for(healthy);
  }
}

Pipeline::StepPlans Pipeline::plans_for(const Group& group) const {
  Workspace workspace(*this);
  workspace.steps = Steps::planning;
  if (match(group, workspace) >= 0) {
    set_sm_couplings(workspace.result, workspace);
    run(workspace.result, workspace);
  }
  return workspace.plans;
}

std::vector<int> Pipeline::needed_coefficients() const {
  std::vector<int> needed = job_.keep.coefficients;
  smeft::LaneCoefficients wc;
  std::vector<Lanes> predictions(columns_.size());
  const double marked = std::numeric_limits<double>::quiet_NaN();
  for (int first = 0; first < smeft::coefficient_count; first += Lanes::count) {
    const int count = std::min(Lanes::count, smeft::coefficient_count - first);
    for (int k = 0; k < count; ++k) {  // each in a lane of its own
      Lanes lane = 0.0;
      lane[k] = marked;
      wc.set(first + k, {lane, lane});
    }
    predictor_.predict(wc, wc, predictions);
    for (int k = 0; k < count; ++k) {
      wc.set(first + k, {Lanes(0.0), Lanes(0.0)});
      if (std::any_of(predictions.begin(), predictions.end(),
                      [&](const Lanes& prediction) { return std::isnan(prediction[k]); }))
        needed.push_back(first + k);
    }
  }
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

void Pipeline::make_operator(Scope scope, bool automatic) {
  const Group points = typical_points(job_);
  bool possible = job_.running.sm_boundary == SmBoundary::sm_limit && usual_scale_ > 0.0;
  for (int k = 0; possible && k < points.count; ++k)
    possible = job_.model.model->matching_scale(points.parameters[static_cast<std::size_t>(k)]) ==
               usual_scale_;
  if (!possible) {
    if (automatic) return;
    throw InputError(job_.source +
                     ": running.method: the operator needs one matching scale for all points. Take "
                     "method: cvode, or fix the scale");
  }
  rge::EvolutionSettings settings{usual_scale_,
                                  inputs_.scale,
                                  inputs_.rotation_vev,
                                  sources_,
                                  scope == Scope::job ? needed_coefficients() : std::vector<int>{},
                                  options_};
  operator_.emplace(usual_sm_, settings);
  if (predictor_.needs_lep2()) {
    settings.to_scale = observables::lep2_scale;
    lep2_operator_.emplace(usual_sm_, settings);
  }
  operator_deviation_ = measure_operator(points);
  if (operator_deviation_ <= largest_operator_deviation) {
    method_ = RunningMethod::evolution_operator;
    return;
  }
  operator_.reset();
  lep2_operator_.reset();
  if (automatic) return;
  throw InputError(job_.source +
                   ": running.method: the operator is off by more than 1e-4 of chi-square at some "
                   "points: their coefficients are too large. Take method: cvode");
}

double Pipeline::measure_operator(const Group& points) {
  Workspace workspace(*this);
  const GroupResult exact = evaluate(points, workspace);
  method_ = RunningMethod::evolution_operator;
  const GroupResult& found = evaluate(points, workspace);
  method_ = RunningMethod::cvode;
  double largest = 0.0;
  for (int k = 0; k < points.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (exact.outcome[i].status != PointStatus::ok) continue;
    double chi2 = 0.0;
    double difference = 0.0;
    for (std::size_t g = 0; g < exact.chi_square.size(); ++g) {
      chi2 += exact.chi_square[g][k];
      difference += std::abs(found.chi_square[g][k] - exact.chi_square[g][k]);
    }
    const double deviation = difference / std::max(1.0, chi2);
    largest = std::isnan(deviation) ? deviation : std::max(largest, deviation);
  }
  return largest;
}

void Pipeline::set_sm_couplings(GroupResult& result, Workspace& workspace) const {
  const Lanes& scale = result.high.scale;
  if (job_.running.sm_boundary == SmBoundary::converged) {
    for (int k = 0; k < Lanes::count; ++k) {
      try {
        smeft::set_lane(result.high.sm, k,
                        rge::converged_sm(inputs_, scale[k], smeft::lane(result.high.wc, k),
                                          {rge::Method::adams, sm_rtol}));
      } catch (const PointFailure&) {
        if (workspace.steps != Steps::planned) throw;
        workspace.fits[static_cast<std::size_t>(k)] = false;
        smeft::set_lane(result.high.sm, k, usual_sm_);
      }
    }
    return;
  }
  const auto known = [&](double s) { return s == usual_scale_; };
  if (!std::all_of(scale.values.begin(), scale.values.end(), known)) {
    smeft::State low;
    low.scale = inputs_.scale;
    low.sm = smeft::couplings_from_inputs(inputs_, low.wc);
    smeft::LaneState group = smeft::broadcast(low);
    Lanes to_scale = scale;
    for (int k = 0; k < Lanes::count; ++k)
      if (known(scale[k])) to_scale[k] = low.scale;  // nothing to do in this lane
    integrate(sm_up, group, to_scale, workspace);
    smeft::to_down_basis(group, inputs_.rotation_vev);
    result.high.sm = group.sm;
  }
  for (int k = 0; k < Lanes::count; ++k)
    if (known(scale[k])) smeft::set_lane(result.high.sm, k, usual_sm_);
}

void Pipeline::integrate(Leg leg, smeft::LaneState& state, const Lanes& to_scale,
                         Workspace& workspace) const {
  if (workspace.steps == Steps::planning)
    workspace.plans[leg] = workspace.running.plan(state, to_scale);
  if (workspace.steps != Steps::planned) {
    workspace.running.run(state, to_scale);
    return;
  }
  const auto fits = workspace.running.follow((*plans_)[leg], state, to_scale);
  const auto good = std::find(fits.begin(), fits.end(), true);
  if (good == fits.end())
    throw PointFailure(PointStatus::integration_failed, "the planned steps fit none of the points");
  for (std::size_t k = 0; k < fits.size(); ++k) {
    if (fits[k]) continue;
    workspace.fits[k] = false;
    smeft::set_lane(state, static_cast<int>(k),
                    smeft::lane(state, static_cast<int>(good - fits.begin())));
  }
}

void Pipeline::run_to(double scale, Leg leg, GroupResult& result, Workspace& workspace) const {
  if (method_ == RunningMethod::leading_log) {
    workspace.leading_log.run(result.low, scale);
    return;
  }
  integrate(leg, result.low, scale, workspace);
  result.statistics.steps += workspace.running.statistics().steps;
  result.statistics.evaluations += workspace.running.statistics().evaluations;
}

void Pipeline::run(GroupResult& result, Workspace& workspace) const {
  if (method_ == RunningMethod::evolution_operator) {
    operator_->apply(result.high.wc, result.low.wc);
    result.low.scale = inputs_.scale;
    if (lep2_operator_) lep2_operator_->apply(result.high.wc, result.lep2);
    return;
  }
  result.low = result.high;
  if (predictor_.needs_lep2()) {
    run_to(observables::lep2_scale, to_lep2, result, workspace);
    smeft::LaneState rotated = result.low;
    smeft::to_down_basis(rotated, inputs_.rotation_vev);
    result.lep2 = rotated.wc;
  }
  run_to(inputs_.scale, to_electroweak, result, workspace);
  smeft::to_down_basis(result.low, inputs_.rotation_vev);
}

void Pipeline::run_and_predict(Workspace& workspace) const {
  GroupResult& result = workspace.result;
  set_sm_couplings(result, workspace);
  run(result, workspace);
  predictor_.predict(result.low.wc, predictor_.needs_lep2() ? result.lep2 : result.low.wc,
                     result.predictions);
  likelihood_.chi_square(result.predictions, result.chi_square);
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

int Pipeline::match(const Group& group, Workspace& workspace) const {
  expect(group.count >= 1 && group.count <= Lanes::count, "a group has one to eight points");
  GroupResult& result = workspace.result;
  result.outcome.fill({});
  result.statistics = {};
  int healthy = -1;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto& parameters =
        group.parameters[static_cast<std::size_t>(std::min(k, group.count - 1))];
    try {
      result.high.scale[k] = job_.model.model->matching_scale(parameters);
      job_.model.model->match(parameters, workspace.matched);
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

void Pipeline::evaluate_alone(const std::vector<double>& parameters, Workspace& workspace) const {
  Group group;
  group.count = 1;
  group.parameters[0] = parameters;
  if (match(group, workspace) < 0) return;
  workspace.steps = Steps::own;
  try {
    run_and_predict(workspace);
  } catch (const PointFailure& failure) {
    workspace.result.outcome.fill(outcome_of(failure));
  }
}

const GroupResult& Pipeline::evaluate(const Group& group, Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (match(group, workspace) < 0) return result;
  const auto matched = result.outcome;
  workspace.steps = Steps::planned;
  workspace.fits.fill(plans_ || method_ != RunningMethod::cvode);
  try {
    if (workspace.fits[0]) run_and_predict(workspace);
  } catch (const PointFailure&) {
    workspace.fits.fill(false);
  }
  const auto fits = workspace.fits;
  if (std::all_of(fits.begin(), fits.begin() + group.count, std::identity())) return result;
  GroupResult together = result;
  for (int k = 0; k < group.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (fits[i] || matched[i].status != PointStatus::ok) continue;
    evaluate_alone(group.parameters[i], workspace);
    copy_lane(together, k, result);
  }
  result = std::move(together);
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
