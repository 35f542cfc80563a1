// SPDX-License-Identifier: MIT
// What a pipeline makes once a job.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/scan/region.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

constexpr int most_corners = Lanes::count;
constexpr std::size_t most_named = 5;  // parameters of a point

std::string shortened(double value) {
  std::ostringstream text;
  text.precision(2);
  text << value;
  return text.str();
}

}  // namespace

std::string describe_point(const Job& job, const std::vector<double>& parameters,
                           const smeft::Coefficients& wc) {
  std::ostringstream text;
  text.precision(3);
  const auto& known = job.model.model->parameters();
  for (std::size_t i = 0; i < std::min(job.model.free.size(), most_named); ++i) {
    const auto place = static_cast<std::size_t>(job.model.free[i]);
    text << (i > 0 ? ", " : "") << known[place].name << " = " << parameters[place]
         << (known[place].unit == "1" ? "" : " " + known[place].unit);
  }
  if (job.model.free.size() > most_named) text << ", ...";
  int largest = 0;
  for (int c = 1; c < smeft::coefficient_count; ++c)
    if (std::abs(wc.get(c)) > std::abs(wc.get(largest))) largest = c;
  text << " (largest coefficient: " << smeft::coefficient_name(largest) << ", "
       << std::abs(wc.get(largest)) << " GeV^-2)";
  return text.str();
}

Group group_of(const Job& job, const Rows& coordinates) {
  Group group;
  group.count = static_cast<int>(coordinates.rows());
  for (int k = 0; k < group.count; ++k)
    group.parameters[static_cast<std::size_t>(k)] = job.model.parameters(
        {coordinates.row(k).data(), static_cast<std::size_t>(coordinates.cols())});
  return group;
}

Group typical_points(const Job& job) {
  return group_of(job, typical_coordinates(job, Lanes::count));
}

Pipeline::Pipeline(const Job& job, Scope scope)
    : job_(job),
      inputs_(smeft::read_sm_inputs(job.data.inputs("running"))),
      options_(job.running.integrator),
      columns_(computed_observables(job)),
      predictor_(job.data, columns_, job.source),
      likelihood_(job.measurements, job.groups, columns_, job.theory),
      sm_boundary_(job.running.sm_boundary),
      method_(job.running.method == RunningMethod::leading_log ? RunningMethod::leading_log
                                                               : RunningMethod::cvode),
      sources_(scope == Scope::model ? job.model.model->sources() : job.model.sources) {
  try {
    usual_scale_ = job.model.model->matching_scale(job.model.values);
    usual_limit_ = rge::sm_limit(inputs_, usual_scale_, sm_integrator);
    usual_couplings_ = couplings_for_matching(usual_limit_, usual_scale_);
  } catch (const PointFailure&) {
    usual_scale_ = 0.0;  // the scale is a free parameter without a sensible default
  }
  if (predictor_.needs_lep2())
    lep2_rotation_ = rge::sm_limit(inputs_, observables::lep2_scale, sm_integrator).to_down_basis;
  make_couplings();
  make_plans();
  choose_sm_boundary();
  const bool automatic = job.running.method == RunningMethod::automatic;
  if (automatic || job.running.method == RunningMethod::evolution_operator)
    make_operator(scope, automatic);
}

void Pipeline::make_couplings() {
  const Group points = typical_points(job_);
  const bool needed =
      std::any_of(points.parameters.begin(), points.parameters.begin() + points.count,
                  [&](const auto& point) { return job_.model.model->needs_sm(point); });
  const auto scales = needed ? matching_scales() : std::nullopt;
  if (!scales || scales->first == scales->second) return;
  couplings_in_scale_.emplace(scales->first, scales->second, [&](double scale) {
    return couplings_for_matching(rge::sm_limit(inputs_, scale, sm_integrator), scale);
  });
}

void Pipeline::make_plans() {
  if (method_ != RunningMethod::cvode || options_.method != rge::Method::adams) return;
  const Group points = typical_points(job_);
  plans_ = plans_for(points);
  if (plans_) return;
  Workspace workspace(*this);
  Group healthy;  // some of the points fail: without them
  for (std::size_t k = 0; k < static_cast<std::size_t>(points.count); ++k) {
    evaluate_alone(points.parameters[k], Steps::own, workspace);
    if (workspace.result.outcome[0].status == PointStatus::ok)
      healthy.parameters[static_cast<std::size_t>(healthy.count++)] = points.parameters[k];
  }
  if (healthy.count > 0) plans_ = plans_for(healthy);
}

std::optional<Pipeline::StepPlans> Pipeline::plans_for(const Group& group) const {
  Workspace workspace(*this);
  workspace.steps = Steps::planning;
  try {
    if (match(group, workspace) >= 0) run(workspace);
  } catch (const PointFailure&) {
    return std::nullopt;
  }
  return workspace.plans;
}

