// SPDX-License-Identifier: MIT
// Posteriors that are known, for every sampler that draws.

#include "sampling/known_posterior.hpp"
#include "smeftscan/base/random.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

TEST_CASE("chains follow the bent valley of Rosenbrock's function", "[sampling]") {
  const std::string job =
      GENERATE("metropolis: {chains: 8, steps: 20000, seed: 4}",
               "ensemble: {walkers: 64, steps: 3000, seed: 4}", "nested: {live: 1000, seed: 4}");
  CAPTURE(job);
  // x is normal about 1 with deviation 1, y about x^2 with deviation 1/2
  const auto sampler = sampler_of(job, 2, "[-30, 30]");
  const ChainResult& result = run(*sampler, [](const Eigen::VectorXd& x) {
    const double valley = (x(1) - x(0) * x(0)) / 0.5;
    return -0.5 * ((x(0) - 1.0) * (x(0) - 1.0) + valley * valley);
  });
  const ChainSummary summary = summarise(result);
  const double four_sigma = 4.0 / std::sqrt(summary.smallest_ess());
  CHECK(summary.smallest_ess() > 200.0);
  const auto& [x, y] = std::tie(summary.parameters[0], summary.parameters[1]);
  CHECK(x.mean == Approx(1.0).margin(four_sigma));
  CHECK(x.standard_deviation == Approx(1.0).margin(four_sigma));
  CHECK(x.quantile_5 == Approx(1.0 - 1.6449).margin(four_sigma * 2.11));
  CHECK(x.quantile_95 == Approx(1.0 + 1.6449).margin(four_sigma * 2.11));
  // E y = 1 + 1; var y = 4 + 2 + 1/4
  CHECK(y.mean == Approx(2.0).margin(four_sigma * std::sqrt(6.25)));
  // quantiles of y by numerical integration over x, errors sqrt(q (1 - q)) / density
  CHECK(y.quantile_5 == Approx(-0.3964).margin(four_sigma * 1.387));
  CHECK(y.median == Approx(1.1860).margin(four_sigma * 2.217));
  CHECK(y.quantile_95 == Approx(7.0501).margin(four_sigma * 11.155));
  // the deviations of these products; they have half of the effective draws, see check_gaussian
  const Eigen::ArrayXd u = result.of_parameter(0).reshaped().array() - 1.0;
  const Eigen::ArrayXd v = result.of_parameter(1).reshaped().array() - 2.0;
  CHECK((u * v).mean() == Approx(2.0).margin(std::sqrt(2.0) * four_sigma * 4.27));
  CHECK(v.square().mean() == Approx(6.25).margin(std::sqrt(2.0) * four_sigma * 17.8));
}

TEST_CASE("nested sampling draws from correlated Gaussians", "[sampling]") {
  const int dimension = GENERATE(2, 5);
  CAPTURE(dimension);
  const CorrelatedGaussian gaussian(dimension, 0.9);
  const auto sampler =
      sampler_of("nested: {live: 1000, seed: 5}", static_cast<std::size_t>(dimension), "[-40, 40]");
  check_gaussian(run(*sampler, gaussian), gaussian, 4.0);
}

TEST_CASE("chains give two modes their weights", "[sampling]") {
  const std::string job = GENERATE("metropolis: {chains: 8, steps: 20000, seed: 6}",
                                   "ensemble: {walkers: 64, steps: 3000, seed: 6}");
  CAPTURE(job);
  // one third at (-3, -3), two thirds at (3, 3), deviations 1
  const auto sampler = sampler_of(job, 2, "[-20, 20]");
  const ChainResult& result = run(*sampler, [](const Eigen::VectorXd& x) {
    const Eigen::Array2d centre = Eigen::Array2d::Constant(3.0);
    return std::log(std::exp(-0.5 * (x.array() + centre).square().sum()) +
                    2.0 * std::exp(-0.5 * (x.array() - centre).square().sum()));
  });
  const ChainSummary summary = summarise(result);
  const double four_sigma = 4.0 / std::sqrt(summary.smallest_ess());
  CHECK(summary.smallest_ess() > 200.0);
  const Eigen::ArrayXd x = result.of_parameter(0).reshaped().array();
  CHECK((x > 0.0).cast<double>().mean() == Approx(2.0 / 3.0).margin(four_sigma * 0.471));
  CHECK(x.mean() == Approx(1.0).margin(four_sigma * 3.0));
  // variance 1 + 36 * 2/9
  CHECK((x - 1.0).square().mean() == Approx(9.0).margin(four_sigma * 9.0));
  const Eigen::ArrayXd y = result.of_parameter(1).reshaped().array();
  // 36 * 2/9: the modes alone
  CHECK(((x - 1.0) * (y - 1.0)).mean() == Approx(8.0).margin(four_sigma * 9.0));
  // quantiles of the mixture, errors sqrt(q (1 - q)) / density
  CHECK(summary.parameters[0].quantile_5 == Approx(-4.0364).margin(four_sigma * 2.80));
  CHECK(summary.parameters[0].median == Approx(2.3255).margin(four_sigma * 2.36));
  CHECK(summary.parameters[0].quantile_95 == Approx(4.4395).margin(four_sigma * 2.31));
}

TEST_CASE("quoted intervals of 90 % hold the truth nine times in ten", "[sampling]") {
  const std::string options =
      GENERATE("metropolis: {chains: 4, steps: 500, seed: ",
               "ensemble: {walkers: 16, steps: 150, seed: ", "nested: {live: 100, seed: ");
  CAPTURE(options);
  constexpr int runs = 300;
  int covered = 0;
  for (int k = 0; k < runs; ++k) {
    // a truth from the prior, a measurement of it, and what the chains make of that
    const Random random{2024, 0, static_cast<std::uint64_t>(k)};
    const double truth = -3.0 + 6.0 * random.uniform(0);
    const double measured = truth + random.normal(0);
    const auto sampler = sampler_of(options + std::to_string(k) + "}", 1, "[-3, 3]");
    const Rows draws = run(*sampler, [&](const Eigen::VectorXd& x) {
                         return -0.5 * (x(0) - measured) * (x(0) - measured);
                       }).of_parameter(0);
    covered += quantile(draws, 0.05) <= truth && truth <= quantile(draws, 0.95) ? 1 : 0;
  }
  // three standard deviations of a binomial count
  CHECK(std::abs(covered - 0.9 * runs) < 3.0 * std::sqrt(0.09 * runs));
}
