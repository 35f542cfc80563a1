// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;
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

TEST_CASE("Lists of other programs are read as they come", "[sampling]") {
  Rows expected(2, 2);
  expected << -0.17, 1.5, 1e-3, -25.0;
  const auto text = GENERATE(std::string("\"gl_11\",\"gl_22\"\n\"-0.17\",\"1.5\"\n1e-3,\"-25\"\n"),
                             std::string("# gl_11,gl_22\n-1.7e-01,1.5e+00\n1.0e-03,-2.5e+01\n"),
                             std::string("# a remark, with a comma\n# gl_11, gl_22\n-0.17,1.5\n"
                                         "# between\n1e-3,-25\n"),
                             std::string("\xEF\xBB\xBF\"gl_11\" , gl_22\r\n-0.17,1.5\r\n1e-3,-25"));
  const auto table = read_points_csv(text, "points.csv");
  CHECK(table.names == std::vector<std::string>{"gl_11", "gl_22"});
  CHECK(table.rows == expected);
}

TEST_CASE("Columns that are no parameters are passed over, whatever they hold", "[sampling]") {
  const auto knows = [](const std::string& name) { return name == "x" || name == "a \"b\""; };
  const auto table = read_points_csv(
      ",note,x,\"<Rmue>(B+->Kll)[1.1,6]\",\"a \"\"b\"\"\",note\n"
      "0,\"good, so far\",1.5,nan,2,\n"
      "1,,2.5,,3,inf\n",
      "points.csv", knows);
  CHECK(table.names == std::vector<std::string>{"x", "a \"b\""});
  Rows expected(2, 2);
  expected << 1.5, 2.0, 2.5, 3.0;
  CHECK(table.rows == expected);
  CHECK_THROWS_WITH(read_points_csv("y,z\n1,2\n", "points.csv", knows),
                    Contains("points.csv:1: no column is a parameter"));
  CHECK_THROWS_WITH(read_points_csv("x,y\n1,2\nnan,2\n", "points.csv", knows),
                    Contains("points.csv:3: x: 'nan'"));
  CHECK_THROWS_WITH(read_points_csv("x,x\n1,2\n", "points.csv", knows), Contains("'x' twice"));
}

TEST_CASE("A wrong list is refused with file and line", "[sampling]") {
  const auto [text, message] = GENERATE(table<std::string, std::string>({
      {"", "points.csv:0: the list of points is empty"},
      {"a,b\n", "points.csv:1: no point follows"},
      {"a,a\n1,2\n", "points.csv:1: the header has the column 'a' twice"},
      {"a,\n1,2\n", "points.csv:1: a column has no name"},
      {"a,b\n1,2\n1\n", "points.csv:3: 1 columns (the header has 2)"},
      {"a,b\n1,2,3\n", "points.csv:2: 3 columns"},
      {"a,b\n\n1,\n", "points.csv:3: b: '' is not a finite number"},
      {"a,b\n1,nan\n", "points.csv:2: b: 'nan'"},
      {"a,b\n1,2\ninf,2\n", "points.csv:3: a: 'inf'"},
      {"a,b\n1,2x\n", "points.csv:2: b: '2x'"},
      {"a\n1e999\n", "points.csv:2: a: '1e999'"},
      {"a\n1 2\n", "points.csv:2: a: '1 2'"},
      {"0.1,0.2\n0.3,0.4\n", "points.csv:1: no names of columns"},
      {"# a\n0.1,0.2\n", "points.csv:2: no names of columns"},
      {"a,\"b\n1,2\n", "points.csv:1: a quote is not closed"},
      {"a,\"b\"c\n1,2\n", "points.csv:1: text stands behind a closing quote"},
  }));
  CHECK_THROWS_AS(read_points_csv(text, "points.csv"), InputError);
  CHECK_THROWS_WITH(read_points_csv(text, "points.csv"), Contains(message));
}

TEST_CASE("A listed point outside the ranges is known to be outside", "[sampling]") {
  PointList list(ParameterSpace({{.name = "a", .unit = "1", .lower = -1.0, .upper = 1.0}}),
                 read_points_csv("a\n0.5\n1\n1.5\n-7\n", "points.csv"), "points.csv");
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
