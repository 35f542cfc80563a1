// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/hessian.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double wanted_step = 0.1;     // in errors
constexpr double smallest_step = 0.03;  // in errors: differences of 1e-3 of chi-square

/// The directions that turn chi-square into |y|^2, no longer than the range.
MatrixXd whitening(const MatrixXd& hessian) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(hessian);
  const VectorXd errors = (2.0 / solver.eigenvalues().cwiseAbs().array().max(2.0)).sqrt().matrix();
  return solver.eigenvectors() * errors.asDiagonal();
}

/// How far every axis moves at most, in units of the step: 2h along one direction or a pair.
VectorXd reach(const MatrixXd& directions) {
  VectorXd result(directions.rows());
  for (Index i = 0; i < directions.rows(); ++i) {
    double first = 0.0;
    double second = 0.0;
    for (const double length : directions.row(i).cwiseAbs()) {
      second = std::max(second, std::min(first, length));
      first = std::max(first, length);
    }
    result[i] = 2.0 * (first + second);
  }
  return result;
}

}  // namespace

HessianStencil::HessianStencil(const Minimum& minimum) : center_chi2_(minimum.chi2) {
  axes_ = minimum.free;
  std::vector<Index> kept(axes_.size());
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = static_cast<Index>(i);
  // Without an axis at its limit the directions are others, and another axis may come too near.
  for (bool inside = false; !inside && !axes_.empty();) {
    directions_ = whitening(minimum.hessian(kept, kept));
    const VectorXd reached = reach(directions_);
    inside = true;
    double step = wanted_step;
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      const double x = minimum.x[axes_[i]];
      const double room = std::min(x, 1.0 - x) / reached[static_cast<Index>(i)];
      if (room < step) {
        step = room;
        nearest = i;
      }
    }
    step_ = step;
    if (step < smallest_step) {
      axes_.erase(axes_.begin() + static_cast<std::ptrdiff_t>(nearest));
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(nearest));
      inside = false;
    }
  }

  const auto n = static_cast<Index>(axes_.size());
  points_ = minimum.x.transpose().replicate(4 * n + 4 * n * (n - 1), 1);
  Index row = 0;
  const auto add = [&](const VectorXd& offset) {
    for (std::size_t k = 0; k < axes_.size(); ++k) {
      double& x = points_(row, axes_[k]);
      x = std::clamp(x + step_ * offset[static_cast<Index>(k)], 0.0, 1.0);  // against rounding
    }
    ++row;
  };
  for (Index i = 0; i < n; ++i)
    for (const double length : {1.0, -1.0, 2.0, -2.0}) add(length * directions_.col(i));
  for (Index i = 0; i < n; ++i)
    for (Index j = i + 1; j < n; ++j)
      for (const double length : {1.0, 2.0})
        for (const double a : {1.0, -1.0})
          for (const double b : {1.0, -1.0})
            add(length * (a * directions_.col(i) + b * directions_.col(j)));
}

HessianStencil::Result HessianStencil::read(std::span<const double> chi2) const {
  expect(static_cast<Index>(chi2.size()) == points_.rows(), "an answer to every point");
  const auto n = static_cast<Index>(axes_.size());
  Result result{.positive = false,
                .covariance = MatrixXd::Zero(n, n),
                .newton_step = VectorXd::Zero(n),
                .distance = 0.0};
  if (n == 0 || std::any_of(chi2.begin(), chi2.end(), [](double f) { return std::isinf(f); }))
    return result;

  const double h = step_;
  const auto extrapolated = [](double at_h, double at_2h) { return (4.0 * at_h - at_2h) / 3.0; };
  MatrixXd hessian(n, n);
  VectorXd gradient(n);
  const double* f = chi2.data();
  for (Index i = 0; i < n; ++i, f += 4) {
    hessian(i, i) = extrapolated((f[0] + f[1] - 2.0 * center_chi2_) / (h * h),
                                 (f[2] + f[3] - 2.0 * center_chi2_) / (4.0 * h * h));
    gradient[i] = extrapolated((f[0] - f[1]) / (2.0 * h), (f[2] - f[3]) / (4.0 * h));
  }
  for (Index i = 0; i < n; ++i)
    for (Index j = i + 1; j < n; ++j, f += 8)
      hessian(i, j) = hessian(j, i) = extrapolated((f[0] - f[1] - f[2] + f[3]) / (4.0 * h * h),
                                                   (f[4] - f[5] - f[6] + f[7]) / (16.0 * h * h));

  const Eigen::LLT<MatrixXd> factor(hessian);
  if (factor.info() != Eigen::Success) return result;
  result.positive = true;
  result.covariance = 2.0 * directions_ * factor.solve(directions_.transpose());
  const VectorXd y = -factor.solve(gradient);
  result.newton_step = directions_ * y;
  result.distance = -0.5 * gradient.dot(y);
  return result;
}

}  // namespace smeftscan::sampling
