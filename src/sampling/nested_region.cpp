// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/nested_region.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int bootstraps = 30;
constexpr int largest_passes = 3;

}  // namespace

NestedRegion::NestedRegion(const Rows& points, const Random& random)
    : points_(points.transpose()), cluster_(static_cast<std::size_t>(points.rows()), 0) {
  expect(points.rows() > points.cols(), "more points than dimensions");
  // A first, generous guess of the clusters: neighbours are three times as far as usual.
  whiten();
  measure_distances();
  std::vector<double> nearest;
  for (Index i = 0; i < points_.cols(); ++i) {
    squared_(i, i) = std::numeric_limits<double>::infinity();
    nearest.push_back(squared_.col(i).minCoeff());
    squared_(i, i) = 0.0;
  }
  std::nth_element(nearest.begin(), nearest.begin() + points_.cols() * 9 / 10, nearest.end());
  radius_squared_ = 9.0 * nearest[static_cast<std::size_t>(points_.cols() * 9 / 10)];
  join();
  int pass = 0;
  do {
    whiten();
    measure_distances();
    measure(random);
  } while (join() && ++pass < largest_passes);
}

void NestedRegion::whiten() {
  const Index count = points_.cols();
  MatrixXd centres = MatrixXd::Zero(points_.rows(), cluster_count_);
  VectorXd sizes = VectorXd::Zero(cluster_count_);
  for (Index i = 0; i < count; ++i) {
    centres.col(cluster_[static_cast<std::size_t>(i)]) += points_.col(i);
    sizes[cluster_[static_cast<std::size_t>(i)]] += 1.0;
  }
  MatrixXd apart = points_;
  for (Index i = 0; i < count; ++i) {
    const int c = cluster_[static_cast<std::size_t>(i)];
    apart.col(i) -= centres.col(c) / sizes[c];
  }
  MatrixXd covariance = apart * apart.transpose() / static_cast<double>(count);
  covariance.diagonal().array() += 1e-12 * covariance.trace() + 1e-30;
  const Eigen::LLT<MatrixXd> factor(covariance);
  scale_ = factor.matrixL();
  white_ = factor.matrixL().solve(points_);
}

void NestedRegion::measure_distances() {
  const Index count = points_.cols();
  squared_.resize(count, count);
  for (Index i = 0; i < count; ++i)
    for (Index j = 0; j <= i; ++j)
      squared_(i, j) = squared_(j, i) = (white_.col(i) - white_.col(j)).squaredNorm();
}

void NestedRegion::measure(const Random& random) {
  const Index count = points_.cols();
  radius_squared_ = 0.0;
  const auto n = static_cast<std::uint64_t>(count);
  std::vector<bool> chosen;
  std::vector<Index> inside;
  for (std::uint64_t sample = 0; sample < bootstraps; ++sample) {
    chosen.assign(n, false);
    inside.clear();
    for (std::uint64_t k = 0; k < n; ++k) chosen[random.below(n, sample * n + k)] = true;
    for (Index j = 0; j < count; ++j)
      if (chosen[static_cast<std::size_t>(j)]) inside.push_back(j);
    // what a cluster that is left out whole would need is the distance to another one
    std::vector<bool> seen(static_cast<std::size_t>(cluster_count_), false);
    for (const Index j : inside)
      seen[static_cast<std::size_t>(cluster_[static_cast<std::size_t>(j)])] = true;
    for (Index i = 0; i < count; ++i) {
      const int home = cluster_[static_cast<std::size_t>(i)];
      if (chosen[static_cast<std::size_t>(i)] || !seen[static_cast<std::size_t>(home)]) continue;
      const double* const to = squared_.col(i).data();
      double nearest = std::numeric_limits<double>::infinity();
      for (const Index j : inside) nearest = std::min(nearest, to[j]);
      radius_squared_ = std::max(radius_squared_, nearest);
    }
  }
}

bool NestedRegion::join() {
  const std::vector<int> before = cluster_;
  std::fill(cluster_.begin(), cluster_.end(), -1);
  cluster_count_ = 0;
  std::vector<Index> reached;
  for (Index seed = 0; seed < points_.cols(); ++seed) {
    if (cluster_[static_cast<std::size_t>(seed)] >= 0) continue;
    cluster_[static_cast<std::size_t>(seed)] = cluster_count_;
    reached.assign(1, seed);
    while (!reached.empty()) {
      const Index i = reached.back();
      reached.pop_back();
      for (Index j = 0; j < points_.cols(); ++j) {
        int& home = cluster_[static_cast<std::size_t>(j)];
        if (home >= 0 || squared_(j, i) > radius_squared_) continue;
        home = cluster_count_;
        reached.push_back(j);
      }
    }
    ++cluster_count_;
  }
  return cluster_ != before;
}

int NestedRegion::overlaps(const VectorXd& white, double enough) const {
  int count = 0;
  for (Index i = 0; i < white_.cols() && count < enough; ++i)
    count += (white_.col(i) - white).squaredNorm() <= radius_squared_ ? 1 : 0;
  return count;
}

bool NestedRegion::contains(const VectorXd& point) const {
  return overlaps(scale_.triangularView<Eigen::Lower>().solve(point), 1.0) > 0;
}

VectorXd NestedRegion::draw(const Random& random) const {
  const Index dimension = points_.rows();
  VectorXd direction(dimension);
  for (std::uint64_t index = 0;; index += static_cast<std::uint64_t>(dimension) + 3) {
    const auto centre =
        static_cast<Index>(random.below(static_cast<std::uint64_t>(points_.cols()), index));
    for (Index axis = 0; axis < dimension; ++axis)
      direction[axis] = random.normal(index + 1 + static_cast<std::uint64_t>(axis));
    const double length =
        std::sqrt(radius_squared_) *
        std::pow(random.uniform(index + 1 + static_cast<std::uint64_t>(dimension)),
                 1.0 / static_cast<double>(dimension));
    const VectorXd white = white_.col(centre) + length / direction.norm() * direction;
    const VectorXd point = scale_ * white;
    if (point.minCoeff() <= 0.0 || point.maxCoeff() >= 1.0) continue;
    // where m ellipsoids overlap, a point would be drawn m times as often
    const double share = random.uniform(index + 2 + static_cast<std::uint64_t>(dimension));
    if (overlaps(white, 1.0 / share) < 1.0 / share) return point;
  }
}

}  // namespace smeftscan::sampling
