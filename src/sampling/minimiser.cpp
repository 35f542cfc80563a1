// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/minimiser.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double first_step = 0.01;    // of the range
constexpr double largest_step = 0.05;  // of the range
constexpr double shortest_step = 1e-8;
constexpr double step_in_errors = 0.1;
constexpr double noise = 1e-3;  // of chi-square: within this a search that stalls has arrived
constexpr int largest_setbacks = 5;
constexpr std::array dampings{0.0, 1e-3, 1e-2, 1e-1, 1.0, 10.0};  // of the largest eigenvalue

/// The eigenvalues of a Hessian and their directions.
struct Spectrum {
  VectorXd values;
  MatrixXd vectors;

  explicit Spectrum(const MatrixXd& hessian) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(hessian);
    values = solver.eigenvalues();
    vectors = solver.eigenvectors();
  }
  double largest() const { return values.cwiseAbs().maxCoeff(); }
  /// (|H| + damping)^-1 v; curvatures that rounding cannot tell from 0 are raised to that size.
  VectorXd solve(const VectorXd& v, double damping) const {
    const double floor = std::max(1e-12 * largest(), 1e-30);
    const VectorXd curvature = (values.cwiseAbs().cwiseMax(floor).array() + damping).matrix();
    return vectors * (vectors.transpose() * v).cwiseQuotient(curvature);
  }
};

/// The number of the lowest value, -1 if there is none.
Index lowest(std::span<const double> values) {
  const auto at = std::min_element(values.begin(), values.end());
  return at == values.end() || *at == infinity ? -1 : at - values.begin();
}

}  // namespace

Rows from_cube(const ParameterSpace& space, const Rows& cube) {
  Rows rows(cube.rows(), cube.cols());
  for (Index j = 0; j < cube.cols(); ++j) {
    const FreeParameter& axis = space[static_cast<std::size_t>(j)];
    for (Index i = 0; i < cube.rows(); ++i) {
      const double u = cube(i, j);
      const double x = axis.lower + u * (axis.upper - axis.lower);
      rows(i, j) = u == 1.0 ? axis.upper : std::clamp(x, axis.lower, axis.upper);
    }
  }
  return rows;
}

Rows quasi_random(long long count, long long dimension, long long seed) {
  double phi = 2.0;  // phi^(d+1) = phi + 1 by iteration; for d = 1 the golden ratio
  for (int i = 0; i < 60; ++i) phi = std::pow(1.0 + phi, 1.0 / static_cast<double>(dimension + 1));
  const double begin = 1024.0 * static_cast<double>(seed % 1048576);  // keeps ten digits of frac
  Rows rows(count, dimension);
  for (Index j = 0; j < dimension; ++j) {
    const double alpha = std::pow(phi, -static_cast<double>(j + 1));
    for (Index k = 0; k < count; ++k) {
      const double x = 0.5 + (begin + static_cast<double>(k + 1)) * alpha;
      rows(k, j) = x - std::floor(x);
    }
  }
  return rows;
}

Minimiser::Minimiser(Rows starts, std::vector<int> free, std::optional<VectorXd> steps)
    : wanted_(std::move(starts)) {
  expect(wanted_.rows() > 0 && (wanted_.array() >= 0.0).all() && (wanted_.array() <= 1.0).all(),
         "a search starts in the unit cube");
  best_.free = std::move(free);
  best_.chi2 = infinity;
  best_.x = wanted_.row(0);
  best_.steps = steps ? *steps : VectorXd::Constant(wanted_.cols(), first_step);
}

void Minimiser::tell(std::span<const double> chi2, long long first) {
  expect(static_cast<Index>(chi2.size()) == wanted_.rows(), "an answer to every point");
  switch (phase_) {
    case Phase::start: choose_start(chi2, first); break;
    case Phase::stencil: read_stencil(chi2); break;
    case Phase::trial: choose_trial(chi2, first); break;
  }
}

void Minimiser::finish(bool converged) {
  best_.converged = converged;
  wanted_.resize(0, wanted_.cols());
}

void Minimiser::choose_start(std::span<const double> chi2, long long first) {
  const Index at = lowest(chi2);
  if (at < 0) return finish(false);
  best_.x = wanted_.row(at);
  best_.chi2 = chi2[static_cast<std::size_t>(at)];
  best_.point = first + at;
  if (best_.free.empty()) return finish(true);
  lay_stencil();
}

void Minimiser::lay_stencil() {
  if (++iterations_ > largest_iterations) return finish(false);
  const auto n = static_cast<Index>(best_.free.size());
  first_.resize(n);
  second_.resize(n);
  wanted_ = best_.x.transpose().replicate(2 * n + n * (n - 1) / 2, 1);
  for (Index i = 0; i < n; ++i) {
    const int axis = best_.free[static_cast<std::size_t>(i)];
    const double x = best_.x[axis];
    const double h = best_.steps[axis];
    // both nodes on one side where the other is outside
    first_[i] = x + h <= 1.0 ? h : -h;
    second_[i] = first_[i] < 0.0 ? -2.0 * h : (x - h >= 0.0 ? -h : 2.0 * h);
    wanted_(2 * i, axis) = x + first_[i];
    wanted_(2 * i + 1, axis) = x + second_[i];
  }
  for (Index i = 0, row = 2 * n; i < n; ++i)
    for (Index j = i + 1; j < n; ++j, ++row)
      for (const Index k : {i, j})
        wanted_(row, best_.free[static_cast<std::size_t>(k)]) += first_[k];
  phase_ = Phase::stencil;
}

