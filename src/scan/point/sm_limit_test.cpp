// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/sm_limit_test.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "smeftscan/scan/matching.hpp"

namespace smeftscan::scan {
namespace {

using Limits = SteppedRunner::Limits;

/// The worst of the points, each by itself.
SmLimitDeviation one_by_one(const Physics& physics, const SteppedRunner& runner,
                            const Group& points) {
  SmLimitDeviation worst{.value = 0.0};
  for (int k = 0; k < points.count && !std::isinf(worst.value); ++k) {
    SmLimitDeviation found =
        measure_sm_limit(physics, runner, one(points.parameters[static_cast<std::size_t>(k)]));
    if (found.value > worst.value) worst = std::move(found);
  }
  return worst;
}

/// Of eight points from `high` in the mass basis with couplings that meet the inputs, to mu_EW;
/// false where such couplings are not found at once. Throws PointFailure.
bool run_converged(const smeft::SmInputs& inputs, const SteppedRunner& runner, bool is_one,
                   const Limits& limits, smeft::LaneState& state, Runner::Workspace& workspace) {
  const rge::LaneFlags found = rge::converge(workspace.running, inputs, state, limits);
  if (std::find(found.begin(), found.end(), false) != found.end()) {
    if (!is_one) return false;
    smeft::State point = smeft::lane(state, 0);
    point.sm = rge::converged_sm(inputs, point.scale, point.wc, limits[0], sm_integrator);
    state = smeft::broadcast(point);
  }
  OwnSteps steps(workspace.running);
  runner.run_to(inputs.scale, to_electroweak, state, steps, workspace);
  return true;
}

/// The largest difference of the wanted coefficients, as a part of the largest coefficient.
double deviation(const smeft::Coefficients& exact, const smeft::Coefficients& limit,
                 const std::vector<int>& wanted) {
  double largest = 0.0;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    largest = std::max(largest, std::abs(exact.get(c)));
  double difference = 0.0;
  for (const int c : wanted)
    difference = std::max(difference, std::abs(limit.get(c) - exact.get(c)));
  return difference > 0.0 ? difference / largest : 0.0;
}

}  // namespace

std::string SmLimitDeviation::sentence() const {
  if (std::isinf(value))
    return "no SM couplings at the high scale lead to the measured inputs at " + place;
  char text[160];
  std::snprintf(text, sizeof text,
                "SM couplings without coefficients (sm-limit) move coefficients at mu_EW by up to "
                "%.1e of the largest at typical points",
                value);
  return text + (place.empty() ? "" : ", at " + place);
}

SmLimitDeviation measure_sm_limit(const Physics& physics, const SteppedRunner& runner,
                                  const Group& points) {
  const smeft::SmInputs& inputs = physics.sm().inputs();
  const bool is_one = points.count == 1;
  Runner::Workspace workspace(physics.job().running.integrator);
  Physics::Scratch scratch;
  GroupResult result = physics.empty_result();
  if (physics.match(points, result, scratch) < 0) return {.value = 0.0};
  const auto& scale = result.high.scale.values;
  if (std::all_of(scale.begin(), scale.end(), [&](double s) { return s == inputs.scale; }))
    return {.value = 0.0};
  const auto place = [&](int k) {
    return describe_point(physics.job(), points.parameters[static_cast<std::size_t>(k)],
                          smeft::lane(result.high.wc, k));
  };
  Limits limits;
  smeft::LaneState converged;
  try {
    OwnSteps steps(workspace.running);
    limits = runner.start(result, steps);
    converged = result.low;
    runner.finish(result, steps, workspace);
    physics.predict(result, scratch);
    for (const Outcome& outcome : result.outcome)
      if (outcome.status != PointStatus::ok) throw PointFailure(outcome.status, outcome.reason);
  } catch (const PointFailure&) {
    if (!is_one) return one_by_one(physics, runner, points);
    return {.value = 0.0};  // it fails in the SM limit, as its status says
  }
  try {
    if (!run_converged(inputs, runner, is_one, limits, converged, workspace))
      return one_by_one(physics, runner, points);
  } catch (const PointFailure&) {
    if (!is_one) return one_by_one(physics, runner, points);
    return {.value = std::numeric_limits<double>::infinity(), .place = place(0)};
  }
  const std::vector<int> wanted = physics.needed_coefficients();
  SmLimitDeviation worst{.value = 0.0};
  for (int k = 0; k < points.count; ++k) {
    const double here =
        deviation(smeft::lane(converged.wc, k), smeft::lane(result.low.wc, k), wanted);
    if (here > worst.value) worst = {.value = here, .place = place(k)};
  }
  return worst;
}

}  // namespace smeftscan::scan
