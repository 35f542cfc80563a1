// SPDX-License-Identifier: MIT
#include "smeftscan/scan/pipeline.hpp"

#include <algorithm>
#include <functional>

namespace smeftscan::scan {

const GroupResult& Pipeline::evaluate_by(const Runner& runner, const Group& group,
                                         Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (physics_.match(group, result, workspace.scratch) < 0) return result;
  const auto matched = result.outcome;
  rge::LaneFlags good{};
  const bool done = evaluate_together(runner, good, workspace);
  if (done && std::all_of(good.begin(), good.begin() + group.count, std::identity())) return result;

  GroupResult all = result;
  for (int k = 0; k < group.count; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (matched[i].status != PointStatus::ok || (done && good[i])) continue;
    if (all.outcome[i].status == PointStatus::no_sm_solution) continue;  // whatever the steps are
    if (good[i] && group.count > 1)
      evaluate_by(runner, one(group.parameters[i]), workspace);  // another lane failed
    else
      evaluate_by_policy(runner, group.parameters[i], workspace);
    copy_lane(all, k, result);
  }
  result = std::move(all);
  return result;
}

bool Pipeline::evaluate_together(const Runner& runner, rge::LaneFlags& good,
                                 Workspace& workspace) const {
  GroupResult& result = workspace.result;
  for (std::size_t k = 0; k < good.size(); ++k)
    good[k] = runner.goes_with_others(result.high.scale.values[k]);
  const auto first = std::find(good.begin(), good.end(), true);
  if (first == good.end()) return true;
  for (std::size_t k = 0; k < good.size(); ++k)
    if (!good[k])
      smeft::set_lane(result.high, static_cast<int>(k),
                      smeft::lane(result.high, static_cast<int>(first - good.begin())));
  try {
    runner.run_together(result, good, workspace.running);
    physics_.predict(result, workspace.scratch);
  } catch (const PointFailure&) {
    return false;
  }
  return true;
}

void Pipeline::evaluate_alone(const Runner& runner, Attempt attempt,
                              const std::vector<double>& parameters, Workspace& workspace) const {
  GroupResult& result = workspace.result;
  if (physics_.match(one(parameters), result, workspace.scratch) < 0) return;
  try {
    runner.run_alone(attempt, result, workspace.running);
    physics_.predict(result, workspace.scratch);
  } catch (const PointFailure& failure) {
    result.outcome.fill(outcome_of(failure));
  }
}

void Pipeline::evaluate_by_policy(const Runner& runner, const std::vector<double>& parameters,
                                  Workspace& workspace) const {
  evaluate_alone(runner, Attempt::first, parameters, workspace);
  const Outcome first = workspace.result.outcome[0];
  if (job().on_failure != FailurePolicy::retry || first.solver_flag == 0) return;
  evaluate_alone(runner, Attempt::second, parameters, workspace);
  Outcome& second = workspace.result.outcome[0];
  if (second.status == PointStatus::ok) second.solver_flag = first.solver_flag;
}

}  // namespace smeftscan::scan
