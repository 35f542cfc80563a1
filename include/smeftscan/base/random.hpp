// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

/// Random numbers without state: each is a pure function of its address (seed, stream, step,
/// index), so that a chain draws the same ones on any rank, in any order, after any restart.
namespace smeftscan {

/// The block cipher behind them, Philox4x64 with 10 rounds [Random123].
std::array<std::uint64_t, 4> philox(const std::array<std::uint64_t, 4>& counter,
                                    const std::array<std::uint64_t, 2>& key);

/// The random numbers of one step of one stream (a chain, a walker). Uniform and normal numbers of
/// one index are independent of each other.
struct Random {
  std::uint64_t seed = 0;
  std::uint64_t stream = 0;
  std::uint64_t step = 0;

  /// In the open interval (0, 1): (k + 1/2) 2^-52.
  double uniform(std::uint64_t index) const;
  /// Of mean 0 and variance 1 (Box and Muller 1958).
  double normal(std::uint64_t index) const;
  /// One of 0, 1, ..., n - 1; probabilities differ by less than n 2^-52.
  std::uint64_t below(std::uint64_t n, std::uint64_t index) const;
};

/// The distribution function of the normal distribution, to some 1e-16 also far below 0.
double normal_probability(double x);
/// Its inverse on (0, 1), to some 1e-15.
double normal_quantile(double probability);

}  // namespace smeftscan
