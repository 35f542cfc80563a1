// SPDX-License-Identifier: MIT
// How busy the ranks of a scan are: predicted by the model (pool_model.hpp), fed with what
// messages, rows and syncs cost here, and measured with points that sleep, so that many ranks can
// share a few cores. Then what the model says of machines that are not at hand.
// docs/performance.md, "Scale".
//
//     mpirun --oversubscribe -np 64 smeftscan_pool_bench [SECONDS OF A LOAD]

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "pool_model.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/parallel/work_pool.hpp"
#include "smeftscan/storage/journal.hpp"

namespace smeftscan::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int unit = 8;
constexpr int columns = 9;           // of the paper's surface
constexpr double latency = 3e-6;     // s, of a usual cluster network; 64 ranks here share memory
constexpr double short_scan = 20.0;  // s, of the large machines; longer ones are more efficient
constexpr double mean_nap = 0.5e-3;  // s, half of parallel::Patience's longest pause

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// A folder for this rank's journal, removed at the end.
class Scratch {
 public:
  Scratch()
      : path_(std::filesystem::temp_directory_path() /
              ("smeftscan_pool_bench_" + std::to_string(getpid()))) {}
  ~Scratch() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  storage::Journal journal() const {
    storage::remove_journal(path_);
    storage::Manifest manifest;
    for (int i = 0; i < columns; ++i) manifest.columns.push_back("c" + std::to_string(i));
    return storage::Journal::create(path_, manifest);
  }

 private:
  std::filesystem::path path_;
};

struct Measured {
  double busy = 0.0;               ///< part of all ranks' time that is spent on points
  double seconds_per_point = 0.0;  ///< of a rank, as slept
  double request = 0.0;            ///< s of rank 0 for a request and its answer
  double turn = 0.0;               ///< s of another rank between two ranges
  double request_processor = 0.0;  ///< the same of the processor: without waiting for it
  double turn_processor = 0.0;
};

/// A map of points that sleep; the result is on rank 0.
Measured measure(const parallel::MpiSession& session, const Scratch& scratch, long long points,
                 double seconds_per_point, int ranks_a_writer) {
  parallel::WorkPool pool(session, 1, ranks_a_writer);
  std::optional<storage::Journal> journal;
  if (pool.writes()) journal.emplace(scratch.journal());
  session.barrier();
  const auto start = Clock::now();
  const double processor_start = processor_seconds();
  Clock::time_point end_of_last;
  double turns = 0.0;
  long long ranges = 0;
  pool.map(
      {0, points, unit, columns},
      [&](long long, long long count) {
        if (ranges++ > 0) turns += seconds_since(end_of_last);
        std::this_thread::sleep_for(
            std::chrono::duration<double>(static_cast<double>(count) * seconds_per_point));
        end_of_last = Clock::now();
        return Rows::Zero(count, columns).eval();
      },
      [&](long long first, const Rows& rows) {
        journal->append(first, rows);
        return 0LL;
      });
  const double seconds = seconds_since(start);
  const double processor = processor_seconds() - processor_start;
  const bool works = !session.is_root();
  const std::vector<double> workers = session.sum(std::vector<double>{
      works ? turns : 0.0, works ? processor : 0.0, works ? static_cast<double>(ranges) : 0.0});
  if (!session.is_root()) return {};
  const std::vector<parallel::RankReport>& reports = pool.reports();
  const double requests = 0.5 * static_cast<double>(reports[0].messages);
  Measured result;
  double waiting = 0.0;  // of workers, for a range: the model's matter
  for (const parallel::RankReport& report : reports) {
    result.busy += report.busy_seconds;
    if (&report != &reports[0]) waiting += report.waiting_seconds;
  }
  result.request = (seconds - reports[0].busy_seconds - reports[0].waiting_seconds) / requests;
  result.request_processor = processor / requests;
  result.turn = std::max(workers[0] - waiting, workers[1]) / workers[2];
  result.turn_processor = workers[1] / workers[2];
  result.seconds_per_point = result.busy / static_cast<double>(points);
  result.busy /= seconds * session.size();
  return result;
}

