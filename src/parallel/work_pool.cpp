// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_pool.hpp"

#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <list>
#include <optional>
#include <string>
#include <utility>

#include "smeftscan/parallel/patience.hpp"
#include "smeftscan/parallel/rank_watch.hpp"

// The conversation of a worker with rank 0. Controls are of one size and small, so that they leave
// at once; rows follow in the background and nobody waits for them while there is work.
//
//   worker -> root   request   answered by exactly one range; brings the range done before, whose
//                              rows follow as payload (none with the first request)
//   root -> worker   range     count 0: no more; later requests stay without an answer
//   worker -> root   failure   the text of an exception follows as payload; no requests after it
//   worker -> root   report    after its last range: RankReport
//   root -> worker   farewell  after all reports: the number of rows consumed
//
// The first range of a worker follows from the plan and its rank, so that nobody waits for rank 0
// to look up from its own first range. The worker's first request asks for the next: from then on
// one range waits while it computes another. Since nobody leaves before the farewell, the messages
// of two maps do not mix.
namespace smeftscan::parallel {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int control_tag = 1;
constexpr int payload_tag = 2;
constexpr double shortest_range = 20e-3;       // s of work, to be long against a message
constexpr double silences_per_range = 3.0;     // so that the next range is there in time
constexpr double answering_a_request = 40e-6;  // s, eight times what rank 0 needs for one
constexpr double longest_silence = 4e-3;       // s of work on rank 0 between looks at the messages
constexpr std::size_t sends_in_flight = 4;

/// What a worker computes unasked, taken in the order of the ranks by all of them.
WorkRange take_first(WorkRanges& ranges) {
  return ranges.empty() ? WorkRange{} : ranges.take_smallest();
}

struct Control {
  enum Kind : long long { request, range, failure, report, farewell };
  long long kind = request;
  long long first = 0;  // of a range; exit code of a failure; messages of a report
  long long count = 0;  // of points; characters of a failure; consumed rows of a farewell
  double busy = 0.0;    // s
  double waiting = 0.0;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void send(const Control& control, int rank) {
  MPI_Send(&control, sizeof control, MPI_BYTE, rank, control_tag, MPI_COMM_WORLD);
}

Control receive(int rank) {
  Control control;
  MPI_Recv(&control, sizeof control, MPI_BYTE, rank, control_tag, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return control;
}

/// The rank whose control has arrived, if any.
std::optional<int> sender(int rank) {
  int arrived = 0;
  MPI_Status status;
  MPI_Iprobe(rank, control_tag, MPI_COMM_WORLD, &arrived, &status);
  if (arrived == 0) return std::nullopt;
  return status.MPI_SOURCE;
}

bool finished(MPI_Request& request) {
  int done = 0;
  MPI_Test(&request, &done, MPI_STATUS_IGNORE);
  return done != 0;
}

/// Rows on their way. Lives in a std::list: MPI holds the address of the numbers.
struct Parcel {
  long long first;
  Rows rows;
  MPI_Request request{};
};

Rows compute_rows(const WorkPool::Compute& compute, const WorkPlan& plan, WorkRange range,
                  RankReport& report) {
  const auto start = Clock::now();
  Rows rows = compute(range.first, range.count);
  report.busy_seconds += seconds_since(start);
  report.points += range.count;
  expect(rows.rows() == range.count && rows.cols() == plan.columns,
         "compute returns a row of the plan's columns for every point of the range");
  return rows;
}

/// The text and exit code of the exception being handled.
std::pair<std::string, ExitCode> describe_exception() {
  try {
    throw;
  } catch (const InputError& error) {
    return {error.what(), error.code()};
  } catch (const std::exception& error) {
    return {error.what(), ExitCode::internal};
  } catch (...) {
    return {"unknown exception", ExitCode::internal};
  }
}

[[noreturn]] void rethrow(int rank, const std::string& text, ExitCode code) {
  const std::string message = "rank " + std::to_string(rank) + ": " + text;
  if (code == ExitCode::internal) throw ContractError(message);
  throw InputError(message, code);
}

/// A rank other than 0.
class Worker {
 public:
  Worker(const WorkPlan& plan, const WorkPool::Compute& compute, WorkRanges ranges, int rank)
      : plan_(plan), compute_(compute) {
    for (int worker = 1; worker <= rank; ++worker) first_ = take_first(ranges);
  }

  long long work() {
    send({.kind = Control::request}, 0);
    if (first_.count > 0) compute(first_);
    for (Control range = next(); range.count > 0; range = next()) {
      if (!failed_) compute({range.first, range.count});
    }
    Patience::until([&] { return under_way() == 0; });
    send({.kind = Control::report,
          .first = report_.messages,
          .count = report_.points,
          .busy = report_.busy_seconds,
          .waiting = report_.waiting_seconds},
         0);
    return next().count;
  }

 private:
  Control next() {
    const auto start = Clock::now();
    Patience::until([&] {
      under_way();
      return sender(0).has_value();
    });
    report_.waiting_seconds += seconds_since(start);
    return receive(0);
  }

  void compute(WorkRange range) {
    try {
      const double busy_before = report_.busy_seconds;
      Rows rows = compute_rows(compute_, plan_, range, report_);
      send({.kind = Control::request,
            .first = range.first,
            .count = range.count,
            .busy = report_.busy_seconds - busy_before},
           0);
      Parcel& parcel = parcels_.emplace_back(Parcel{range.first, std::move(rows)});
      MPI_Isend(parcel.rows.data(), static_cast<int>(parcel.rows.size()), MPI_DOUBLE, 0,
                payload_tag, MPI_COMM_WORLD, &parcel.request);
      report_.messages += 2;
      Patience::until([&] { return under_way() <= sends_in_flight; });
    } catch (...) {
      failed_ = true;
      const auto [text, code] = describe_exception();
      send({.kind = Control::failure,
            .first = static_cast<long long>(code),
            .count = static_cast<long long>(text.size())},
           0);
      MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, 0, payload_tag,
               MPI_COMM_WORLD);
    }
  }

  /// Parcels that have not left yet; MPI moves them on while it is asked.
  std::size_t under_way() {
    std::erase_if(parcels_, [](Parcel& parcel) { return finished(parcel.request); });
    return parcels_.size();
  }

  const WorkPlan& plan_;
  const WorkPool::Compute& compute_;
  WorkRange first_;
  RankReport report_;
  std::list<Parcel> parcels_;
  bool failed_ = false;
};

/// Rank 0.
class Root {
 public:
  Root(const WorkPlan& plan, const WorkPool::Compute& compute, const WorkPool::Consume& consume,
       const WorkPool::Stop& stop, const WorkRanges& ranges, int ranks)
      : plan_(plan),
        compute_(compute),
        consume_(consume),
        stop_(stop),
        ranges_(ranges),
        reports_(static_cast<std::size_t>(ranks)),
        seconds_per_point_(reports_.size(), 0.0),
        open_(reports_.size(), true),
        watch_(ranks),
        workers_(ranks - 1) {
    for (int worker = 1; worker < ranks; ++worker) take_first(ranges_);
  }

