// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/metropolis.hpp"

#include "sampling/known_posterior.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

TEST_CASE("adaptive chains draw from correlated Gaussians in 2, 5 and 20 dimensions",
          "[sampling]") {
  const auto [dimension, steps] = GENERATE(table<int, int>({{2, 5000}, {5, 8000}, {20, 12000}}));
  CAPTURE(dimension);
  const CorrelatedGaussian gaussian(dimension, 0.9);
  const auto sampler =
      sampler_of("metropolis: {chains: 8, seed: 3, steps: " + std::to_string(steps) + "}",
                 static_cast<std::size_t>(dimension), "[-200, 200]");
  const ChainResult& result = run(*sampler, gaussian);
  const double ess = check_gaussian(result, gaussian, 4.0);
  // the optimal random walk is worth 0.331/d of its steps in many dimensions: a third of that
  CHECK(ess > 0.1 / dimension * 8 * steps);
  const double wanted = 0.234 + 0.206 / dimension;
  CHECK(summarise(result).acceptance_rate == Approx(wanted).margin(0.07));
}
