// SPDX-License-Identifier: MIT
// Whether the couplings of the SM limit will do for a job.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::scan {

void Pipeline::choose_sm_boundary() {
  if (sm_boundary_ == SmBoundary::converged) return;
  sm_limit_deviation_ = measure_sm_limit(typical_points(job_));
  if (sm_limit_deviation_ < largest_sm_limit_deviation) return;
  sm_boundary_ = SmBoundary::converged;
  notes_.push_back("running.sm_boundary: the SM couplings of each point are solved for, since " +
                   sm_limit_sentence());
}

std::string Pipeline::sm_limit_sentence() const {
  char text[160];
  std::snprintf(text, sizeof text,
                "SM couplings without coefficients (sm-limit) move coefficients at mu_EW by up to "
                "%.1e of the largest at typical points",
                sm_limit_deviation_);
  return text;
}

double Pipeline::measure_sm_limit(const Group& points) const {
  Workspace workspace(*this);
  GroupResult& result = workspace.result;
  if (match(points, workspace) < 0) return 0.0;  // all of these fail, whatever the couplings are
  const auto& scale = result.high.scale.values;
  if (std::all_of(scale.begin(), scale.end(), [&](double s) { return s == inputs_.scale; }))
    return 0.0;  // nothing runs
  workspace.steps = Steps::own;
  const auto one_by_one = [&] {
    double worst = 0.0;
    for (int k = 0; k < points.count; ++k) {
      Group one;
      one.count = 1;
      one.parameters[0] = points.parameters[static_cast<std::size_t>(k)];
      worst = std::max(worst, measure_sm_limit(one));
    }
    return worst;
  };
  smeft::LaneState converged;
  try {
    const auto limits = sm_limits(result.high.scale, workspace);
    set_start(workspace);
    converged = result.low;
    run_to(inputs_.scale, to_electroweak, workspace);
    const rge::LaneFlags found = rge::converge(workspace.running, inputs_, converged, limits);
    if (std::find(found.begin(), found.end(), false) != found.end())
      return points.count > 1 ? one_by_one() : std::numeric_limits<double>::infinity();
    workspace.running.run(converged, inputs_.scale);
  } catch (const PointFailure&) {
    return points.count > 1 ? one_by_one() : 0.0;  // it fails in the SM limit, as its status says
  }
  const std::vector<int> wanted = needed_coefficients();
  double worst = 0.0;
  for (int k = 0; k < points.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (result.outcome[i].status != PointStatus::ok) continue;
    double largest = 0.0;
    double difference = 0.0;
    for (const int c : wanted) {
      const auto exact = smeft::lane(converged.wc, k).get(c);
      largest = std::max(largest, std::abs(exact));
      difference = std::max(difference, std::abs(smeft::lane(result.low.wc, k).get(c) - exact));
    }
    if (difference > 0.0) worst = std::max(worst, difference / largest);
  }
  return worst;
}

}  // namespace smeftscan::scan