  long long lead() {
    Patience patience;
    while (workers_ > 0 || !parcels_.empty() || !done()) {
      watch_.look();
      guarded([&] { stopped_ = stopped_ || (stop_ && stop_()); });
      const bool answered = workers_ > 0 && answer_messages();
      const bool received = take_parcels();
      if (!done()) {
        guarded([&] { compute_some(); });
      } else if (!answered && !received) {
        const auto start = Clock::now();
        patience.pause();
        reports_[0].waiting_seconds += seconds_since(start);
        continue;
      }
      patience.renew();
    }
    for (int rank = 1; rank < ranks(); ++rank) {
      send({.kind = Control::farewell, .count = consumed_}, rank);
    }
    if (failure_) std::rethrow_exception(failure_);
    return consumed_;
  }

  std::vector<RankReport> reports() && { return std::move(reports_); }

 private:
  int ranks() const { return static_cast<int>(reports_.size()); }
  /// No more ranges are handed out.
  bool done() const { return ranges_.empty() || stopped_ || failure_; }

  /// Runs `action`; its exception ends the map, to be thrown when all workers have reported.
  template <class Action>
  void guarded(Action&& action) {
    if (failure_) return;
    try {
      action();
    } catch (...) {
      fail(std::current_exception());
    }
  }

  void fail(std::exception_ptr failure) {
    if (failure_) return;
    failure_ = std::move(failure);
    for (int rank = 1; rank < ranks(); ++rank) {
      if (open_[static_cast<std::size_t>(rank)]) close(rank);
    }
  }

  void close(int rank) {
    open_[static_cast<std::size_t>(rank)] = false;
    send({.kind = Control::range}, rank);
  }

