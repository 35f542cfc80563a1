// SPDX-License-Identifier: MIT
#include "smeftscan/scan/pipeline.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::scan {
namespace {

/// The SM couplings do not depend on the point: they are solved tighter than the points.
constexpr double sm_rtol = 1e-10;

std::vector<likelihood::ObservableKey> all_columns(const Job& job) {
  auto columns = likelihood::needed_observables(job.measurements, job.groups);
  for (const auto& key : job.keep.predictions)
    if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
  return columns;
}

Outcome outcome_of(const PointFailure& failure) {
  return {failure.status(), failure.solver_flag(), failure.scale_reached(), failure.what()};
}

void copy_lane(GroupResult& to, int lane, const GroupResult& from) {
  to.outcome[static_cast<std::size_t>(lane)] = from.outcome[0];
  smeft::set_lane(to.high, lane, smeft::lane(from.high, 0));
  smeft::set_lane(to.low, lane, smeft::lane(from.low, 0));
  for (std::size_t i = 0; i < to.predictions.size(); ++i)
    to.predictions[i][lane] = from.predictions[i][0];
  for (std::size_t i = 0; i < to.chi_square.size(); ++i)
    to.chi_square[i][lane] = from.chi_square[i][0];
}

}  // namespace

Pipeline::Pipeline(const Job& job)
    : job_(job),
      inputs_(smeft::read_sm_inputs(job.data.inputs("running"))),
      low_energy_(observables::LowEnergyInputs::from(job.data.inputs("low_energy"))),
      options_(job.running.integrator),
      columns_(all_columns(job)),
      likelihood_(job.measurements, job.groups, columns_) {
  for (const auto& key : columns_)
    formulas_.push_back(observables::observable(key.name, job.source).formula);
  try {
    usual_scale_ = job.model.model->matching_scale(job.model.values);
  } catch (const PointFailure&) {
    return;  // the scale is a free parameter without a sensible default
  }
  if (job.running.sm_boundary == SmBoundary::sm_limit)
    usual_sm_ = rge::sm_limit(inputs_, usual_scale_, {rge::Method::adams, sm_rtol});
}

void Pipeline::set_sm_couplings(GroupResult& result, Workspace& workspace) const {
  const Lanes& scale = result.high.scale;
  if (job_.running.sm_boundary == SmBoundary::converged) {
    for (int k = 0; k < Lanes::count; ++k)
      smeft::set_lane(result.high.sm, k,
                      rge::converged_sm(inputs_, scale[k], smeft::lane(result.high.wc, k),
                                        {rge::Method::adams, sm_rtol}));
    return;
  }
  const auto usual = [&](double s) { return s == usual_scale_; };
  if (std::all_of(scale.values.begin(), scale.values.end(), usual)) {
    for (int k = 0; k < Lanes::count; ++k) smeft::set_lane(result.high.sm, k, usual_sm_);
    return;
  }
  smeft::State low;
  low.scale = inputs_.scale;
  low.sm = smeft::couplings_from_inputs(inputs_, low.wc);
  smeft::LaneState group = smeft::broadcast(low);
  workspace.running.run(group, scale);
  smeft::to_down_basis(group, inputs_.rotation_vev);
  result.high.sm = group.sm;
}

void Pipeline::run_and_predict(GroupResult& result, Workspace& workspace) const {
  set_sm_couplings(result, workspace);
  result.low = result.high;
  workspace.running.run(result.low, inputs_.scale);
  result.statistics = workspace.running.statistics();
  smeft::to_down_basis(result.low, inputs_.rotation_vev);
  const observables::Theory theory{low_energy_, result.low.wc};
  for (std::size_t i = 0; i < formulas_.size(); ++i) result.predictions[i] = formulas_[i](theory);
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

GroupResult Pipeline::evaluate(const Group& group, Workspace& workspace) const {
  expect(group.count >= 1 && group.count <= Lanes::count, "a group has one to eight points");
  GroupResult result;
  result.predictions.assign(columns_.size(), Lanes(0.0));
  result.chi_square.assign(job_.groups.size(), Lanes(0.0));

  int healthy = -1;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto& parameters =
        group.parameters[static_cast<std::size_t>(std::min(k, group.count - 1))];
    try {
      smeft::State point;
      point.scale = job_.model.model->matching_scale(parameters);
      job_.model.model->match(parameters, point.wc);
      smeft::set_lane(result.high, k, point);
      if (healthy < 0) healthy = k;
    } catch (const PointFailure& failure) {
      result.outcome[static_cast<std::size_t>(k)] = outcome_of(failure);
    }
  }
  if (healthy < 0) return result;
  for (int k = 0; k < Lanes::count; ++k)
    if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok)
      smeft::set_lane(result.high, k, smeft::lane(result.high, healthy));

  try {
    run_and_predict(result, workspace);
  } catch (const PointFailure& failure) {
    const bool alone = group.count == 1;
    for (int k = 0; k < group.count; ++k) {
      if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok) continue;
      if (alone) {
        result.outcome[0] = outcome_of(failure);
      } else {
        Group single;
        single.count = 1;
        single.parameters[0] = group.parameters[static_cast<std::size_t>(k)];
        copy_lane(result, k, evaluate(single, workspace));
      }
    }
  }
  return result;
}

}  // namespace smeftscan::scan
