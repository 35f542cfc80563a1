// SPDX-License-Identifier: MIT
// What a pipeline chooses once a job: steps, SM couplings, operator or integration.
#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "smeftscan/observables/observable.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/scan/region.hpp"

namespace smeftscan::scan {
namespace {

constexpr int most_corners = Lanes::count;

std::string shortened(double value) {
  std::ostringstream text;
  text.precision(2);
  text << value;
  return text.str();
}

}  // namespace

observables::Predictor make_predictor(const Job& job) {
  return {job.data, computed_observables(job), job.source};
}

Pipeline::Pipeline(const Job& job, Scope scope) : Pipeline(job, make_predictor(job), scope) {}

Pipeline::Pipeline(const Job& job, observables::Predictor predictor, Scope scope)
    : physics_(job, std::move(predictor),
               scope == Scope::model ? job.model.model->sources() : job.model.sources) {
  SteppedRunner::Settings settings{.boundary = job.running.sm_boundary};
  if (physics_.needs_lep2())
    settings.lep2_rotation =
        rge::sm_limit(inputs(), observables::lep2_scale, sm_integrator).to_down_basis;
  const RunningMethod method = job.running.method == RunningMethod::leading_log
                                   ? RunningMethod::leading_log
                                   : RunningMethod::cvode;
  exact_ = make_stepped_runner(method, physics_.sm(), settings);
  settings.plans = make_plans();
  settings.boundary = choose_sm_boundary();
  exact_ = make_stepped_runner(method, physics_.sm(), settings);
  make_operator(scope);
}

std::optional<StepPlans> Pipeline::make_plans() const {
  if (job().running.integrator.method != rge::Method::adams) return std::nullopt;
  const Group points = typical_points(job());
  if (auto plans = plans_for(points)) return plans;
  Workspace workspace(*this);
  Group healthy;  // some of the points fail: without them
  for (std::size_t k = 0; k < static_cast<std::size_t>(points.count); ++k) {
    evaluate_alone(*exact_, Attempt::first, points.parameters[k], workspace);
    if (workspace.result.outcome[0].status == PointStatus::ok)
      healthy.parameters[static_cast<std::size_t>(healthy.count++)] = points.parameters[k];
  }
  if (healthy.count == 0) return std::nullopt;
  return plans_for(healthy);
}

/// The steps that these points need; nothing if they cannot be integrated together.
std::optional<StepPlans> Pipeline::plans_for(const Group& group) const {
  Workspace workspace(*this);
  try {
    if (physics_.match(group, workspace.result, workspace.scratch) < 0) return StepPlans{};
    return exact_->plan(workspace.result, workspace.running);
  } catch (const PointFailure&) {
    return std::nullopt;
  }
}

SmBoundary Pipeline::choose_sm_boundary() {
  if (job().running.sm_boundary == SmBoundary::converged) return SmBoundary::converged;
  sm_limit_ = measure_sm_limit(physics_, *exact_, typical_points(job()));
  if (sm_limit_.is_small()) return SmBoundary::sm_limit;
  const bool may_integrate = job().running.method == RunningMethod::cvode ||
                             job().running.method == RunningMethod::leading_log;
  if (may_integrate)  // the operator and auto say more of it
    notes_.push_back("running.sm_boundary: the SM couplings of each point are solved for, since " +
                     sm_limit_sentence());
  return SmBoundary::converged;
}

void Pipeline::make_operator(Scope scope) {
  const bool automatic = job().running.method == RunningMethod::automatic;
  if (!automatic && job().running.method != RunningMethod::evolution_operator) return;
  const std::string problem = operator_problem(scope);
  if (problem.empty()) return;
  operator_.reset();
  if (!automatic)
    throw InputError(job().source + ": running.method: " + problem + ". Take method: cvode");
  notes_.push_back("running.method: auto takes cvode: " + problem);
}

std::string Pipeline::operator_problem(Scope scope) {
  if (sm_boundary() != SmBoundary::sm_limit)
    return "the operator runs on the SM limit, but " +
           (std::isnan(sm_limit_.value) ? "the job demands sm_boundary: converged"
                                        : sm_limit_sentence());
  const auto scales = matching_scales(job());
  if (!scales) return "the operator needs matching scales above mu_EW for all points";
  try {
    operator_.emplace(
        physics_.sm(), *exact_,
        OperatorRunner::Settings{
            .lowest_scale = scales->first,
            .highest_scale = scales->second,
            .sources = physics_.sources(),
            .targets = scope == Scope::job ? physics_.needed_coefficients() : std::vector<int>{},
            .integrator = job().running.integrator});
  } catch (const PointFailure& failure) {
    return failure.what();
  }
  const OperatorCheck inside = check_operator(typical_points(job()));
  operator_deviation_ = inside.deviation;
  if (inside.points == 0)
    return "the operator cannot be judged: no point inside the ranges can be integrated (" +
           inside.place + ")";
  if (!(inside.deviation <= largest_operator_deviation))
    return "the operator is off by " + shortened(inside.deviation) + " of chi-square (allowed " +
           shortened(largest_operator_deviation) + ") at " + inside.place;
  const OperatorCheck corners =
      check_operator(group_of(job(), Region(job()).corners(most_corners)));
  if (corners.points > 0 && !(corners.deviation <= largest_operator_deviation))
    notes_.push_back("at a corner of the ranges the operator is off by " +
                     shortened(corners.deviation) + " of chi-square: " + corners.place);
  return "";
}

Pipeline::OperatorCheck Pipeline::check_operator(const Group& points) const {
  Workspace workspace(*this);
  const GroupResult exact = evaluate_by(*exact_, points, workspace);
  const GroupResult& found = evaluate_by(*operator_, points, workspace);
  OperatorCheck check;
  for (int k = 0; k < points.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (exact.outcome[i].status != PointStatus::ok) {
      if (check.points == 0) check.place = exact.outcome[i].reason;
      continue;
    }
    double chi2 = 0.0;
    double difference = 0.0;
    for (std::size_t g = 0; g < exact.chi_square.size(); ++g) {
      chi2 += exact.chi_square[g][k];
      difference += std::abs(found.chi_square[g][k] - exact.chi_square[g][k]);
    }
    const double deviation = difference / std::max(1.0, chi2);
    if (check.points++ > 0 && deviation <= check.deviation) continue;
    check.deviation = deviation;
    check.place = describe_point(job(), points.parameters[i], smeft::lane(exact.high, k).wc);
    if (std::isnan(deviation)) break;
  }
  return check;
}

}  // namespace smeftscan::scan
