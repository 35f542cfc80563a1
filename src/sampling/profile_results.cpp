// SPDX-License-Identifier: MIT
// What a profile says of its grid.
#include <algorithm>
#include <limits>

#include "smeftscan/sampling/constraint.hpp"
#include "smeftscan/sampling/fit_table.hpp"
#include "smeftscan/sampling/insensitive.hpp"
#include "smeftscan/sampling/profile.hpp"

namespace smeftscan::sampling {
namespace {

using Eigen::Index;

}  // namespace

void Profile::write_result() {
  constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
  const auto size = static_cast<Index>(minima_.size());
  result_.chi2.assign(minima_.size(), not_a_number);
  if (is_constrained(space())) result_.constraint_chi2 = result_.chi2;
  result_.constrained.clear();
  for (const int axis : free_)
    result_.constrained.push_back(std::find(unconstrained_.begin(), unconstrained_.end(), axis) ==
                                  unconstrained_.end());
  result_.point.assign(minima_.size(), -1);
  result_.converged.assign(minima_.size(), false);
  result_.minimised = Rows::Constant(size, static_cast<Index>(free_.size()), not_a_number);
  for (Index i = 0; i < size; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const Minimum& minimum = minima_[k];
    if (std::isinf(minimum.chi2)) continue;
    result_.chi2[k] = minimum.chi2;
    result_.point[k] = minimum.point;
    result_.converged[k] = minimum.converged;
    const std::vector<double> values = coordinates(k);
    if (!result_.constraint_chi2.empty())
      result_.constraint_chi2[k] = constraint_chi2(space(), values);
    for (std::size_t j = 0; j < free_.size(); ++j)
      if (result_.constrained[j] != 0)
        result_.minimised(i, static_cast<Index>(j)) = values[static_cast<std::size_t>(free_[j])];
  }
}

Shape Profile::shape() const {
  if (result_.point.empty()) return {};
  Shape shape{.minimised = result_.nuisances,
              .found = FoundPoints{.numbers = result_.point, .minimised = &result_.minimised}};
  for (std::size_t a = 0; a < result_.axes.size(); ++a)
    shape.axes.push_back({result_.axes[a], result_.values[a]});
  if (!result_.constraint_chi2.empty())
    shape.found->columns.push_back(
        {"constraint_chi2", "chi-square of the Gaussian priors", result_.constraint_chi2});
  return shape;
}

std::optional<BestPoint> Profile::best_point() const {
  if (result_.point.empty()) return std::nullopt;
  const std::size_t best = best_place();
  if (result_.point[best] < 0) return std::nullopt;
  return BestPoint{result_.point[best], coordinates(best), fitted()};
}

/// Nuisances on which chi-square depends, and axes along which the profile changes.
long long Profile::fitted() const {
  auto result = static_cast<long long>(free_.size() - unseen_.size());
  for (std::size_t axis = 0; axis < result_.axes.size(); ++axis) {
    double largest_change = 0.0;
    for (std::size_t begin = 0; begin < minima_.size(); ++begin) {
      std::vector<long long> at = indices(begin);
      if (at[axis] != 0) continue;
      double lowest = infinity;
      double highest = -infinity;
      for (; at[axis] < static_cast<long long>(result_.values[axis].size()); ++at[axis]) {
        const std::size_t here = place(at);
        if (result_.point[here] < 0) continue;
        const double chi2 = result_.chi2[here] -
                            (result_.constraint_chi2.empty() ? 0.0 : result_.constraint_chi2[here]);
        lowest = std::min(lowest, chi2);
        highest = std::max(highest, chi2);
      }
      largest_change = std::max(largest_change, highest - lowest);
    }
    result += largest_change < insensitive_below ? 0 : 1;
  }
  return result;
}

std::vector<Remark> Profile::remarks() const {
  if (result_.point.empty()) return {};
  const std::size_t best = best_place();
  if (result_.point[best] < 0) return {{"profile: no grid point has an answer", true}};
  const std::vector<double> values = coordinates(best);
  std::vector<FitRow> rows;
  for (std::size_t i = 0; i < space().size(); ++i) {
    FitRow row{.name = space()[i].name, .value = values[i]};
    const double x = minima_[best].x[static_cast<Index>(i)];
    const auto nuisance = std::find(result_.nuisances.begin(), result_.nuisances.end(), i);
    if (nuisance != result_.nuisances.end() &&
        result_.constrained[static_cast<std::size_t>(nuisance - result_.nuisances.begin())] == 0)
      row = {.name = row.name, .remark = unconstrained_remark};
    else if (x == 0.0 || x == 1.0)
      row.remark = x == 0.0 ? "at its lower limit" : "at its upper limit";
    rows.push_back(std::move(row));
  }
  std::vector<Remark> result = fit_table(rows);
  long long lost = 0;
  for (std::size_t at = 0; at < minima_.size(); ++at) lost += result_.converged[at] ? 0 : 1;
  const std::string all = std::to_string(minima_.size());
  if (lost == 0)
    result.push_back({"profile: all " + all + " grid points converged"});
  else
    result.push_back({"profile: not converged at " + std::to_string(lost) + " of " + all +
                          " grid points: their chi-square may be too high",
                      true});
  return result;
}

}  // namespace smeftscan::sampling
