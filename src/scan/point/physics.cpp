// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/physics.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace smeftscan::scan {

Physics::Physics(const Job& job, observables::Predictor predictor, std::vector<int> sources)
    : job_(job),
      sm_(job),
      sources_(std::move(sources)),
      columns_(computed_observables(job)),
      predictor_(std::move(predictor)),
      likelihood_(job.measurements, job.groups, columns_, job.theory) {}

GroupResult Physics::empty_result() const {
  GroupResult result;
  result.predictions.assign(columns_.size(), Lanes(0.0));
  result.chi_square.assign(job_.chi_square_parts.size(), Lanes(0.0));
  result.derived.assign(job_.keep.derived.size(), Lanes(0.0));
  return result;
}

int Physics::match(const Group& group, GroupResult& result, Scratch& scratch) const {
  expect(group.count >= 1 && group.count <= Lanes::count, "a group has one to eight points");
  result.count = group.count;
  result.outcome.fill({});
  result.statistics = {};
  const models::Model& model = *job_.model.model;
  int healthy = -1;
  for (int k = 0; k < Lanes::count; ++k) {
    const auto& parameters =
        group.parameters[static_cast<std::size_t>(std::min(k, group.count - 1))];
    try {
      const double scale = model.matching_scale(parameters);
      result.high.scale[k] = scale;
      model.match(parameters, sm_.couplings(parameters, scale), scratch.matched);
      for (std::size_t i = 0; i < result.derived.size(); ++i)
        result.derived[i][k] = model.evaluate_derived(job_.keep.derived[i], parameters);
      set_sources(result.high.wc, k, scratch.matched);
      if (healthy < 0) healthy = k;
    } catch (const PointFailure& failure) {
      result.outcome[static_cast<std::size_t>(k)] = outcome_of(failure);
      set_sources(result.high.wc, k, scratch.matched);  // whatever it left there
    }
  }
  if (healthy < 0) return healthy;
  for (int k = 0; k < Lanes::count; ++k)
    if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok)
      smeft::set_lane(result.high, k, smeft::lane(result.high, healthy));
  return healthy;
}

void Physics::set_sources(smeft::LaneCoefficients& group, int lane,
                          smeft::Coefficients& matched) const {
  for (const int source : sources_) {
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(source)];
    for (int slot = info.slot; slot < info.slot + (info.is_real ? 1 : 2); ++slot) {
      group.slot(slot)[lane] = matched.slot(slot);
      matched.slot(slot) = 0.0;
    }
  }
}

void Physics::predict(GroupResult& result, Scratch& scratch) const {
  predictor_.predict(result.low.wc, needs_lep2() ? result.lep2 : result.low.wc, result.predictions,
                     scratch.predictor);
  likelihood_.chi_square(result.predictions, result.chi_square, scratch.residuals);
  for (int k = 0; k < Lanes::count; ++k) {
    double sum = 0.0;
    for (const Lanes& prediction : result.predictions) sum += prediction[k];
    for (const Lanes& chi2 : result.chi_square) sum += chi2[k];
    Outcome& outcome = result.outcome[static_cast<std::size_t>(k)];
    if (!std::isfinite(sum) && outcome.status == PointStatus::ok)
      outcome = {PointStatus::not_finite, 0, outcome.scale_reached,
                 "a prediction is not a finite number"};
  }
}

std::vector<double> Physics::sm_chi_square() const {
  GroupResult result = empty_result();
  Scratch scratch;
  predict(result, scratch);
  std::vector<double> chi2;
  for (const Lanes& group : result.chi_square) chi2.push_back(group[0]);
  return chi2;
}

std::vector<int> Physics::needed_coefficients() const {
  std::vector<int> needed = predictor_.coefficients_read();
  needed.insert(needed.end(), job_.keep.coefficients.begin(), job_.keep.coefficients.end());
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  return needed;
}

}  // namespace smeftscan::scan
