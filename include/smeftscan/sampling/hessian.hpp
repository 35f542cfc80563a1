// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/minimiser.hpp"

namespace smeftscan::sampling {

/// The Hessian at a minimum to fourth order in the step, for errors and correlations.
///
/// Differences are taken along the eigenvectors of the Hessian that the search had, in units of the
/// errors that it promises: chi-square is nearly |y|^2 there, however strong the correlations. Each
/// second derivative is that of steps h and 2h, extrapolated to h = 0 (Richardson). The step is
/// h = 0.1 errors, less where a limit is near. Axes whose limit is nearer than about a tenth of
/// an error are left out: they are at their limit.
class HessianStencil {
 public:
  /// `minimum` of a search in the unit cube, with at least one free axis.
  explicit HessianStencil(const Minimum& minimum);

  /// The axes that it differentiates; none if all free ones are at a limit.
  const std::vector<int>& axes() const { return axes_; }
  /// 4n + 4n(n-1) points, rows in the unit cube.
  const Rows& points() const { return points_; }

  struct Result {
    bool positive = false;  ///< whether the Hessian is positive definite; if not, the rest is 0
    Eigen::MatrixXd covariance;   ///< [axes x axes], unit cube: twice the inverse Hessian
    Eigen::VectorXd newton_step;  ///< [axes]: to the minimum of the parabola
    double distance = 0.0;        ///< chi-square above that minimum
  };
  /// From the chi-squares of the points; `positive` is false if one of them has no answer.
  Result read(std::span<const double> chi2) const;

 private:
  double center_chi2_;
  std::vector<int> axes_;
  Eigen::MatrixXd directions_;  ///< [axes x directions]: one error each
  double step_ = 0.0;           ///< in errors
  Rows points_;
};

}  // namespace smeftscan::sampling
