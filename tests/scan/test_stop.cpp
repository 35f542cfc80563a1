// SPDX-License-Identifier: MIT
#include "smeftscan/scan/stop.hpp"

#include <csignal>
#include <string>

#include "support/catch.hpp"

using namespace smeftscan;

TEST_CASE("a signal stops a scan, also one that came before it began", "[scan]") {
  {
    const scan::StopWatch watch(std::nullopt);
    CHECK_FALSE(watch.must_stop());
    std::raise(SIGTERM);
    CHECK(watch.must_stop());
    CHECK(std::string(watch.reason()) == "SIGTERM");
  }
  scan::catch_signals();
  std::raise(SIGUSR1);
  {
    const scan::StopWatch watch(std::nullopt);
    CHECK(watch.must_stop());
    CHECK(std::string(watch.reason()) == "SIGUSR1");
  }
  CHECK_FALSE(scan::StopWatch(std::nullopt).must_stop());
}

TEST_CASE("a scan stops before its wall time is up", "[scan]") {
  CHECK(scan::StopWatch(0.0).must_stop());
  CHECK_FALSE(scan::StopWatch(3600.0).must_stop());
}
