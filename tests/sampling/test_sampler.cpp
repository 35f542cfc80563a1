// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler.hpp"

#include <array>

#include "smeftscan/base/number_text.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/point_list.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::sampling;
using Catch::Contains;

namespace {

ParameterSpace line(long long points) {
  return ParameterSpace({{.name = "x", .unit = "1", .lower = 0.0, .upper = 1.0, .points = points}});
}

}  // namespace

TEST_CASE("a grid and a list remember that they have asked", "[sampling]") {
  Grid asked(line(5));
  asked.ask();
  Grid fresh(line(5));
  fresh.restore(Grid(line(5)).snapshot());
  CHECK(fresh.ask().count == 5);
  Grid resumed(line(5));
  resumed.restore(asked.snapshot());
  CHECK(resumed.ask().count == 0);
  CHECK_THROWS_WITH(Grid(line(6)).restore(asked.snapshot()), Contains("number of points is 5"));

  const auto table = read_points_csv("x\n0.5\n0.7\n", "points.csv");
  PointList list(line(0), table, "points.csv");
  list.ask();
  PointList same(line(0), table, "points.csv");
  same.restore(list.snapshot());
  CHECK(same.ask().count == 0);
  CHECK_THROWS_WITH(same.restore(asked.snapshot()), Contains("another sampler"));
}

TEST_CASE("samplers that do not learn say so, and need not follow", "[sampling]") {
  Grid grid(line(5));
  CHECK_FALSE(grid.learns());
  CHECK(grid.largest_request() == 5);
  CHECK(grid.posterior() == nullptr);
  CHECK(grid.seed() == 0);
  CHECK(grid.options().empty());
  grid.follow(grid.ask(), grid.points(0, 5));
}

TEST_CASE("a snapshot gives back what was written, in the order of writing", "[sampling]") {
  Rows table(2, 3);
  table << 1, 2, 3, 4, 5, 6;
  SnapshotWriter writer("test", 7);
  writer.add(std::int64_t{-3});
  writer.add(0.1);
  writer.add(std::string_view("text"));
  writer.add(std::span<const double>(std::array{1.5, -2.5}));
  writer.add(std::span<const std::int64_t>(std::array<std::int64_t, 1>{9}));
  writer.add(table);
  SnapshotReader reader(writer.bytes(), "test", 7);
  CHECK(reader.integer() == -3);
  CHECK(reader.number() == 0.1);
  CHECK(reader.text() == "text");
  std::array<double, 2> numbers{};
  reader.read(numbers);
  CHECK(numbers == std::array{1.5, -2.5});
  std::array<std::int64_t, 1> integers{};
  reader.read(integers);
  CHECK(integers[0] == 9);
  CHECK(reader.rows(3) == table);
  CHECK_NOTHROW(reader.finish());
  CHECK_THROWS_AS(reader.integer(), InputError);
}

TEST_CASE("a snapshot of another sampler, version or length is refused", "[sampling]") {
  SnapshotWriter writer("test", 7);
  writer.add(std::span<const double>(std::array{1.5, -2.5}));
  CHECK_THROWS_WITH(SnapshotReader(writer.bytes(), "other", 7), Contains("another sampler"));
  CHECK_THROWS_WITH(SnapshotReader(writer.bytes(), "test", 8), Contains("version"));
  CHECK_THROWS_WITH(SnapshotReader("", "test", 7), Contains("too early"));
  std::array<double, 3> numbers{};
  CHECK_THROWS_WITH(SnapshotReader(writer.bytes(), "test", 7).read(numbers),
                    Contains("another length"));
  CHECK_THROWS_WITH(SnapshotReader(writer.bytes(), "test", 7).rows(3),
                    Contains("number of columns"));
  CHECK_THROWS_WITH(SnapshotReader(writer.bytes(), "test", 7).finish(), Contains("left over"));
  SnapshotWriter lying("test", 7);
  lying.add(std::int64_t{1} << 60);  // a length that no memory holds
  CHECK_THROWS_AS(SnapshotReader(lying.bytes(), "test", 7).rows(1), InputError);
  CHECK_THROWS_AS(SnapshotReader(lying.bytes(), "test", 7).count(5), InputError);
}

TEST_CASE("a number is written so that YAML reads it back", "[sampling]") {
  CHECK(yaml_number(0.1) == "0.1");
  CHECK(yaml_number(1e-7) == "1.0e-07");
  CHECK(yaml_number(-2.5e30) == "-2.5e+30");
  CHECK(yaml_number(64.0) == "64");
}
