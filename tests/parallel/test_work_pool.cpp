// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_pool.hpp"

#include <chrono>
#include <cmath>
#include <map>
#include <thread>

#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::parallel;
using namespace std::chrono_literals;

namespace {

/// Row of point n: n, n^2, ...
Rows powers(long long first, long long count, int columns) {
  Rows rows(count, columns);
  for (long long i = 0; i < count; ++i) {
    for (int c = 0; c < columns; ++c) rows(i, c) = std::pow(static_cast<double>(first + i), c + 1);
  }
  return rows;
}

/// What a map brought to rank 0: how often each point came, and its row.
struct Harvest {
  std::map<long long, int> times;
  std::map<long long, Eigen::RowVectorXd> rows;
  std::vector<long long> firsts;

  Consume consumer() {
    return [this](long long first, const Rows& range) {
      firsts.push_back(first);
      for (long long i = 0; i < range.rows(); ++i) {
        ++times[first + i];
        rows[first + i] = range.row(i);
      }
      return 0LL;
    };
  }
};

long long ignore(long long, const Rows&) { return 0; }

/// Checks on every rank what is true on rank 0, so that no rank runs ahead of a failure.
bool agreed(const MpiSession& session, bool on_root) {
  return session.max(session.is_root() && !on_root ? 1.0 : 0.0) == 0.0;
}

/// Whether the writers together have every point of the plan once.
bool each_point_once(const MpiSession& session, const WorkPlan& plan, const Harvest& harvest) {
  std::vector<double> times(static_cast<std::size_t>(plan.count), 0.0);
  bool inside = true;
  for (const auto& [point, count] : harvest.times) {
    const long long at = point - plan.first;
    inside = inside && at >= 0 && at < plan.count;
    if (inside) times[static_cast<std::size_t>(at)] += count;
  }
  for (const double count : session.sum(times)) inside = inside && count == 1.0;
  return session.max(inside ? 0.0 : 1.0) == 0.0;
}

/// Compute that sleeps: ranks can share a core and still take as long as they say.
Compute sleeping(std::chrono::microseconds per_point, int columns = 1) {
  return [=](long long first, long long count) {
    std::this_thread::sleep_for(count * per_point);
    return powers(first, count, columns);
  };
}

}  // namespace

TEST_CASE("every row comes back once and with its own numbers, on any number of ranks", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, GENERATE(1, 3), GENERATE(1, 2, 100));
  const WorkPlan plan{GENERATE(0LL, 13LL), GENERATE(0LL, 1LL, 7LL, 5003LL), GENERATE(1LL, 8LL), 3};
  Harvest harvest;
  const long long consumed = pool.map(
      plan, [](long long f, long long n) { return powers(f, n, 3); }, harvest.consumer());
  CHECK(consumed == plan.count);
  CHECK(each_point_once(session, plan, harvest));
  bool right = pool.writes() || harvest.times.empty();
  for (const auto& [point, row] : harvest.rows) right = right && row == powers(point, 1, 3).row(0);
  CHECK(right);
}

TEST_CASE("every block has a writer, and every writer rows", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, 2);
  Harvest harvest;
  const WorkPlan plan{0, 4000, 8, 1};
  CHECK(pool.map(plan, sleeping(100us), harvest.consumer()) == 4000);
  CHECK(each_point_once(session, plan, harvest));
  CHECK(pool.writes() == !harvest.times.empty());
  CHECK(session.sum(pool.writes() ? 1.0 : 0.0) == (session.size() + 1) / 2);
}

TEST_CASE("rank 0 hears of every row that others consume, and how many failed", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(1, 2, 100));
  Consumed mine;
  Consumed others;
  const auto consume = [&](long long, const Rows& rows) {
    mine.rows += rows.rows();
    const auto failed = static_cast<long long>((rows.array() < 100.0).count());
    mine.failed += failed;
    return failed;
  };
  const auto elsewhere = [&](const Consumed& news) {
    others.rows += news.rows;
    others.failed += news.failed;
  };
  pool.map({0, 2000, 8, 1}, sleeping(20us), consume, {}, elsewhere);
  CHECK(agreed(session, others.rows == 2000 - mine.rows));
  CHECK(agreed(session, others.failed == 100 - mine.failed));
  CHECK((session.is_root() || others.rows == 0));
}

TEST_CASE("a unit is never split", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(2, 100));
  const WorkPlan plan{3, 997, 8, 1};
  bool whole = true;
  pool.map(
      plan,
      [&](long long first, long long count) {
        const long long end = first + count;
        whole = whole && (first % 8 == 0 || first == 3) && (end % 8 == 0 || end == 1000);
        return powers(first, count, 1);
      },
      ignore);
  CHECK(session.max(whole ? 0.0 : 1.0) == 0.0);
}

TEST_CASE("rows larger than MPI's eager messages arrive", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  Harvest harvest;
  const WorkPlan plan{0, 2000, 8, 2000};
  CHECK(pool.map(plan, sleeping(5us, 2000), harvest.consumer()) == 2000);
  CHECK(agreed(session, !session.is_root() || harvest.rows[1999](1) == 1999.0 * 1999.0));
}

TEST_CASE("maps follow each other without a barrier", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(1, 2, 100));
  Harvest harvest;
  for (int i = 0; i < 50; ++i)
    CHECK(pool.map({10 * i, 10, 2, 1}, sleeping(1us), harvest.consumer()) == 10);
  CHECK(each_point_once(session, {0, 500}, harvest));
}

