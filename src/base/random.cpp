// SPDX-License-Identifier: MIT
#include "smeftscan/base/random.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"

namespace smeftscan {

namespace {

enum Purpose : std::uint64_t { uniforms = 0, normals = 1 };

std::array<std::uint64_t, 4> block(const Random& random, std::uint64_t index, Purpose purpose) {
  return philox({random.step, index, purpose, 0}, {random.seed, random.stream});
}

/// 52 bits, so that one half more is exact and neither end is reached.
double to_unit(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

}  // namespace

std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                    const std::array<std::uint64_t, 2>& key) {
  const r123::Philox4x64::ctr_type c{{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x64::key_type k{{key[0], key[1]}};
  const r123::Philox4x64::ctr_type result = r123::Philox4x64{}(c, k);
  return {result[0], result[1], result[2], result[3]};
}

double Random::uniform(std::uint64_t index) const {
  return to_unit(block(*this, index, uniforms)[0]);
}

double Random::normal(std::uint64_t index) const {
  const auto words = block(*this, index, normals);
  return std::sqrt(-2.0 * std::log(to_unit(words[0]))) *
         std::cos(2.0 * std::numbers::pi * to_unit(words[1]));
}

std::uint64_t Random::below(std::uint64_t n, std::uint64_t index) const {
  expect(n > 0 && n < (std::uint64_t{1} << 52), "a choice among at least one and below 2^52");
  return std::min(n - 1, static_cast<std::uint64_t>(uniform(index) * static_cast<double>(n)));
}

double normal_probability(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

double normal_quantile(double probability) {
  expect(probability > 0.0 && probability < 1.0, "a probability between 0 and 1");
  // Solved in the lower half, where the probability keeps all its digits.
  const double p = std::min(probability, 1.0 - probability);
  // Abramowitz and Stegun 26.2.23, to 4.5e-4, then Halley's iteration, which cubes the error.
  const double t = std::sqrt(-2.0 * std::log(p));
  double x = (2.515517 + t * (0.802853 + t * 0.010328)) /
                 (1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308))) -
             t;
  for (int i = 0; i < 2; ++i) {
    const double density = std::exp(-0.5 * x * x) / std::sqrt(2.0 * std::numbers::pi);
    const double newton = (normal_probability(x) - p) / density;
    x -= newton / (1.0 + 0.5 * x * newton);
  }
  return probability < 0.5 ? x : -x;
}

}  // namespace smeftscan
