// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/hessian.hpp"

#include <Eigen/LU>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "support/catch.hpp"

using namespace smeftscan;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using sampling::HessianStencil;
using sampling::Minimum;

namespace {

using Function = std::function<double(const VectorXd&)>;

HessianStencil::Result read(const HessianStencil& stencil, const Function& chi2) {
  std::vector<double> values;
  for (Eigen::Index i = 0; i < stencil.points().rows(); ++i) {
    REQUIRE(stencil.points().row(i).minCoeff() >= 0.0);
    REQUIRE(stencil.points().row(i).maxCoeff() <= 1.0);
    values.push_back(chi2(stencil.points().row(i)));
  }
  return stencil.read(values);
}

Minimum minimum_at(const VectorXd& x, const Function& chi2, const MatrixXd& hessian) {
  Minimum minimum;
  minimum.x = x;
  minimum.chi2 = chi2(x);
  minimum.free.resize(static_cast<std::size_t>(x.size()));
  std::iota(minimum.free.begin(), minimum.free.end(), 0);
  minimum.hessian = hessian;
  return minimum;
}

/// Errors of 0.02, 0.002 and 0.05, correlated by 0.99 between the first two.
const MatrixXd covariance{
    {4e-4, 0.99 * 4e-5, 2e-4}, {0.99 * 4e-5, 4e-6, 2e-5}, {2e-4, 2e-5, 2.5e-3}};
const MatrixXd weight = covariance.inverse();
const VectorXd centre = Eigen::Vector3d(0.4, 0.5, 0.6);

double quadratic(const VectorXd& x) { return 154.0 + (x - centre).dot(weight * (x - centre)); }

}  // namespace

TEST_CASE("The covariance of a quadratic is exact, whatever Hessian the search had", "[sampling]") {
  // the search's own Hessian may be off by 30 % along each axis
  const VectorXd factors = Eigen::Vector3d(1.3, 0.8, 1.1);
  const MatrixXd rough = factors.asDiagonal() * (2.0 * weight) * factors.asDiagonal();
  const HessianStencil stencil(minimum_at(centre, quadratic, rough));
  CHECK(stencil.axes() == std::vector<int>{0, 1, 2});
  CHECK(stencil.points().rows() == 36);
  const auto result = read(stencil, quadratic);
  CHECK(result.positive);
  for (Eigen::Index i = 0; i < 3; ++i)
    for (Eigen::Index j = 0; j < 3; ++j)
      CHECK(result.covariance(i, j) ==
            Approx(covariance(i, j)).margin(1e-9 * std::sqrt(covariance(i, i) * covariance(j, j))));
}

TEST_CASE("Beside the minimum the Newton step leads to it and the distance is that to it",
          "[sampling]") {
  const VectorXd beside = centre + Eigen::Vector3d(1e-3, 1e-4, 1e-2);
  const auto result = read(HessianStencil(minimum_at(beside, quadratic, 2.0 * weight)), quadratic);
  CHECK((beside + result.newton_step - centre).norm() < 1e-9);
  CHECK(result.distance == Approx(quadratic(beside) - 154.0).epsilon(1e-8));
}

TEST_CASE("Fourth order: quartic terms along each direction do not bias the errors", "[sampling]") {
  const auto chi2 = [](const VectorXd& x) {
    const VectorXd y = (x - VectorXd::Constant(2, 0.5)) / 0.1;
    return y.squaredNorm() + 0.3 * std::pow(y[0], 4) + 0.2 * std::pow(y[0], 3) +
           0.1 * y[0] * y[1] * y[1];
  };
  const auto result = read(HessianStencil(minimum_at(VectorXd::Constant(2, 0.5), chi2,
                                                     200.0 * MatrixXd::Identity(2, 2))),
                           chi2);
  CHECK((result.covariance - 0.01 * MatrixXd::Identity(2, 2)).norm() < 1e-10);
}

TEST_CASE("An axis at its limit is left out and the others are differentiated there",
          "[sampling]") {
  VectorXd x = centre;
  x[2] = 0.9995;  // a hundredth of its error from the limit
  const HessianStencil stencil(minimum_at(x, quadratic, 2.0 * weight));
  CHECK(stencil.axes() == std::vector<int>{0, 1});
  const auto result = read(stencil, quadratic);
  const MatrixXd inner = weight.topLeftCorner(2, 2).inverse();
  CHECK((result.covariance - inner).norm() < 1e-8 * inner.norm());
}

TEST_CASE("Near a limit the step shrinks and the errors stay", "[sampling]") {
  const auto shifted = [](const VectorXd& x) {
    return std::pow((x[0] - 0.01) / 0.05, 2) + std::pow((x[1] - 0.5) / 0.05, 2);
  };
  const HessianStencil stencil(
      minimum_at(Eigen::Vector2d(0.01, 0.5), shifted, Eigen::Vector2d(800.0, 800.0).asDiagonal()));
  CHECK(stencil.axes().size() == 2);
  CHECK(read(stencil, shifted).covariance(0, 0) == Approx(0.0025).epsilon(1e-9));
}

TEST_CASE("A saddle and a point without an answer have no errors", "[sampling]") {
  const auto saddle = [](const VectorXd& x) { return 100.0 * (x[0] * x[0] - x[1] * x[1]); };
  const Minimum there =
      minimum_at(VectorXd::Constant(2, 0.5), saddle, Eigen::Vector2d(200.0, -200.0).asDiagonal());
  CHECK_FALSE(read(HessianStencil(there), saddle).positive);
  const auto hole = [](const VectorXd& x) {
    return x[0] > 0.51 ? std::numeric_limits<double>::infinity() : x.squaredNorm();
  };
  CHECK_FALSE(read(HessianStencil(there), hole).positive);
}
