// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/mpi_session.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using smeftscan::parallel::FailedTogether;
using smeftscan::parallel::MpiSession;

TEST_CASE("ranks count from 0 and one of them is the root", "[mpi]") {
  const MpiSession session;
  CHECK(session.size() >= 1);
  CHECK(session.rank() >= 0);
  CHECK(session.rank() < session.size());
  CHECK(session.sum(session.is_root() ? 1.0 : 0.0) == 1.0);
}

TEST_CASE("a session inside a running MPI leaves it running", "[mpi]") {
  { const MpiSession session; }
  const MpiSession session;
  CHECK(session.sum(1.0) == session.size());
}

TEST_CASE("rank 0's text reaches every rank with its zeros", "[mpi]") {
  const MpiSession session;
  const std::string text = GENERATE(std::string{}, std::string("model:\0\n", 8));
  CHECK(session.broadcast(session.is_root() ? text : "ignored") == text);
}

TEST_CASE("rank 0's bytes reach every rank", "[mpi]") {
  const MpiSession session;
  const std::vector<char> bytes(300'000, 'x');
  CHECK(session.broadcast(session.is_root() ? bytes : std::vector<char>{}) == bytes);
}

TEST_CASE("every rank knows the sum and the maximum over all", "[mpi]") {
  const MpiSession session;
  const double n = session.size();
  const double rank = session.rank();
  CHECK(session.sum(rank) == n * (n - 1.0) / 2.0);
  CHECK(session.max(-rank) == 0.0);
  CHECK(session.sum(std::vector{1.0, rank}) == std::vector{n, n * (n - 1.0) / 2.0});
  CHECK(session.max(std::vector{1.0, rank}) == std::vector{1.0, n - 1.0});
}

TEST_CASE("nobody passes a barrier before the last has come", "[mpi]") {
  const MpiSession session;
  session.barrier();
  CHECK(session.size() >= 1);
}

TEST_CASE("a step that fails on some ranks fails on all, and the first of these has the reason",
          "[mpi]") {
  const MpiSession session;
  CHECK_NOTHROW(session.together([] {}));
  for (const int first : {0, session.size() - 1}) {
    CAPTURE(first);
    bool failed = false;
    try {
      session.together([&] {
        if (session.rank() >= first) throw std::runtime_error("a fault");
      });
    } catch (const FailedTogether& failure) {
      failed = true;
      CHECK((failure.reason != nullptr) == (session.rank() == first));
    }
    CHECK(failed);
  }
}

TEST_CASE("the MPI library names itself in one line", "[mpi]") {
  const std::string version = smeftscan::parallel::mpi_library_version();
  CHECK(version.find("MPI") != std::string::npos);
  CHECK(version.find('\n') == std::string::npos);
}
