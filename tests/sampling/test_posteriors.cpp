// SPDX-License-Identifier: MIT
// Posteriors that are not Gaussian, for every sampler of chains.
#include <catch2/catch.hpp>

#include "sampling/known_posterior.hpp"
#include "smeftscan/base/random.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

TEST_CASE("chains follow the bent valley of Rosenbrock's function", "[sampling]") {
  const std::string job = GENERATE("metropolis: {chains: 8, steps: 20000, seed: 4}",
                                   "ensemble: {walkers: 64, steps: 3000, seed: 4}");
  CAPTURE(job);
  // x is normal about 1 with deviation 1, y about x^2 with deviation 1/2
  const auto sampler = sampler_of(job, 2, "[-30, 30]");
  const ChainSummary summary = summarise(run(*sampler, [](const Eigen::VectorXd& x) {
    const double valley = (x(1) - x(0) * x(0)) / 0.5;
    return -0.5 * ((x(0) - 1.0) * (x(0) - 1.0) + valley * valley);
  }));
  const double four_sigma = 4.0 / std::sqrt(summary.smallest_ess());
  CHECK(summary.smallest_ess() > 200.0);
  const auto& [x, y] = std::tie(summary.parameters[0], summary.parameters[1]);
  CHECK(x.mean == Approx(1.0).margin(four_sigma));
  CHECK(x.standard_deviation == Approx(1.0).margin(four_sigma));
  CHECK(x.quantile_5 == Approx(1.0 - 1.6449).margin(four_sigma * 2.11));
  CHECK(x.quantile_95 == Approx(1.0 + 1.6449).margin(four_sigma * 2.11));
  // E y = 1 + 1; var y = 4 + 2 + 1/4
  CHECK(y.mean == Approx(2.0).margin(four_sigma * std::sqrt(6.25)));
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
}

TEST_CASE("quoted intervals of 90 % hold the truth nine times in ten", "[sampling]") {
  const std::string sampler_name = GENERATE("metropolis", "ensemble");
  CAPTURE(sampler_name);
  constexpr int runs = 300;
  int covered = 0;
  for (int k = 0; k < runs; ++k) {
    // a truth from the prior, a measurement of it, and what the chains make of that
    const Random random{2024, 0, static_cast<std::uint64_t>(k)};
    const double truth = -3.0 + 6.0 * random.uniform(0);
    const double measured = truth + random.normal(0);
    const std::string options = sampler_name == "metropolis" ? "{chains: 4, steps: 500, seed: "
                                                             : "{walkers: 16, steps: 150, seed: ";
    const auto sampler =
        sampler_of(sampler_name + ": " + options + std::to_string(k) + "}", 1, "[-3, 3]");
    const Rows draws = run(*sampler, [&](const Eigen::VectorXd& x) {
                         return -0.5 * (x(0) - measured) * (x(0) - measured);
                       }).of_parameter(0);
    covered += quantile(draws, 0.05) <= truth && truth <= quantile(draws, 0.95) ? 1 : 0;
  }
  // three standard deviations of a binomial count
  CHECK(std::abs(covered - 0.9 * runs) < 3.0 * std::sqrt(0.09 * runs));
}