/// s for a byte of rows that is copied, checksummed and written, and for a sync after 32 MB.
std::pair<double, double> measure_journal(const Scratch& scratch) {
  storage::Journal journal = scratch.journal();
  journal.append(0, Rows::Zero(100, columns));
  const long long rows_a_message = 2000;
  const Rows rows = Rows::Random(rows_a_message, columns);
  const long long messages = 200;
  const double start = processor_seconds();
  for (long long i = 0; i < messages; ++i) {
    const Rows copy = rows;  // as from a message
    journal.append(i * rows_a_message, copy);
  }
  const double bytes = 8.0 * static_cast<double>(messages * rows.size());
  const double byte = (processor_seconds() - start) / bytes;
  journal.append(0, rows);
  const auto sync_start = Clock::now();
  journal.sync();
  return {byte, seconds_since(sync_start)};
}

void print(const char* what, const Forecast& forecast) {
  std::printf("%-52s %5.1f %% busy, rank 0 serves %4.1f %% of its time\n", what,
              100.0 * forecast.busy, 100.0 * forecast.service);
  std::fflush(stdout);
}

void predict_large_machines(const Costs& costs) {
  struct Case {
    int ranks;
    double seconds_per_point;
    int ranks_a_writer;
  };
  constexpr int one_writer = 1'000'000;
  for (const Case& c : {Case{1'000, 10e-6, one_writer},
                        {1'000, 10e-6, 64},
                        {10'000, 10e-6, one_writer},
                        {10'000, 10e-6, 64},
                        {100'000, 5e-3, one_writer},
                        {100'000, 5e-3, 64}}) {
    const auto points = static_cast<long long>(c.ranks * short_scan / c.seconds_per_point);
    char what[100];
    std::snprintf(what, sizeof what, "%d ranks, %g s a point, %s", c.ranks, c.seconds_per_point,
                  c.ranks_a_writer == one_writer ? "one writer" : "a writer for 64");
    print(what, forecast({{0, points, unit, columns}, c.seconds_per_point, 0.5}, costs, c.ranks,
                         c.ranks_a_writer));
  }
}

void run(double seconds) {
  const parallel::MpiSession session;
  if (session.size() < 2) {
    std::puts("messages take two ranks at least: mpirun --oversubscribe -np 64 ...");
    return;
  }
  const Scratch scratch;
  Costs costs{.latency = latency, .nap = mean_nap};
  if (session.is_root()) {
    const auto [byte, sync] = measure_journal(scratch);
    costs.byte = byte;
    costs.sync = sync;
  }
  const auto points_in = [&](double seconds_per_point) {
    return static_cast<long long>(session.size() * seconds / seconds_per_point);
  };
  const Measured calibration = measure(session, scratch, points_in(2.5e-3), 2.5e-3, 1 << 20);
  Costs here = costs;  // ranks wait for a core
  here.request = calibration.request;
  here.turn = calibration.turn;
  costs.request = calibration.request_processor;
  costs.turn = calibration.turn_processor;
  if (session.is_root())
    std::printf(
        "a request %.1f us (processor %.1f us), a turn %.1f us (%.1f us), a byte %.2f ns, a "
        "sync %.1f ms\n",
        1e6 * here.request, 1e6 * costs.request, 1e6 * here.turn, 1e6 * costs.turn,
        1e9 * costs.byte, 1e3 * costs.sync);
  for (const double seconds_per_point : {100e-6, 1e-3, 5e-3}) {
    for (const int ranks_a_writer : {session.size(), (session.size() + 3) / 4}) {
      const long long points = points_in(seconds_per_point);
      const Measured measured =
          measure(session, scratch, points, seconds_per_point, ranks_a_writer);
      if (!session.is_root()) continue;
      const Forecast predicted = forecast({{0, points, unit, columns}, measured.seconds_per_point},
                                          here, session.size(), ranks_a_writer);
      std::printf("%d ranks, %d a writer, %g s a point: measured %.1f %%, predicted %.1f %% busy\n",
                  session.size(), ranks_a_writer, seconds_per_point, 100.0 * measured.busy,
                  100.0 * predicted.busy);
      std::fflush(stdout);
    }
  }
  if (session.is_root()) predict_large_machines(costs);
}

}  // namespace
}  // namespace smeftscan::bench

int main(int argc, char* argv[]) { smeftscan::bench::run(argc > 1 ? std::atof(argv[1]) : 5.0); }
