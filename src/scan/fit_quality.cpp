// SPDX-License-Identifier: MIT
#include "smeftscan/scan/fit_quality.hpp"

#include <cmath>
#include <cstdio>

#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/p_value.hpp"

namespace smeftscan::scan {

std::string FitQuality::line() const {
  char text[300];
  int length =
      std::snprintf(text, sizeof text, "chi-square %.2f of %lld values, %lld degrees of freedom",
                    chi2, values, degrees_of_freedom);
  const auto add = [&](const char* pattern, auto... numbers) {
    const auto used = static_cast<std::size_t>(length);
    length += std::snprintf(text + used, sizeof text - used, pattern, numbers...);
  };
  if (!std::isnan(p_value)) add(", p-value %.3g", p_value);
  add("; SM: chi-square %.2f, difference %.2f", sm_chi2, difference());
  return text;
}

std::optional<FitQuality> judge_fit(const Pipeline& pipeline) {
  const Job& job = pipeline.job();
  const std::optional<sampling::BestPoint> best = job.sampler->best_point();
  if (!best || job.groups.empty()) return std::nullopt;
  Pipeline::Workspace workspace(pipeline);
  Group point;
  point.count = 1;
  point.parameters[0] = job.model.parameters(best->coordinates);
  const GroupResult& found = pipeline.evaluate(point, workspace);
  expect(found.outcome[0].status == PointStatus::ok, "the point of a minimum has its answer again");
  std::vector<double> predictions;
  for (const Lanes& prediction : found.predictions) predictions.push_back(prediction[0]);

  FitQuality result;
  for (const Lanes& group : found.chi_square) result.chi2 += group[0];
  for (const double group : pipeline.sm_chi_square()) result.sm_chi2 += group;
  for (const std::size_t count : pipeline.likelihood().value_counts())
    result.values += static_cast<long long>(count);
  result.degrees_of_freedom = result.values - best->fitted;
  result.p_value = likelihood::p_value(result.chi2, result.degrees_of_freedom);
  result.pulls = pipeline.likelihood().pulls(predictions);
  return result;
}

}  // namespace smeftscan::scan
