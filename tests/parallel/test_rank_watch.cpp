// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/rank_watch.hpp"

#include <string>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using parallel::RankWatch;

namespace {

/// Looks ten times a second for so long.
void listen(RankWatch& watch, RankWatch::Clock::time_point& now, int tenths) {
  for (int i = 0; i < tenths; ++i) watch.look(now += std::chrono::milliseconds(100));
}

}  // namespace

TEST_CASE("a rank that says nothing for twenty seconds is missed", "[parallel]") {
  RankWatch::Clock::time_point now{};
  RankWatch watch({1, 2}, 20.0, now);
  listen(watch, now, 150);
  watch.heard_of(1);
  listen(watch, now, 45);
  try {
    listen(watch, now, 20);
    FAIL("rank 2 was silent");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::system);
    CHECK(std::string(error.what()).find("rank 2 ") != std::string::npos);
  }
}

TEST_CASE("slow ranges give ranks more time, and those that have left are not missed",
          "[parallel]") {
  RankWatch::Clock::time_point now{};
  RankWatch watch({1, 2}, 20.0, now);
  watch.range_took(10.0);
  watch.dismiss(2);
  listen(watch, now, 290);
  watch.heard_of(1);
  listen(watch, now, 290);
  watch.dismiss(1);
  CHECK_NOTHROW(listen(watch, now, 1000));
}

TEST_CASE("an hour in which the whole job stood still is no silence", "[parallel]") {
  RankWatch::Clock::time_point now{};
  RankWatch watch({1}, 20.0, now);
  listen(watch, now, 100);
  watch.look(now += std::chrono::hours(1));
  CHECK_NOTHROW(listen(watch, now, 80));
}
