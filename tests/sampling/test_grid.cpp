// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/grid.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using sampling::FreeParameter;
using sampling::Grid;
using sampling::ParameterSpace;
using sampling::Spacing;

namespace {

FreeParameter axis(double lower, double upper, long long points,
                   Spacing spacing = Spacing::linear) {
  return {.name = "x",
          .unit = "1",
          .lower = lower,
          .upper = upper,
          .points = points,
          .spacing = spacing};
}

}  // namespace

TEST_CASE("An axis is exact at both ends and ascends", "[sampling]") {
  const auto [lower, upper, points, spacing] = GENERATE(table<double, double, long long, Spacing>({
      {-2.0, 2.0, 81, Spacing::linear},
      {0.1, 0.7, 7, Spacing::linear},
      {-1e-7, 3e-7, 1001, Spacing::linear},
      {1e-9, 3e-6, 50, Spacing::log},
      {91.2, 1e4, 2, Spacing::log},
      {-8e307, 8e307, 81, Spacing::linear},
      {0.0, 1.7e308, 1001, Spacing::linear},
      {1e-300, 1e300, 7, Spacing::log},
  }));
  const std::vector<double> values = sampling::axis_values(axis(lower, upper, points, spacing));
  REQUIRE(values.size() == static_cast<std::size_t>(points));
  CHECK(values.front() == lower);
  CHECK(values.back() == upper);
  CHECK(std::is_sorted(values.begin(), values.end(), std::less_equal<>()));
}

TEST_CASE("A range of round numbers gives round coordinates", "[sampling]") {
  const std::vector<double> values = sampling::axis_values(axis(-2.0, 2.0, 81));
  CHECK(values[39] == -0.05);
  CHECK(values[40] == 0.0);
  CHECK(values[41] == 0.05);
}

TEST_CASE("A logarithmic axis has equal ratios", "[sampling]") {
  const std::vector<double> values = sampling::axis_values(axis(1e-3, 1e3, 7, Spacing::log));
  for (std::size_t i = 1; i < values.size(); ++i)
    CHECK(values[i] / values[i - 1] == Approx(10.0).epsilon(1e-13));
}

TEST_CASE("An axis of one point stands at the lower end", "[sampling]") {
  CHECK(sampling::axis_values(axis(-2.0, 2.0, 1)) == std::vector<double>{-2.0});
}

TEST_CASE("A grid is row-major, the last parameter fastest", "[sampling]") {
  Grid grid(ParameterSpace({axis(0.0, 1.0, 2), axis(10.0, 30.0, 3)}));
  CHECK(grid.total() == 6);
  Rows expected(6, 2);
  expected << 0, 10, 0, 20, 0, 30, 1, 10, 1, 20, 1, 30;
  CHECK(grid.points(0, 6) == expected);
  CHECK(grid.shape().axes[1].values == std::vector<double>{10.0, 20.0, 30.0});
}

TEST_CASE("Points of a grid depend on their numbers alone", "[sampling]") {
  const Grid grid(ParameterSpace({axis(-1.0, 1.0, 7), axis(1.0, 2.0, 5), axis(0.0, 3.0, 3)}));
  const Rows all = grid.points(0, grid.total());
  for (long long first = 0; first + 4 <= grid.total(); first += 3)
    CHECK(grid.points(first, 4) == all.middleRows(first, 4));
  CHECK(grid.points(grid.total(), 0).rows() == 0);
  CHECK_THROWS_AS(grid.points(grid.total() - 1, 2), ContractError);
}

TEST_CASE("A grid asks once for every point and is then finished", "[sampling]") {
  Grid grid(ParameterSpace({axis(0.0, 1.0, 5)}));
  const auto request = grid.ask();
  CHECK(request.first == 0);
  CHECK(request.count == 5);
  CHECK(grid.known_status(3) == PointStatus::not_computed);
  CHECK(grid.ask().count == 0);
}
