// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include <catch2/catch.hpp>

#include "smeftscan/base/error.hpp"

using namespace smeftscan;
using Catch::Matchers::Contains;
using sampling::ParameterSpace;
using sampling::PointList;
using sampling::read_points_csv;

TEST_CASE("A list of points is read in its order", "[sampling]") {
  const auto table = read_points_csv(
      "# made by hand\r\n"
      "gl_11, gl_22\r\n"
      "-0.17,1.5\r\n"
      "\r\n"
      "+1e-3 , -2.5E+1\r\n",
      "points.csv");
  CHECK(table.names == std::vector<std::string>{"gl_11", "gl_22"});
  Rows expected(2, 2);
  expected << -0.17, 1.5, 1e-3, -25.0;
  CHECK(table.rows == expected);
}

TEST_CASE("A wrong list is refused with file and line", "[sampling]") {
  const auto [text, message] = GENERATE(table<std::string, std::string>({
      {"", "points.csv:0: the list of points is empty"},
      {"a,b\n", "points.csv:1: no point follows"},
      {"a,a\n1,2\n", "points.csv:1: the column 'a' stands twice"},
      {"a,\n1,2\n", "points.csv:1: a column has no name"},
      {"a,b\n1,2\n1\n", "points.csv:3: 1 columns (the header has 2)"},
      {"a,b\n1,2,3\n", "points.csv:2: 3 columns"},
      {"a,b\n\n1,\n", "points.csv:3: b: '' is no finite number"},
      {"a,b\n1,nan\n", "points.csv:2: b: 'nan'"},
      {"a,b\n1,2\ninf,2\n", "points.csv:3: a: 'inf'"},
      {"a,b\n1,2x\n", "points.csv:2: b: '2x'"},
      {"a\n1e999\n", "points.csv:2: a: '1e999'"},
      {"a\n1 2\n", "points.csv:2: a: '1 2'"},
  }));
  CHECK_THROWS_AS(read_points_csv(text, "points.csv"), InputError);
  CHECK_THROWS_WITH(read_points_csv(text, "points.csv"), Contains(message));
}

TEST_CASE("A listed point outside the ranges is known to be outside", "[sampling]") {
  PointList list(ParameterSpace({{.name = "a", .unit = "1", .lower = -1.0, .upper = 1.0}}),
                 read_points_csv("a\n0.5\n1\n1.5\n-7\n", "points.csv"));
  CHECK(list.total() == 4);
  CHECK(list.ask().count == 4);
  CHECK(list.ask().count == 0);
  CHECK(list.known_status(0) == PointStatus::not_computed);
  CHECK(list.known_status(1) == PointStatus::not_computed);
  CHECK(list.known_status(2) == PointStatus::outside);
  CHECK(list.known_status(3) == PointStatus::outside);
  CHECK(list.points(1, 2)(1, 0) == 1.5);
  CHECK_THROWS_AS(list.points(3, 2), ContractError);
}
