// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/diagnostics.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "smeftscan/base/random.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

namespace {

/// Chains x_t = memory x_{t-1} + sqrt(1 - memory^2) e_t, normal with variance 1; chain c about
/// c * offset.
Rows autoregressive(Eigen::Index draws, Eigen::Index chains, double memory, double offset = 0.0) {
  Rows result(draws, chains);
  for (Eigen::Index c = 0; c < chains; ++c) {
    double x = Random{77, static_cast<std::uint64_t>(c), 0}.normal(0);
    for (Eigen::Index t = 0; t < draws; ++t) {
      const Random random{77, static_cast<std::uint64_t>(c), static_cast<std::uint64_t>(t + 1)};
      x = memory * x + std::sqrt(1.0 - memory * memory) * random.normal(0);
      result(t, c) = x + offset * static_cast<double>(c);
    }
  }
  return result;
}

/// R-hat, bulk and tail effective sample size, autocorrelation time as diagnostics.py has them.
std::array<double, 4> second_opinion(const Rows& draws) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("smeftscan_test_diagnostics_" + std::to_string(::getpid()));
  {
    std::ofstream out(file);
    out.precision(17);
    out << draws << "\n";
  }
  const std::string command = "/usr/bin/python3 -B '" SMEFTSCAN_SOURCE_DIR
                              "/tests/sampling/diagnostics.py' '" +
                              file.string() + "'";
  std::array<double, 4> result{};
  FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (double& value : result) CHECK(std::fscanf(pipe, "%lf", &value) == 1);
  CHECK(::pclose(pipe) == 0);
  std::filesystem::remove(file);
  return result;
}

}  // namespace

TEST_CASE("diagnostics equal a second implementation of the published formulas", "[sampling]") {
  const Rows draws = GENERATE(
      autoregressive(1000, 4, 0.0), autoregressive(1000, 4, 0.9), autoregressive(777, 8, 0.5),
      autoregressive(500, 4, -0.7), autoregressive(400, 3, 0.95, 0.5),
      // heavy tails, and many equal values as a chain that rejects has them
      Rows(autoregressive(600, 4, 0.3).array().cube()),
      Rows((5.0 * autoregressive(600, 4, 0.8)).array().round()), autoregressive(8, 2, 0.2));
  const auto [rhat, bulk, tail, tau] = second_opinion(draws);
  CAPTURE(draws.rows(), draws.cols());
  CHECK(rank_normalised_split_rhat(draws) == Approx(rhat).epsilon(1e-9));
  CHECK(bulk_ess(draws) == Approx(bulk).epsilon(1e-9));
  CHECK(tail_ess(draws) == Approx(tail).epsilon(1e-9));
  CHECK(autocorrelation_time(draws) == Approx(tau).epsilon(1e-9));
}

TEST_CASE("an autoregressive chain has the autocorrelation time (1 + a)/(1 - a)", "[sampling]") {
  const Rows draws = autoregressive(20000, 8, 0.8);
  // the variance of such an estimate is 2 (2 M + 1)/N tau^2 with the window M = 5 tau: 3 %
  CHECK(autocorrelation_time(draws) == Approx(9.0).epsilon(0.1));
  CHECK(bulk_ess(draws) == Approx(160000.0 / 9.0).epsilon(0.1));
  CHECK(rank_normalised_split_rhat(draws) < 1.002);
}

TEST_CASE("chains in different places, and chains of different width, are told", "[sampling]") {
  CHECK(rank_normalised_split_rhat(autoregressive(500, 4, 0.0, 0.5)) > 1.05);
  Rows scaled = autoregressive(500, 4, 0.0);
  scaled.col(0) *= 3.0;
  CHECK(rank_normalised_split_rhat(scaled) > 1.05);
  CHECK(rank_normalised_split_rhat(autoregressive(500, 4, 0.0)) < 1.01);
}

TEST_CASE("too few, equal, or infinite draws have no diagnostics", "[sampling]") {
  Rows infinite = autoregressive(100, 2, 0.0);
  infinite(3, 1) = INFINITY;
  for (const Rows& draws : {autoregressive(7, 2, 0.0), Rows(Rows::Ones(100, 2)), infinite}) {
    CHECK(std::isnan(rank_normalised_split_rhat(draws)));
    CHECK(std::isnan(bulk_ess(draws)));
    CHECK(std::isnan(tail_ess(draws)));
    CHECK(std::isnan(autocorrelation_time(draws)));
  }
}

TEST_CASE("quantiles interpolate between order statistics", "[sampling]") {
  Rows draws(2, 2);
  draws << 4.0, 1.0, 3.0, 2.0;
  CHECK(quantile(draws, 0.0) == 1.0);
  CHECK(quantile(draws, 0.5) == 2.5);
  CHECK(quantile(draws, 0.9) == Approx(3.7));
  CHECK(quantile(draws, 1.0) == 4.0);
}
