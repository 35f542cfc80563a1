// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/minimiser.hpp"

#include <Eigen/LU>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "support/catch.hpp"

using namespace smeftscan;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using sampling::Minimiser;
using sampling::Minimum;

namespace {

using Function = std::function<double(const VectorXd&)>;

struct Found {
  Minimum minimum;
  long long evaluations = 0;
};

std::vector<int> all_axes(Eigen::Index dimension) {
  std::vector<int> axes(static_cast<std::size_t>(dimension));
  std::iota(axes.begin(), axes.end(), 0);
  return axes;
}

/// Runs a search to its end; checks on the way that it stays in the unit cube.
Found minimise(const Function& chi2, const Rows& starts, const std::vector<int>& free) {
  Minimiser search(starts, free);
  Found found;
  while (!search.done()) {
    const Rows points = search.wanted();
    REQUIRE((points.array() >= 0.0).all());
    REQUIRE((points.array() <= 1.0).all());
    std::vector<double> values;
    for (Eigen::Index i = 0; i < points.rows(); ++i) values.push_back(chi2(points.row(i)));
    search.tell(values, found.evaluations);
    found.evaluations += points.rows();
  }
  found.minimum = search.minimum();
  return found;
}

Found minimise(const Function& chi2, const VectorXd& start) {
  return minimise(chi2, Rows(start.transpose()), all_axes(start.size()));
}

/// A quadratic with strong correlations (0.9 to the power of the distance) around `centre`, with
/// standard deviations of `error`.
struct Quadratic {
  VectorXd centre;
  MatrixXd weight;  ///< inverse covariance