TEST_CASE("stop ends the handing out; what is under way is consumed", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(1, 2, 100));
  Harvest harvest;
  const auto enough = [&] { return harvest.times.size() >= 100; };
  const long long consumed =
      pool.map({0, 1'000'000, 8, 1}, sleeping(50us), harvest.consumer(), enough);
  CHECK(consumed >= 100);
  CHECK(consumed < 200'000);
  CHECK(session.sum(static_cast<double>(harvest.times.size())) == static_cast<double>(consumed));
}

TEST_CASE("a stop at once leaves every worker its first unit", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  Harvest harvest;
  CHECK(pool.map({0, 1000, 8, 1}, sleeping(1us), harvest.consumer(), [] { return true; }) ==
        8 * (session.size() - 1));
}

TEST_CASE("an exception in compute on any rank is thrown on rank 0 and ends the map", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(1, 2, 100));
  const int guilty = session.size() - 1;
  const auto failing = [&](long long first, long long count) -> Rows {
    if (session.rank() == guilty) throw ContractError("lanes are eight");
    return sleeping(50us)(first, count);
  };
  std::string text;
  long long consumed = -1;
  try {
    consumed = pool.map({0, 1'000'000, 8, 1}, failing, ignore);
  } catch (const ContractError& error) {
    text = error.what();
  }
  if (session.is_root()) {
    CHECK_THAT(text, Catch::Contains("lanes are eight"));
    if (guilty > 0)
      CHECK_THAT(text, Catch::StartsWith("rank " + std::to_string(guilty) + ": lanes"));
  } else {
    CHECK(consumed >= 0);
    CHECK(consumed < 1'000'000);
  }
  // The pool is as good as new.
  CHECK(pool.map({0, 100, 8, 1}, sleeping(1us), ignore) == 100);
}

TEST_CASE("an input error keeps its exit code on its way to rank 0", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  const auto failing = [&](long long, long long) -> Rows {
    throw InputError("data: missing", ExitCode::io_error);
  };
  bool right = !session.is_root();
  try {
    pool.map({0, 100, 8, 1}, failing, ignore);
  } catch (const InputError& error) {
    right = error.code() == ExitCode::io_error;
  }
  CHECK(right);
}

TEST_CASE("an exception in consume or stop ends the map on rank 0 as it is", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  const bool in_stop = GENERATE(false, true);
  const auto consume = [&](long long, const Rows&) {
    return in_stop ? 0LL : throw std::length_error("disk");
  };
  const auto stop = [&]() -> bool { return in_stop ? throw std::length_error("clock") : false; };
  bool thrown = false;
  try {
    pool.map({0, 100'000, 8, 1}, sleeping(5us), consume, stop);
  } catch (const std::length_error&) {
    thrown = true;
  }
  CHECK(thrown == session.is_root());
}

TEST_CASE("an exception in consume on any writer is thrown on rank 0", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, 2);
  const auto guilty = static_cast<int>(session.max(pool.writes() ? session.rank() : 0.0));
  const auto consume = [&](long long, const Rows&) {
    return session.rank() == guilty ? throw InputError("disk full", ExitCode::io_error) : 0LL;
  };
  std::string text;
  try {
    pool.map({0, 100'000, 8, 1}, sleeping(20us), consume);
  } catch (const InputError& error) {
    text = error.code() == ExitCode::io_error ? error.what() : "another exit code";
  }
  const std::string who = guilty > 0 ? "rank " + std::to_string(guilty) + ": " : "";
  CHECK(text == (session.is_root() ? who + "disk full" : ""));
}

TEST_CASE("rows of another shape than the plan's are a broken contract", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  const auto too_wide = [](long long first, long long count) { return powers(first, count, 2); };
  bool thrown = false;
  try {
    pool.map({0, 100, 8, 1}, too_wide, ignore);
  } catch (const ContractError&) {
    thrown = true;
  }
  CHECK(thrown == session.is_root());
}

TEST_CASE("the reports count every point, and every rank has its share", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session, 1, GENERATE(1, 2, 100));
  pool.map({0, 8000, 8, 1}, sleeping(200us), ignore);
  if (!session.is_root()) {
    CHECK(pool.reports().empty());
    return;
  }
  REQUIRE(static_cast<int>(pool.reports().size()) == session.size());
  long long points = 0;
  for (const RankReport& report : pool.reports()) {
    points += report.points;
    CHECK(report.points > 0);
    CHECK(report.busy_seconds > 0.0);
  }
  CHECK(points == 8000);
}

TEST_CASE("a unit for every rank goes to every rank", "[mpi]") {
  const MpiSession session;
  const int threads = GENERATE(1, 2);
  WorkPool pool(session, threads);
  // a step of a chain sampler; whatever the ranks' pace, since each takes its first range unasked
  for (const auto pace : {1us, 3000us}) {
    const long long share = 8LL * threads;
    pool.map({48, share * session.size(), 8, 1}, sleeping(pace), ignore);
    for (const RankReport& report : pool.reports()) CHECK(report.points == share);
  }
}

TEST_CASE("a point of a microsecond does not cost a message", "[mpi]") {
  const MpiSession session;
  WorkPool pool(session);
  pool.map({0, 400'000, 8, 2}, sleeping(1us, 2), ignore);
  for (const RankReport& report : pool.reports()) CHECK(report.messages < 5000);
}
