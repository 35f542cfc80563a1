// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <vector>

#include "smeftscan/base/random.hpp"
#include "smeftscan/base/rows.hpp"

namespace smeftscan::sampling {

/// The part of the unit cube where points above a likelihood may lie, guessed from points that do:
/// the union of equal ellipsoids around each of them, as MLFriends does (Buchner 2019).
///
/// The ellipsoids have the covariance of the points about the centres of their clusters. Their size
/// is the largest distance between a point that a bootstrap sample leaves out and its nearest one
/// inside, over 30 samples: so the region holds what the points themselves do not show. (A cluster
/// that is left out whole does not count, or a mode with few points would blow up all the others.)
/// Ellipsoids that overlap join points to clusters. Efficient to some ten dimensions.
class NestedRegion {
 public:
  /// `points`: rows in the unit cube, more than dimensions; `random` for the bootstrap.
  NestedRegion(const Rows& points, const Random& random);

  /// A point of the region inside the unit cube, uniformly.
  Eigen::VectorXd draw(const Random& random) const;
  bool contains(const Eigen::VectorXd& point) const;
  int clusters() const { return cluster_count_; }

 private:
  void whiten();
  void measure_distances();
  void measure(const Random& random);
  /// Whether clusters are others than before.
  bool join();
  /// Ellipsoids that hold a white point, counted until there are `enough`.
  int overlaps(const Eigen::VectorXd& white, double enough) const;

  Eigen::MatrixXd points_;   ///< [dimension x points]
  Eigen::MatrixXd scale_;    ///< Cholesky factor of the covariance
  Eigen::MatrixXd white_;    ///< scale^-1 points
  Eigen::MatrixXd squared_;  ///< distances of white points
  std::vector<int> cluster_;
  int cluster_count_ = 1;
  double radius_squared_ = 0.0;
};

}  // namespace smeftscan::sampling