  Quadratic(VectorXd at, double error) : centre(std::move(at)) {
    const Eigen::Index n = centre.size();
    MatrixXd covariance(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
      for (Eigen::Index j = 0; j < n; ++j)
        covariance(i, j) = error * error * std::pow(0.9, static_cast<double>(std::abs(i - j)));
    weight = covariance.inverse();
  }
  double operator()(const VectorXd& x) const {
    return 154.0 + (x - centre).dot(weight * (x - centre));
  }
};

/// Two minima of a double well along axis 0, at 0.5 +- 0.25; a saddle between them.
double double_well(const VectorXd& x) {
  const double t = 4.0 * (x[0] - 0.5);
  return 10.0 * std::pow(t * t - 1.0, 2) + 100.0 * std::pow(x[1] - 0.3, 2);
}

}  // namespace

TEST_CASE("A quadratic is minimised to rounding, its Hessian found, in any dimension",
          "[sampling]") {
  const int dimension = GENERATE(1, 2, 5, 20);
  const Quadratic chi2(VectorXd::LinSpaced(dimension, 0.3, 0.7), 0.01);
  const Found found = minimise(chi2, VectorXd::Constant(dimension, 0.9));
  CHECK(found.minimum.converged);
  CHECK((found.minimum.x - chi2.centre).norm() < 1e-7);
  CHECK(found.minimum.chi2 == Approx(154.0).epsilon(1e-12));
  // differences of 1e-2 of chi-square 154: rounding leaves 1e-10
  CHECK((found.minimum.hessian - 2.0 * chi2.weight).norm() < 1e-8 * chi2.weight.norm());
  CHECK(found.evaluations <= 1 + 3 * (2 * dimension + dimension * (dimension - 1) / 2) + 12);
}

TEST_CASE("Rosenbrock's valley is followed to its end", "[sampling]") {
  const auto rosenbrock = [](const VectorXd& u) {
    const double x = 4.0 * u[0] - 2.0;
    const double y = 4.0 * u[1] - 1.0;
    return 100.0 * std::pow(y - x * x, 2) + std::pow(1.0 - x, 2);
  };
  const Found found = minimise(rosenbrock, Eigen::Vector2d(0.2, 0.5));
  CHECK(found.minimum.converged);
  // a hundredth of the error (1/4 along the valley): differences across it are of first order
  CHECK(found.minimum.x[0] == Approx(0.75).margin(2.5e-3));
  CHECK(found.minimum.x[1] == Approx(0.5).margin(5e-3));
  CHECK(found.minimum.chi2 < 1e-4);
  CHECK(found.evaluations < 500);
}

TEST_CASE("A search that starts on a saddle leaves it", "[sampling]") {
  const Found found = minimise(double_well, Eigen::Vector2d(0.5, 0.3));
  CHECK(found.minimum.converged);
  CHECK(found.minimum.chi2 < 1e-6);
  CHECK(std::abs(found.minimum.x[0] - 0.5) == Approx(0.25).margin(1e-4));
}

TEST_CASE("A search begins at the best of its starts and stays in its valley", "[sampling]") {
  Rows starts(3, 2);
  starts << 0.1, 0.9, 0.7, 0.3, 0.3, 0.8;
  const Found found = minimise(double_well, starts, all_axes(2));
  CHECK(found.minimum.x[0] == Approx(0.75).margin(1e-4));
}

TEST_CASE("A minimum outside is searched along the limit", "[sampling]") {
  Quadratic chi2(Eigen::Vector3d(0.4, 1.02, 0.5), 0.05);
  const Found found = minimise(chi2, Eigen::Vector3d(0.1, 0.2, 0.9));
  CHECK(found.minimum.converged);
  CHECK(found.minimum.x[1] == 1.0);
  // the others follow the correlation: minimum of the quadratic at x1 = 1
  const Eigen::Matrix2d inner{{chi2.weight(0, 0), chi2.weight(0, 2)},
                              {chi2.weight(2, 0), chi2.weight(2, 2)}};
  const Eigen::Vector2d pull =
      inner.inverse() * Eigen::Vector2d(chi2.weight(0, 1), chi2.weight(2, 1)) * 0.02;
  CHECK(found.minimum.x[0] == Approx(0.4 + pull[0]).margin(1e-6));
  CHECK(found.minimum.x[2] == Approx(0.5 + pull[1]).margin(1e-6));
}

TEST_CASE("Axes that are not free are not moved", "[sampling]") {
  const Quadratic chi2(Eigen::Vector3d(0.4, 0.5, 0.6), 0.05);
  const Found found = minimise(chi2, Rows(Eigen::RowVector3d(0.2, 0.45, 0.7)), {0, 2});
  CHECK(found.minimum.converged);
  CHECK(found.minimum.x[1] == 0.45);
  // 0.9^2 of the distance along the chain of correlations: neighbours follow with 0.9
  CHECK(found.minimum.x[0] == Approx(0.4 - 0.05 * 0.9).margin(1e-6));
  const Found fixed = minimise(chi2, Rows(Eigen::RowVector3d(0.2, 0.45, 0.7)), {});
  CHECK(fixed.minimum.converged);
  CHECK(fixed.evaluations == 1);
}

TEST_CASE("Noise of 1e-6 in chi-square shifts a minimum by less than a hundredth of an error",
          "[sampling]") {
  const Quadratic chi2(Eigen::Vector3d(0.4, 0.5, 0.6), 0.02);
  const auto noisy = [&](const VectorXd& x) {
    return chi2(x) + 1e-6 * std::sin(1e9 * x.sum());  // no search resolves this wave
  };
  const Found found = minimise(noisy, Eigen::Vector3d(0.8, 0.2, 0.3));
  CHECK(found.minimum.converged);
  CHECK((found.minimum.x - chi2.centre).cwiseAbs().maxCoeff() < 0.01 * 0.02);
}

TEST_CASE("Points without an answer are avoided", "[sampling]") {
  const Quadratic chi2(Eigen::Vector2d(0.4, 0.5), 0.05);
  const auto holed = [&](const VectorXd& x) {
    return x[0] + x[1] > 1.1 ? std::numeric_limits<double>::infinity() : chi2(x);
  };
  CHECK((minimise(holed, Eigen::Vector2d(0.1, 0.995)).minimum.x - chi2.centre).norm() < 1e-4);
  const Found nothing = minimise(holed, Eigen::Vector2d(0.9, 0.9));
  CHECK_FALSE(nothing.minimum.converged);
  CHECK(std::isinf(nothing.minimum.chi2));
}

TEST_CASE("Quasi-random points fill the cube evenly", "[sampling]") {
  const Rows points = sampling::quasi_random(1000, 3, GENERATE(0, 1, 123456789));
  CHECK((points.array() >= 0.0).all());
  CHECK((points.array() < 1.0).all());
  for (Eigen::Index axis = 0; axis < 3; ++axis)
    for (int tenth = 0; tenth < 10; ++tenth) {
      const auto inside =
          (points.col(axis).array() >= 0.1 * tenth && points.col(axis).array() < 0.1 * (tenth + 1));
      CHECK(std::abs(inside.count() - 100) <= 10);  // the worst of 30 independent counts: 25
    }
}

TEST_CASE("The ends of the cube are the ends of the ranges to the bit", "[sampling]") {
  const sampling::ParameterSpace space({{.name = "x", .unit = "1", .lower = -0.1, .upper = 0.7}});
  Rows cube(3, 1);
  cube << 0.0, 1.0, 0.5;
  const Rows x = sampling::from_cube(space, cube);
  CHECK(x(0, 0) == -0.1);
  CHECK(x(1, 0) == 0.7);
  CHECK(x(2, 0) == Approx(0.3));
}
