// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/best_fit_minima.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace smeftscan::sampling {

namespace {

constexpr double same_minimum = 0.1;  // of chi-square
constexpr double same_chi2 = 1e-4;    // two searches that end at equal heights
constexpr double mirror_chi2 = 1e-2;
constexpr double same_coordinate = 1e-3;  // of the range

bool same(const Minimum& lower, const Minimum& other) {
  const auto n = static_cast<Eigen::Index>(lower.free.size());
  if (lower.hessian.rows() != n || other.chi2 - lower.chi2 > same_minimum) return false;
  Eigen::VectorXd way(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const int axis = lower.free[static_cast<std::size_t>(i)];
    way[i] = other.x[axis] - lower.x[axis];
  }
  return std::abs(lower.gradient.dot(way) + 0.5 * way.dot(lower.hessian * way)) < same_minimum;
}

/// By the first coordinate that differs.
bool earlier(const Eigen::VectorXd& a, const Eigen::VectorXd& b) {
  for (Eigen::Index i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > same_coordinate) return a[i] < b[i];
  return false;
}

}  // namespace

std::vector<MinimumCluster> cluster(std::vector<Minimum> ends) {
  std::erase_if(ends, [](const Minimum& m) { return std::isinf(m.chi2); });
  const auto arrived =
      std::stable_partition(ends.begin(), ends.end(), [](const Minimum& m) { return m.converged; });
  if (arrived != ends.begin()) ends.erase(arrived, ends.end());
  std::stable_sort(ends.begin(), ends.end(),
                   [](const Minimum& a, const Minimum& b) { return a.chi2 < b.chi2; });
  std::vector<MinimumCluster> clusters;
  for (Minimum& end : ends) {
    const auto home = std::find_if(clusters.begin(), clusters.end(),
                                   [&](const MinimumCluster& c) { return same(c.minimum, end); });
    if (home == clusters.end())
      clusters.push_back({std::move(end), 1});
    else
      ++home->starts;
  }
  auto best = clusters.begin();
  for (auto c = clusters.begin(); c != clusters.end(); ++c)
    if (c->minimum.chi2 < clusters.front().minimum.chi2 + same_chi2 &&
        earlier(c->minimum.x, best->minimum.x))
      best = c;
  if (best != clusters.end()) std::rotate(clusters.begin(), best, best + 1);
  return clusters;
}

std::vector<LocalMinimum> local_minima(const std::vector<MinimumCluster>& clusters,
                                       const ParameterSpace& space,
                                       const std::vector<double>& errors,
                                       const std::vector<int>& constrained) {
  std::vector<LocalMinimum> result;
  for (const auto& [minimum, starts] : clusters) {
    const Rows row = from_cube(space, Rows(minimum.x.transpose()));
    LocalMinimum local{.values = {row.data(), row.data() + row.size()},
                       .chi2 = minimum.chi2,
                       .point = minimum.point,
                       .starts = starts};
    if (!result.empty() && std::abs(local.chi2 - result.front().chi2) < mirror_chi2) {
      local.mirror = true;
      for (std::size_t i = 0; i < space.size(); ++i) {
        if (constrained[i] == 0) continue;
        double margin = same_coordinate * (space[i].upper - space[i].lower);
        if (errors[i] > 0.0) margin = std::max(margin, 0.1 * errors[i]);
        const double difference = std::abs(local.values[i]) - std::abs(result.front().values[i]);
        local.mirror = local.mirror && std::abs(difference) < margin;
      }
    }
    result.push_back(std::move(local));
  }
  for (LocalMinimum& local : result)
    for (std::size_t i = 0; i < space.size(); ++i)
      if (constrained[i] == 0) local.values[i] = std::numeric_limits<double>::quiet_NaN();
  return result;
}

}  // namespace smeftscan::sampling
