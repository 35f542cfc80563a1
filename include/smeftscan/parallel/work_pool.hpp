// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/parallel/work_ranges.hpp"

namespace smeftscan::parallel {

/// What one rank did in the last map.
struct RankReport {
  long long points = 0;
  double busy_seconds = 0.0;     ///< inside compute
  double waiting_seconds = 0.0;  ///< asleep, with nothing to compute
  long long messages = 0;        ///< sent; by rank 0: received
};

/// Ranges out, rows back, over all ranks of the job; knows no physics.
///
/// Rank 0 hands out ranges and computes small ones itself between the messages. The others have one
/// range waiting while they compute another, so they do not idle; rows travel in the background.
/// Ranges are cut by measured time, at units (WorkPlan). Which rank computes a range is a matter of
/// chance, so `compute` must depend on nothing but the point number: then so do the rows.
class WorkPool {
 public:
  /// Rows [count x plan.columns] of the points first, ..., first + count - 1.
  using Compute = std::function<Rows(long long first, long long count)>;
  using Consume = std::function<void(long long first, const Rows& rows)>;
  using Stop = std::function<bool()>;

  /// `threads`: units that `compute` works on at the same time, on every rank. The session must
  /// outlive the pool.
  explicit WorkPool(const MpiSession& session, int threads = 1)
      : session_(session), threads_(threads) {}

  /// Collective, with the same plan everywhere. `compute` is called on every rank, `consume` on
  /// rank 0 alone, once for each range, in any order. `stop` is polled on rank 0 between ranges;
  /// when it is true no more ranges are handed out, and those under way are still consumed.
  /// Returns the number of rows consumed, on every rank.
  ///
  /// What `compute` throws on any rank, and `consume` or `stop` on rank 0, ends the map: it is
  /// thrown again on rank 0, from another rank as a ContractError or InputError that names the
  /// rank; the other ranks return as if stopped. A rank that hangs is an InputError on rank 0 alone
  /// (RankWatch): the job must be aborted then.
  long long map(const WorkPlan& plan, const Compute& compute, const Consume& consume,
                const Stop& stop = {});

  /// Of the last map, by rank; on rank 0 (empty elsewhere).
  const std::vector<RankReport>& reports() const { return reports_; }

 private:
  const MpiSession& session_;
  int threads_;
  std::vector<RankReport> reports_;
};

}  // namespace smeftscan::parallel
