// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/parallel/work.hpp"
#include "smeftscan/parallel/work_ranges.hpp"

// The conversation of a worker with its leader, and of the leaders with rank 0. Controls are of one
// size and small, so that they leave at once; rows follow in the background and nobody waits for
// them while there is work.
//
//   worker -> leader  request   answered by exactly one range; brings the range done before, whose
//                               rows follow as payload (none with the first request)
//   leader -> worker  range     count 0: no more; later requests stay without an answer
//   worker -> leader  failure   the text of an exception follows as payload; no requests after it
//   worker -> leader  report    after its last range: RankReport
//   leader -> worker  farewell  after all reports: the number of rows consumed
//
//   leader -> rank 0  request   for a large range, one ahead; brings the time of a point
//   rank 0 -> leader  range     count 0: no more
//   rank 0 -> leader  halt      unasked: hand out no more
//   leader -> rank 0  news      every two seconds: what was consumed since the last ones, and that
//                               the leader lives
//   leader -> rank 0  failure   as of a worker
//   leader -> rank 0  report    after its workers' reports, which follow as payload with its own
//   rank 0 -> leader  farewell  after all reports, to be passed on
//
// The first range of a worker follows from the plan and its rank, so that nobody waits for a leader
// to look up from its own first range. The worker's first request asks for the next: from then on
// one range waits while it computes another; the last ones go to ranks that have none
// (ranges_wanted). Since nobody leaves before the farewell, the messages of two maps do not mix.
namespace smeftscan::parallel {

using Clock = std::chrono::steady_clock;

struct Control {
  enum Kind : long long { request, range, halt, news, failure, report, farewell };
  long long kind = request;
  long long first = 0;  // of a range; exit code of a failure; messages of a report; failed rows
  long long count = 0;  // of points; characters of a failure; rows of news or a farewell
  double busy = 0.0;    // s; in a leader's request the time of a point
  double waiting = 0.0;
};

double seconds_since(Clock::time_point start);

/// The messages of the ranks of one communicator, which outlives it.
class Conversation {
 public:
  explicit Conversation(const Communicator& ranks) : ranks_(ranks) {}

  void send(const Control& control, int rank) const;
  Control receive(int rank) const;
  /// The rank whose control has arrived, if any: `rank`, or of any.
  std::optional<int> sender(int rank) const;
  std::optional<int> any_sender() const;

  /// What follows a control.
  void send_payload(const void* bytes, std::size_t size, int rank) const;
  void receive_payload(void* bytes, std::size_t size, int rank) const;

  const Communicator& ranks() const { return ranks_; }

 private:
  const Communicator& ranks_;
};

/// Rows on their way. Stays where it is: MPI holds the address of the numbers. If it goes while
/// they are under way, when an exception passes, they stay in memory: MPI may still read or write
/// them.
class Parcel {
 public:
  Parcel(long long first, Rows rows);
  ~Parcel();
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;

  void send(const Conversation& conversation, int rank);
  void receive(const Conversation& conversation, int rank);
  bool arrived();

  long long first() const { return first_; }
  const Rows& rows() const { return rows_; }

 private:
  struct Request;

  long long first_;
  Rows rows_;
  std::unique_ptr<Request> request_;
};

Rows compute_rows(const Compute& compute, const WorkPlan& plan, WorkRange range,
                  RankReport& report);

/// What went wrong on a rank, as it travels to rank 0.
struct Failure {
  std::string text;
  ExitCode code;

  /// The exception being handled.
  static Failure current(int rank);
  /// Announced by a control.
  static Failure receive(const Conversation& conversation, const Control& control, int rank);
  void send(const Conversation& conversation, int rank) const;
  /// A ContractError, or an InputError with the exit code that it had.
  [[noreturn]] void raise() const;
};

}  // namespace smeftscan::parallel
