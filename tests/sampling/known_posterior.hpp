// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "smeftscan/sampling/catalogue.hpp"
#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/sampling/diagnostics.hpp"
#include "support/catch.hpp"

/// Posteriors that are known in closed form, and the loop of a driver.
namespace smeftscan::sampling {

/// ln of a likelihood of the coordinates of one point.
using LogLikelihood = std::function<double(const Eigen::VectorXd&)>;

inline std::vector<KnownParameter> parameters_x(std::size_t dimension) {
  std::vector<KnownParameter> known;
  for (std::size_t i = 0; i < dimension; ++i) known.push_back({"x" + std::to_string(i), "1"});
  return known;
}

/// The sampler of a job in which all of `dimension` parameters have `range`, as "[-5, 5]".
inline std::unique_ptr<Sampler> sampler_of(const std::string& sampler, std::size_t dimension,
                                           const std::string& range) {
  std::string job = "parameters:\n";
  for (const KnownParameter& p : parameters_x(dimension))
    job += "  " + p.name + ": {range: " + range + "}\n";
  const auto settings =
      input::Settings::from_text(job + "sampler: {" + sampler + "}\n", "job.yaml");
  return make_sampler(settings.at("sampler"), settings.find("parameters"), parameters_x(dimension));
}

/// Answers one request whole; false if the sampler wants nothing more.
inline bool step(Sampler& sampler, const LogLikelihood& log_likelihood) {
  const Sampler::Request request = sampler.ask();
  if (request.count == 0) return false;
  const Rows points = sampler.points(request.first, request.count);
  std::vector<double> answers;
  for (Eigen::Index i = 0; i < points.rows(); ++i)
    answers.push_back(sampler.known_status(request.first + i) == PointStatus::outside
                          ? -std::numeric_limits<double>::infinity()
                          : log_likelihood(points.row(i).transpose()));
  sampler.tell(request.first, answers);
  return true;
}

inline const ChainResult& run(Sampler& sampler, const LogLikelihood& log_likelihood) {
  while (step(sampler, log_likelihood)) {
  }
  return *sampler.posterior();
}

/// A normal distribution with means i/10, standard deviations 1 + i/2 and neighbours correlated:
/// rho_ij = rho^|i-j|.
struct CorrelatedGaussian {
  Eigen::VectorXd mean, deviation;
  Eigen::MatrixXd covariance, inverse;

  CorrelatedGaussian(int dimension, double rho)
      : mean(dimension),
        deviation(dimension),
        covariance(dimension, dimension),
        inverse(Eigen::MatrixXd::Zero(dimension, dimension)) {
    for (int i = 0; i < dimension; ++i) {
      mean(i) = 0.1 * i;
      deviation(i) = 1.0 + 0.5 * i;
    }
    for (int i = 0; i < dimension; ++i) {
      for (int j = 0; j < dimension; ++j)
        covariance(i, j) = std::pow(rho, std::abs(i - j)) * deviation(i) * deviation(j);
      // the inverse of a first-order autoregressive correlation matrix is tridiagonal
      const bool is_end = i == 0 || i == dimension - 1;
      inverse(i, i) =
          (is_end ? 1.0 : 1.0 + rho * rho) / (1.0 - rho * rho) / (deviation(i) * deviation(i));
      if (i > 0)
        inverse(i, i - 1) = inverse(i - 1, i) =
            -rho / (1.0 - rho * rho) / (deviation(i) * deviation(i - 1));
    }
  }
  double operator()(const Eigen::VectorXd& x) const {
    return -0.5 * (x - mean).dot(inverse * (x - mean));
  }
};

/// Checks means, covariances and quantiles of a run against those of the distribution, within
/// `sigmas` standard errors, from the run's own effective sample sizes; returns the smallest one.
inline double check_gaussian(const ChainResult& result, const CorrelatedGaussian& gaussian,
                             double sigmas) {
  const ChainSummary summary = summarise(result);
  const double ess = summary.smallest_ess();
  const auto n = static_cast<std::size_t>(gaussian.mean.size());
  // halves of chains worth k draws each differ by 1/(2 k) of the variance
  CHECK(summary.largest_rhat() < 1.005 + 2.0 * static_cast<double>(result.chains) / ess);
  for (std::size_t i = 0; i < n; ++i) {
    CAPTURE(i, ess);
    const auto row = static_cast<Eigen::Index>(i);
    const double s = gaussian.deviation(row);
    const ParameterSummary& p = summary.parameters[i];
    CHECK(std::abs(p.mean - gaussian.mean(row)) < sigmas * s / std::sqrt(ess));
    CHECK(std::abs(p.median - gaussian.mean(row)) < sigmas * 1.253 * s / std::sqrt(ess));
    // standard error of the 5 % quantile: sqrt(0.05 * 0.95) / density = 2.11 s
    for (const double sign : {-1.0, 1.0})
      CHECK(std::abs((sign < 0 ? p.quantile_5 : p.quantile_95) - gaussian.mean(row) -
                     sign * 1.6449 * s) < sigmas * 2.11 * s / std::sqrt(ess));
    const Eigen::ArrayXd x = result.of_parameter(i).reshaped().array() - gaussian.mean(row);
    for (std::size_t j = 0; j <= i; ++j) {
      const auto column = static_cast<Eigen::Index>(j);
      const Eigen::ArrayXd y = result.of_parameter(j).reshaped().array() - gaussian.mean(column);
      CAPTURE(j);
      // standard error of a normal covariance is at most sqrt(2) s_i s_j / sqrt(ess); squares
      // have a longer autocorrelation in a random walk than the bulk has: twice
      CHECK(std::abs((x * y).mean() - gaussian.covariance(row, column)) <
            sigmas * std::sqrt(4.0 / ess) * s * gaussian.deviation(column));
    }
  }
  return ess;
}

}  // namespace smeftscan::sampling
