// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/random.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

TEST_CASE("philox gives the known answers of Random123", "[base]") {
  // "philox4x64 10" of tests/kat_vectors in Random123 1.14
  using Block = std::array<std::uint64_t, 4>;
  const std::uint64_t ones = ~std::uint64_t{0};
  CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
        Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
  CHECK(philox({ones, ones, ones, ones}, {ones, ones}) ==
        Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
  CHECK(philox({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
               {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
        Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

TEST_CASE("every part of the address changes the number, and nothing else does", "[base]") {
  std::set<double> different;
  for (std::uint64_t a : {0, 1})
    for (std::uint64_t b : {0, 1})
      for (std::uint64_t c : {0, 1})
        for (std::uint64_t d : {0, 1}) {
          different.insert(Random{a, b, c}.uniform(d));
          different.insert(Random{a, b, c}.normal(d));
          CHECK(Random{a, b, c}.uniform(d) == Random{a, b, c}.uniform(d));
        }
  CHECK(different.size() == 32);
}

TEST_CASE("uniform and normal numbers have their distributions and are uncorrelated", "[base]") {
  constexpr int n = 100000;
  std::vector<double> cells(20, 0.0);
  double mean = 0.0, square = 0.0, fourth = 0.0, neighbours = 0.0, mixed = 0.0;
  for (int i = 0; i < n; ++i) {
    const Random random{42, 7, static_cast<std::uint64_t>(i)};
    const double u = random.uniform(3);
    const double x = random.normal(3);
    REQUIRE((u > 0.0 && u < 1.0));
    cells[static_cast<std::size_t>(u * 20.0)] += 1.0;
    mean += x / n;
    square += x * x / n;
    fourth += x * x * x * x / n;
    neighbours += x * random.normal(4) / n;
    mixed += x * (u - 0.5) / n;
  }
  double chi_square = 0.0;
  for (const double cell : cells) chi_square += (cell - n / 20.0) * (cell - n / 20.0) / (n / 20.0);
  CHECK(chi_square < 43.8);  // 19 degrees of freedom: probability 0.001
  // four standard deviations of each mean
  CHECK(std::abs(mean) < 4.0 / std::sqrt(n));
  CHECK(std::abs(square - 1.0) < 4.0 * std::sqrt(2.0 / n));
  CHECK(std::abs(fourth - 3.0) < 4.0 * std::sqrt(96.0 / n));
  CHECK(std::abs(neighbours) < 4.0 / std::sqrt(n));
  CHECK(std::abs(mixed) < 4.0 / std::sqrt(12.0 * n));
}

TEST_CASE("a choice among n takes each with equal probability", "[base]") {
  std::vector<int> counts(7, 0);
  for (std::uint64_t i = 0; i < 70000; ++i) ++counts[Random{1, 0, i}.below(7, 0)];
  // five standard deviations
  for (const int count : counts) CHECK(std::abs(count - 10000) < 5.0 * std::sqrt(10000.0 * 6 / 7));
  CHECK(Random{}.below(1, 0) == 0);
  CHECK_THROWS_AS(Random{}.below(0, 0), ContractError);
}

TEST_CASE("the quantiles of the normal distribution are those of tables, into both tails",
          "[base]") {
  // statistics.NormalDist().inv_cdf of Python 3.11 (Wichura, algorithm AS 241)
  CHECK(normal_quantile(0.975) == Approx(1.9599639845400536).epsilon(1e-15));
  CHECK(std::abs(normal_quantile(0.5)) < 1e-15);
  CHECK(normal_quantile(1e-10) == Approx(-6.361340902404056).epsilon(1e-14));
  CHECK(normal_quantile(1e-300) == Approx(-37.0471).epsilon(1e-6));
  CHECK(normal_probability(-10.0) == Approx(7.61985302416052606597e-24).epsilon(1e-14));
  for (const double p : {1e-200, 1e-20, 1e-5, 0.01, 0.3, 0.7, 0.999}) {
    CAPTURE(p);
    CHECK(normal_probability(normal_quantile(p)) == Approx(p).epsilon(1e-12));
  }
  CHECK_THROWS_AS(normal_quantile(0.0), ContractError);
  CHECK_THROWS_AS(normal_quantile(1.0), ContractError);
}