std::vector<int> Pipeline::needed_coefficients() const {
  std::vector<int> needed = predictor_.coefficients_read();
  needed.insert(needed.end(), job_.keep.coefficients.begin(), job_.keep.coefficients.end());
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

void Pipeline::make_operator(Scope scope, bool automatic) {
  const std::string problem = operator_problem(scope);
  if (problem.empty()) {
    method_ = RunningMethod::evolution_operator;
    return;
  }
  operator_.reset();
  lep2_operator_.reset();
  if (!automatic)
    throw InputError(job_.source + ": running.method: " + problem + ". Take method: cvode");
  notes_.push_back("running.method: auto takes cvode: " + problem);
}

std::string Pipeline::operator_problem(Scope scope) {
  if (sm_boundary_ != SmBoundary::sm_limit)
    return "the operator runs on the SM limit, but " +
           (std::isnan(sm_limit_deviation_) ? "the job demands sm_boundary: converged"
                                            : sm_limit_sentence());
  const auto scales = matching_scales();
  if (!scales) return "the operator needs matching scales above mu_EW for all points";
  try {
    build_operator(scope, scales->first, scales->second);
  } catch (const PointFailure& failure) {
    return failure.what();
  }
  const OperatorCheck inside = check_operator(typical_points(job_));
  operator_deviation_ = inside.deviation;
  if (inside.points == 0)
    return "the operator cannot be judged: no point inside the ranges can be integrated (" +
           inside.place + ")";
  if (!(inside.deviation <= largest_operator_deviation))
    return "the operator is off by " + shortened(inside.deviation) + " of chi-square (allowed " +
           shortened(largest_operator_deviation) + ") at " + inside.place;
  const OperatorCheck corners = check_operator(group_of(job_, Region(job_).corners(most_corners)));
  if (corners.points > 0 && !(corners.deviation <= largest_operator_deviation))
    notes_.push_back("at a corner of the ranges the operator is off by " +
                     shortened(corners.deviation) + " of chi-square: " + corners.place);
  return "";
}

void Pipeline::build_operator(Scope scope, double lowest_scale, double highest_scale) {
  const auto limit_at = [&](double scale) {
    return scale == usual_scale_ ? usual_limit_ : rge::sm_limit(inputs_, scale, sm_integrator);
  };
  rge::EvolutionSettings settings{usual_scale_,
                                  inputs_.scale,
                                  std::nullopt,
                                  sources_,
                                  scope == Scope::job ? needed_coefficients() : std::vector<int>{},
                                  options_};
  operator_.emplace(lowest_scale, highest_scale, limit_at, settings);
  if (!predictor_.needs_lep2()) return;
  settings.to_scale = observables::lep2_scale;
  settings.rotation = lep2_rotation_;
  lep2_operator_.emplace(lowest_scale, highest_scale, limit_at, settings);
}

std::optional<std::pair<double, double>> Pipeline::matching_scales() const {
  const sampling::Sampler& sampler = *job_.sampler;
  const sampling::ParameterSpace& space = sampler.space();
  // The scale is one of the parameters: its extremes are at the ends of the ranges. Only lists of
  // points have no ranges.
  Rows ends(2, static_cast<Eigen::Index>(space.size()));
  bool bounded = true;
  for (std::size_t i = 0; i < space.size(); ++i) {
    bounded = bounded && std::isfinite(space[i].upper - space[i].lower);
    ends(0, static_cast<Eigen::Index>(i)) = space[i].lower;
    ends(1, static_cast<Eigen::Index>(i)) = space[i].upper;
  }
  const Rows points = bounded ? ends : sampler.points(0, sampler.total());
  double lowest = std::numeric_limits<double>::infinity();
  double highest = 0.0;
  for (Eigen::Index row = 0; row < points.rows(); ++row) {
    try {
      const double scale = job_.model.model->matching_scale(
          job_.model.parameters({points.row(row).data(), static_cast<std::size_t>(points.cols())}));
      lowest = std::min(lowest, scale);
      highest = std::max(highest, scale);
    } catch (const PointFailure&) {
      if (bounded) return std::nullopt;
    }
  }
  if (highest == 0.0) return std::nullopt;
  return std::pair{lowest, highest};
}

Pipeline::OperatorCheck Pipeline::check_operator(const Group& points) {
  Workspace workspace(*this);
  const GroupResult exact = evaluate(points, workspace);
  method_ = RunningMethod::evolution_operator;
  const GroupResult& found = evaluate(points, workspace);
  method_ = RunningMethod::cvode;
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
    check.place = describe_point(job_, points.parameters[i], smeft::lane(exact.high, k).wc);
    if (std::isnan(deviation)) break;
  }
  return check;
}

}  // namespace smeftscan::scan
