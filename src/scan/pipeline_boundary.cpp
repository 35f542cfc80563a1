// SPDX-License-Identifier: MIT
// Whether the couplings of the SM limit will do for a job.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>
#include <tuple>

#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {

void Pipeline::choose_sm_boundary() {
  if (sm_boundary_ == SmBoundary::converged) return;
  std::tie(sm_limit_deviation_, sm_limit_place_) = measure_sm_limit(typical_points(job_));
  if (sm_limit_deviation_ < largest_sm_limit_deviation) return;
  sm_boundary_ = SmBoundary::converged;
  const bool may_integrate = job_.running.method == RunningMethod::cvode ||
                             job_.running.method == RunningMethod::leading_log;
  if (may_integrate)  // the operator and auto say more of it
    notes_.push_back("running.sm_boundary: the SM couplings of each point are solved for, since " +
                     sm_limit_sentence());
}

std::string Pipeline::sm_limit_sentence() const {
  if (std::isinf(sm_limit_deviation_))
    return "no SM couplings at the high scale lead to the measured inputs at " + sm_limit_place_;
  char text[160];
  std::snprintf(text, sizeof text,
                "SM couplings without coefficients (sm-limit) move coefficients at mu_EW by up to "
                "%.1e of the largest at typical points",
                sm_limit_deviation_);
  return text + (sm_limit_place_.empty() ? "" : ", at " + sm_limit_place_);
}

std::pair<double, std::string> Pipeline::measure_sm_limit(const Group& points) const {
  Workspace workspace(*this);
  GroupResult& result = workspace.result;
  if (match(points, workspace) < 0) return {};  // all of these fail, whatever the couplings are
  const auto& scale = result.high.scale.values;
  if (std::all_of(scale.begin(), scale.end(), [&](double s) { return s == inputs_.scale; }))
    return {};  // nothing runs
  workspace.steps = Steps::own;
  const auto one_by_one = [&] {
    std::pair<double, std::string> worst;
    for (int k = 0; k < points.count && !std::isinf(worst.first); ++k) {
      Group one;
      one.count = 1;
      one.parameters[0] = points.parameters[static_cast<std::size_t>(k)];
      worst = std::max(worst, measure_sm_limit(one));
    }
    return worst;
  };
  const auto place = [&](int k) {
    return describe_point(job_, points.parameters[static_cast<std::size_t>(k)],
                          smeft::lane(result.high.wc, k));
  };
  std::array<rge::SmLimit, Lanes::count> limits;
  smeft::LaneState converged;
  try {
    limits = set_start(workspace);
    converged = result.low;
    run_and_predict(workspace);
    for (const Outcome& outcome : result.outcome)
      if (outcome.status != PointStatus::ok) throw PointFailure(outcome.status, outcome.reason);
  } catch (const PointFailure&) {
    if (points.count > 1) return one_by_one();
    return {};  // it fails in the SM limit, as its status says
  }
  try {
    const rge::LaneFlags found = rge::converge(workspace.running, inputs_, converged, limits);
    if (std::find(found.begin(), found.end(), false) != found.end()) {
      if (points.count > 1) return one_by_one();
      smeft::State point = smeft::lane(converged, 0);
      point.sm = rge::converged_sm(inputs_, point.scale, point.wc, limits[0], sm_integrator);
      converged = smeft::broadcast(point);
    }
    if (method_ == RunningMethod::leading_log)
      workspace.leading_log.run(converged, inputs_.scale);
    else
      workspace.running.run(converged, inputs_.scale);
  } catch (const PointFailure&) {
    if (points.count > 1) return one_by_one();
    return {std::numeric_limits<double>::infinity(), place(0)};
  }
  const std::vector<int> wanted = needed_coefficients();
  std::pair<double, std::string> worst;
  for (int k = 0; k < points.count; ++k) {
    const smeft::Coefficients exact = smeft::lane(converged.wc, k);
    const smeft::Coefficients limit = smeft::lane(result.low.wc, k);
    double largest = 0.0;
    for (int c = 0; c < smeft::coefficient_count; ++c)
      largest = std::max(largest, std::abs(exact.get(c)));
    double difference = 0.0;
    for (const int c : wanted)
      difference = std::max(difference, std::abs(limit.get(c) - exact.get(c)));
    if (difference > worst.first * largest) worst = {difference / largest, place(k)};
  }
  return worst;
}

}  // namespace smeftscan::scan
