// SPDX-License-Identifier: MIT
// What a pipeline makes once a job.
#include <algorithm>
#include <cmath>

#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {
namespace {

std::vector<input::ObservableKey> all_columns(const Job& job) {
  auto columns = likelihood::needed_observables(job.measurements, job.groups);
  for (const auto& key : job.keep.predictions)
    if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
  return columns;
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
  const auto evenly = [&](int k, long long all) { return (2 * k + 1) * all / (2 * group.count); };
  for (int k = 0; k < group.count; ++k) {
    // alternatives in another order, so that they do not go with the points
    const int shuffled = 3 * k % group.count;
    const Rows free = sampler.learns()
                          ? inside_ranges(sampler.space(), k)
                          : sampler.alternative(evenly(shuffled, sampler.alternatives()),
                                                evenly(k, total), 1);
    group.parameters[static_cast<std::size_t>(k)] =
        job.model.parameters({free.data(), static_cast<std::size_t>(free.cols())});
  }
  return group;
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
      sources_(scope == Scope::model ? job.model.model->sources() : job.model.sources) {
  try {
    usual_scale_ = job.model.model->matching_scale(job.model.values);
    usual_sm_ = rge::sm_limit(inputs_, usual_scale_, sm_integrator);
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
  std::vector<int> needed = job_.keep.coefficients;
  smeft::LaneCoefficients wc;
  std::vector<Lanes> predictions(columns_.size());
  observables::PredictorScratch scratch;
  const double marked = std::numeric_limits<double>::quiet_NaN();
  for (int first = 0; first < smeft::coefficient_count; first += Lanes::count) {
    const int count = std::min(Lanes::count, smeft::coefficient_count - first);
    for (int k = 0; k < count; ++k) {  // each in a lane of its own
      Lanes lane = 0.0;
      lane[k] = marked;
      wc.set(first + k, {lane, lane});
    }
    predictor_.predict(wc, wc, predictions, scratch);
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
  std::string problem;
  const auto scales = matching_scales();
  if (job_.running.sm_boundary != SmBoundary::sm_limit) {
    problem = "the operator needs sm_boundary: sm-limit";
  } else if (!scales) {
    problem = "the operator needs matching scales above mu_EW for all points";
  } else {
    try {
      build_operator(scope, scales->first, scales->second);
      operator_deviation_ = measure_operator(typical_points(job_));
      if (operator_deviation_ <= largest_operator_deviation) {
        method_ = RunningMethod::evolution_operator;
        return;
      }
      problem =
          "the operator is off by more than 1e-4 of chi-square at some points: their coefficients "
          "are too large";
    } catch (const PointFailure& failure) {
      problem = failure.what();
    }
  }
  operator_.reset();
  lep2_operator_.reset();
  if (!automatic)
    throw InputError(job_.source + ": running.method: " + problem + ". Take method: cvode");
}

void Pipeline::build_operator(Scope scope, double lowest_scale, double highest_scale) {
  const auto sm_at = [&](double scale) {
    return scale == usual_scale_ ? usual_sm_ : rge::sm_limit(inputs_, scale, sm_integrator);
  };
  rge::EvolutionSettings settings{usual_scale_,
                                  inputs_.scale,
                                  inputs_.rotation_vev,
                                  sources_,
                                  scope == Scope::job ? needed_coefficients() : std::vector<int>{},
                                  options_};
  operator_.emplace(lowest_scale, highest_scale, sm_at, settings);
  if (!predictor_.needs_lep2()) return;
  settings.to_scale = observables::lep2_scale;
  lep2_operator_.emplace(lowest_scale, highest_scale, sm_at, settings);
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

}  // namespace smeftscan::scan
