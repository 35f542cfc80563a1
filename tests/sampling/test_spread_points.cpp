// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/spread_points.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"

using namespace smeftscan;

TEST_CASE("A few points are spread along every axis of any dimension", "[sampling]") {
  for (int dimension = 1; dimension <= 30; ++dimension) {
    const Rows points = sampling::spread_points(8, dimension);
    CHECK((points.array() > 0.0).all());
    CHECK((points.array() < 1.0).all());
    for (int axis = 0; axis < dimension; ++axis) {
      CAPTURE(dimension, axis);
      std::vector<double> values(8);
      for (int k = 0; k < 8; ++k) values[static_cast<std::size_t>(k)] = points(k, axis);
      std::sort(values.begin(), values.end());
      for (std::size_t k = 1; k < 8; ++k) REQUIRE(values[k] - values[k - 1] > 1e-3);
      CHECK(values.back() - values.front() > 0.6);
      CHECK(values.front() < 0.4);
      CHECK(values.back() > 0.6);
    }
  }
}

TEST_CASE("Points do not lie on a line of two axes", "[sampling]") {
  const Rows points = sampling::spread_points(64, 30);
  for (int i = 0; i < 30; ++i)
    for (int j = 0; j < i; ++j) {
      CAPTURE(i, j);
      const auto x = (points.col(i).array() - points.col(i).mean()).eval();
      const auto y = (points.col(j).array() - points.col(j).mean()).eval();
      const double correlation = (x * y).sum() / std::sqrt((x * x).sum() * (y * y).sum());
      CHECK(std::abs(correlation) < 0.8);
    }
}
