// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/ensemble.hpp"

#include "sampling/known_posterior.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;

TEST_CASE("an ensemble draws from correlated Gaussians in 2, 5 and 20 dimensions", "[sampling]") {
  const auto [dimension, steps, fraction] = GENERATE(table<int, int, double>(
      {{2, 1000, 0.0}, {2, 1000, 1.0}, {5, 2000, 0.0}, {5, 2000, 1.0}, {20, 4000, 0.5}}));
  CAPTURE(dimension, fraction);
  const CorrelatedGaussian gaussian(dimension, 0.9);
  const auto sampler =
      sampler_of("ensemble: {walkers: 64, seed: 5, steps: " + std::to_string(steps) +
                     ", differential_evolution: " + std::to_string(fraction) + "}",
                 static_cast<std::size_t>(dimension), "[-200, 200]");
  check_gaussian(run(*sampler, gaussian), gaussian, 4.0);
}
