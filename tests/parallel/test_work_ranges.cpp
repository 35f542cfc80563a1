// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_ranges.hpp"

#include <vector>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using smeftscan::parallel::balanced_seconds;
using smeftscan::parallel::WorkPlan;
using smeftscan::parallel::WorkRange;
using smeftscan::parallel::WorkRanges;

namespace {

std::vector<WorkRange> cut(const WorkPlan& plan, int ranks, int threads, double seconds_per_point) {
  std::vector<WorkRange> cuts;
  for (WorkRanges ranges(plan, ranks, threads); !ranges.empty();) {
    cuts.push_back(ranges.take(20e-3, seconds_per_point));
  }
  return cuts;
}

}  // namespace

TEST_CASE("the ranges of a plan follow each other from its first to its last point") {
  const WorkPlan plan{GENERATE(0, 8, 13), GENERATE(0, 1, 7, 8, 1001), GENERATE(1, 8), 3};
  long long next = plan.first;
  for (const WorkRange& range : cut(plan, GENERATE(1, 5), GENERATE(1, 2), GENERATE(1e-6, 1e-2))) {
    CHECK(range.first == next);
    CHECK(range.count > 0);
    next += range.count;
  }
  CHECK(next == plan.first + plan.count);
}

TEST_CASE("ranges are cut at multiples of the unit counted from point 0") {
  const WorkPlan plan{13, 1001, 8, 3};
  const auto cuts = cut(plan, 3, 2, 1e-3);
  REQUIRE(cuts.size() > 1);
  for (std::size_t i = 1; i < cuts.size(); ++i) CHECK(cuts[i].first % 8 == 0);
}

TEST_CASE("a range lasts the time that was asked for") {
  WorkRanges ranges({0, 1'000'000, 8, 3}, 2, 1);
  CHECK(ranges.take(20e-3, 10e-6).count == 2000);
  CHECK(ranges.take(20e-3, 100e-6).count == 200);
  CHECK(ranges.take(20e-3, 1.0).count == 8);
}

TEST_CASE("threads have many units between their waits for each other, for a second at most") {
  CHECK(balanced_seconds(1e-3, 8, 1) == 0.0);
  CHECK(balanced_seconds(0.0, 8, 4) == 0.0);
  WorkRanges ranges({0, 1'000'000, 8, 3}, 1, 4);
  CHECK(ranges.take(balanced_seconds(1e-4, 8, 4), 1e-4).count == 32 * 4 * 8);
  CHECK(balanced_seconds(10.0, 8, 4) == 1.0);
}

TEST_CASE("a range has a unit for every thread") {
  WorkRanges ranges({0, 1'000'000, 8, 3}, 2, 4);
  CHECK(ranges.take(20e-3, 1.0).count == 32);
  CHECK(ranges.take_smallest().count == 32);
}

TEST_CASE("a range leaves every rank twenty of the whole and two of the rest") {
  WorkRanges ranges({0, 8000, 8, 3}, 4, 1);
  long long taken = ranges.take(20e-3, 1e-9).count;
  CHECK(taken <= 8000 / (20 * 4));
  while (taken < 7900) taken += ranges.take(20e-3, 1e-9).count;
  CHECK(ranges.take(20e-3, 1e-9).count == 8);
}

TEST_CASE("shared evenly, a rank gets four ranges, and the last is no smaller") {
  WorkRanges ranges({0, 8000, 8, 3}, 4, 1, smeftscan::parallel::Sharing::even);
  for (int i = 0; i < 16; ++i) CHECK(ranges.take(20e-3, 1e-9).count == 496);
  CHECK(ranges.rest().count == 8000 - 16 * 496);
}

TEST_CASE("ranges that are left are counted in smallest ones") {
  // a step of an ensemble of 32 walkers is two groups of eight
  WorkRanges ranges({16, 16, 8, 3}, 2, 1);
  CHECK(ranges.has(2));
  CHECK_FALSE(ranges.has(3));
  ranges.take_smallest();
  CHECK(ranges.has(1));
  CHECK_FALSE(ranges.has(2));
  CHECK_FALSE(WorkRanges({0, 32, 8, 3}, 2, 2).has(3));
  CHECK(WorkRanges({0, 33, 8, 3}, 2, 2).has(3));
}

TEST_CASE("a message of rows stays below 8 MiB, unless one unit has more") {
  WorkRanges narrow({0, 1'000'000'000, 8, 1000}, 2, 1);
  CHECK(narrow.take(20e-3, 1e-9).count * 1000 * 8 <= (8 << 20));
  WorkRanges wide({0, 1'000'000'000, 8, 1'000'000}, 2, 4);
  CHECK(wide.take(20e-3, 1e-9).count == 8);
}

TEST_CASE("a plan that cannot be is a broken contract") {
  const WorkPlan plan = GENERATE(WorkPlan{-1, 5, 8, 1}, WorkPlan{0, -5, 8, 1}, WorkPlan{0, 5, 0, 1},
                                 WorkPlan{0, 5, 8, -1}, WorkPlan{0, 5, 8, 1 << 30});
  CHECK_THROWS_AS(WorkRanges(plan, 1, 1), smeftscan::ContractError);
}