void Minimiser::read_stencil(std::span<const double> chi2) {
  if (std::find(chi2.begin(), chi2.end(), infinity) != chi2.end()) {
    if (++setbacks_ > largest_setbacks) return finish(false);
    best_.steps *= 0.25;
    return lay_stencil();
  }
  const auto n = static_cast<Index>(best_.free.size());
  const Eigen::Map<const VectorXd> f(chi2.data(), static_cast<Index>(chi2.size()));
  const double f0 = best_.chi2;
  best_.gradient.resize(n);
  best_.hessian.resize(n, n);
  for (Index i = 0; i < n; ++i) {
    const double a = first_[i];
    const double b = second_[i];
    const double slope_a = (f[2 * i] - f0) / a;
    const double slope_b = (f[2 * i + 1] - f0) / b;
    best_.hessian(i, i) = 2.0 * (slope_b - slope_a) / (b - a);
    best_.gradient[i] = slope_a - 0.5 * a * best_.hessian(i, i);
  }
  for (Index i = 0, row = 2 * n; i < n; ++i)
    for (Index j = i + 1; j < n; ++j, ++row)
      best_.hessian(i, j) = best_.hessian(j, i) =
          (f[row] - f[2 * i] - f[2 * j] + f0) / (first_[i] * first_[j]);

  bool fine = true;
  for (Index i = 0; i < n; ++i) {
    double& used = best_.steps[best_.free[static_cast<std::size_t>(i)]];
    const double error = std::sqrt(2.0 / std::max(std::abs(best_.hessian(i, i)), 1e-30));
    const double wanted =
        std::clamp(step_in_errors * error * std::pow(0.25, setbacks_), shortest_step, largest_step);
    fine = fine && used < 2.0 * wanted && used > 0.01 * wanted;
    used = wanted;
  }
  const VectorXd s = step(0.0);
  best_.distance = -best_.gradient.dot(s) - 0.5 * s.dot(best_.hessian * s);
  const bool at_rest = std::abs(best_.distance) < tolerance;
  const Spectrum spectrum(best_.hessian);
  const bool saddle = spectrum.values.minCoeff() < -noise * spectrum.largest();
  if (at_rest && !fine) return lay_stencil();
  if (at_rest && !saddle) return finish(true);
  lay_trials();
}

VectorXd Minimiser::step(double damping) const {
  const auto n = static_cast<Index>(best_.free.size());
  VectorXd s = VectorXd::Zero(n);
  std::vector<Index> moving(static_cast<std::size_t>(n));
  for (Index i = 0; i < n; ++i) moving[static_cast<std::size_t>(i)] = i;
  // An axis that would leave the cube stops at its limit, the worst first; the others go on.
  while (!moving.empty()) {
    const VectorXd slope = best_.gradient + best_.hessian * s;
    const VectorXd t = Spectrum(best_.hessian(moving, moving)).solve(-slope(moving), damping);
    Index worst = -1;
    double shortest = 1.0;
    for (Index k = 0; k < t.size(); ++k) {
      const double x =
          best_.x[best_.free[static_cast<std::size_t>(moving[static_cast<std::size_t>(k)])]];
      const double room = t[k] > 0.0 ? 1.0 - x : x;
      if (std::abs(t[k]) > room && room / std::abs(t[k]) < shortest) {
        worst = k;
        shortest = room / std::abs(t[k]);
      }
    }
    if (worst < 0) {
      for (Index k = 0; k < t.size(); ++k) s[moving[static_cast<std::size_t>(k)]] = t[k];
      return s;
    }
    const Index i = moving[static_cast<std::size_t>(worst)];
    const double x = best_.x[best_.free[static_cast<std::size_t>(i)]];
    s[i] = t[worst] > 0.0 ? 1.0 - x : -x;
    moving.erase(moving.begin() + worst);
  }
  return s;
}

void Minimiser::lay_trials() {
  const Spectrum spectrum(best_.hessian);
  std::vector<VectorXd> steps;
  for (const double damping : dampings)
    steps.push_back(step(damping * spectrum.largest() * std::pow(100.0, setbacks_)));
  // where the gradient leads nowhere, down from the saddle on both sides
  if (best_.distance < noise && spectrum.values[0] < -noise * spectrum.largest())
    for (const double errors : {-1.0, -0.3, 0.3, 1.0})
      steps.push_back(errors * std::sqrt(2.0 / -spectrum.values[0]) * spectrum.vectors.col(0));

  wanted_ = best_.x.transpose().replicate(static_cast<Index>(steps.size()), 1);
  for (Index row = 0; row < wanted_.rows(); ++row)
    for (Index i = 0; i < static_cast<Index>(best_.free.size()); ++i) {
      double& x = wanted_(row, best_.free[static_cast<std::size_t>(i)]);
      x = std::clamp(x + steps[static_cast<std::size_t>(row)][i], 0.0, 1.0);
    }
  phase_ = Phase::trial;
}

void Minimiser::choose_trial(std::span<const double> chi2, long long first) {
  const Index at = lowest(chi2);
  if (at < 0 || !(chi2[static_cast<std::size_t>(at)] < best_.chi2)) {
    if (std::abs(best_.distance) < noise) return finish(true);
    if (++setbacks_ > largest_setbacks) return finish(false);
    best_.steps *= 0.25;
    return lay_stencil();
  }
  setbacks_ = 0;
  best_.x = wanted_.row(at);
  best_.chi2 = chi2[static_cast<std::size_t>(at)];
  best_.point = first + at;
  lay_stencil();
}

}  // namespace smeftscan::sampling