  /// Rank 0 alone has nobody to keep waiting; with workers it looks up after a unit a thread, or
  /// a few milliseconds' worth of them.
  void compute_some() {
    const double seconds = ranks() == 1 ? shortest_range : longest_silence;
    const WorkRange range = take(0, seconds);
    const double busy_before = reports_[0].busy_seconds;
    const Rows rows = compute_rows(compute_, plan_, range, reports_[0]);
    silence_ = reports_[0].busy_seconds - busy_before;
    learn(0, range.count, silence_);
    consume(range.first, rows);
  }

  WorkRange take(int rank, double seconds) {
    const double known = seconds_per_point_[static_cast<std::size_t>(rank)];
    return known > 0.0 ? ranges_.take(seconds, known) : ranges_.take_smallest();
  }

  /// The newest range counts half.
  void learn(int rank, long long points, double seconds) {
    double& known = seconds_per_point_[static_cast<std::size_t>(rank)];
    const double measured = seconds / static_cast<double>(points);
    watch_.range_took(seconds);
    known = known > 0.0 ? 0.5 * (known + measured) : measured;
  }

  void consume(long long first, const Rows& rows) {
    consume_(first, rows);
    consumed_ += rows.rows();
  }

  /// True if there were messages.
  bool answer_messages() {
    bool any = false;
    while (const std::optional<int> rank = sender(MPI_ANY_SOURCE)) {
      any = true;
      ++reports_[0].messages;
      watch_.heard_of(*rank);
      answer(*rank, receive(*rank));
    }
    return any;
  }

  void answer(int rank, const Control& control) {
    if (control.kind == Control::report) {
      reports_[static_cast<std::size_t>(rank)] = {.points = control.count,
                                                  .busy_seconds = control.busy,
                                                  .waiting_seconds = control.waiting,
                                                  .messages = control.first};
      watch_.dismiss(rank);
      --workers_;
    } else if (control.kind == Control::failure) {
      std::string text(static_cast<std::size_t>(control.count), '\0');
      MPI_Recv(text.data(), static_cast<int>(control.count), MPI_CHAR, rank, payload_tag,
               MPI_COMM_WORLD, MPI_STATUS_IGNORE);
      guarded([&] { rethrow(rank, text, static_cast<ExitCode>(control.first)); });
    } else {
      if (control.count > 0) expect_parcel(rank, control);
      if (open_[static_cast<std::size_t>(rank)]) hand_out(rank);
    }
  }

  void hand_out(int rank) {
    if (done()) {
      close(rank);
      return;
    }
    const WorkRange range = take(rank, std::max({shortest_range, silences_per_range * silence_,
                                                 answering_a_request * (ranks() - 1)}));
    send({.kind = Control::range, .first = range.first, .count = range.count}, rank);
  }

  void expect_parcel(int rank, const Control& control) {
    learn(rank, control.count, control.busy);
    Parcel& parcel =
        parcels_.emplace_back(Parcel{control.first, Rows(control.count, plan_.columns)});
    MPI_Irecv(parcel.rows.data(), static_cast<int>(parcel.rows.size()), MPI_DOUBLE, rank,
              payload_tag, MPI_COMM_WORLD, &parcel.request);
    ++reports_[0].messages;
  }

  /// Consumes the rows that have arrived; true if there were any.
  bool take_parcels() {
    return std::erase_if(parcels_, [&](Parcel& parcel) {
             if (!finished(parcel.request)) return false;
             guarded([&] { consume(parcel.first, parcel.rows); });
             return true;
           }) > 0;
  }

  const WorkPlan& plan_;
  const WorkPool::Compute& compute_;
  const WorkPool::Consume& consume_;
  const WorkPool::Stop& stop_;
  WorkRanges ranges_;
  std::vector<RankReport> reports_;
  std::vector<double> seconds_per_point_;  // by rank, 0 where not yet measured
  std::vector<bool> open_;                 // ranks that have not been told that there is no more
  RankWatch watch_;
  double silence_ = 0.0;                   // s that the last range of rank 0 itself took
  std::list<Parcel> parcels_;
  int workers_;  // that have not reported yet
  long long consumed_ = 0;
  bool stopped_ = false;
  std::exception_ptr failure_;
};

}  // namespace

long long WorkPool::map(const WorkPlan& plan, const Compute& compute, const Consume& consume,
                        const Stop& stop) {
  reports_.clear();
  const WorkRanges ranges(plan, session_.size(), threads_);  // checks the plan on every rank
  if (!session_.is_root()) return Worker(plan, compute, ranges, session_.rank()).work();
  Root root(plan, compute, consume, stop, ranges, session_.size());
  const long long consumed = root.lead();
  reports_ = std::move(root).reports();
  return consumed;
}

}  // namespace smeftscan::parallel
