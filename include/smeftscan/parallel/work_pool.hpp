// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <vector>

#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/parallel/work.hpp"
#include "smeftscan/parallel/work_ranges.hpp"

namespace smeftscan::parallel {

/// Ranges out, rows back, over all ranks of the job; knows no physics.
///
/// Rank 0 hands out ranges and computes small ones itself between the messages. The others have one
/// range waiting while they compute another, so they do not idle; rows travel in the background.
/// The last ranges go to ranks that have none: a plan of few units is shared by all ranks.
/// Ranges are cut by measured time, at units (WorkPlan). Which rank computes a range is a matter of
/// chance, so `compute` must depend on nothing but the point number: then so do the rows.
///
/// With more ranks than `ranks_a_writer` there are two levels: blocks of so many neighbours at most
/// (Blocks), each with a leader that does for its block what rank 0 does above, consumes the
/// block's rows, and asks rank 0 for large ranges, one ahead.
class WorkPool {
 public:
  /// `threads`: units that `compute` works on at the same time, on every rank. The session must
  /// outlive the pool.
  explicit WorkPool(const MpiSession& session, int threads = 1,
                    int ranks_a_writer = std::numeric_limits<int>::max())
      : session_(session), threads_(threads), ranks_a_writer_(ranks_a_writer) {}

  /// Collective, with the same plan everywhere. `compute` is called on every rank, `consume` on
  /// the ranks that write, once for each range, in any order. `stop` is polled on rank 0 between
  /// ranges; when it is true no more ranges are handed out, and those under way are still consumed.
  /// `elsewhere` hears on rank 0, now and then and at the end, what other ranks have consumed since
  /// it was called last. Returns the number of rows consumed, on every rank.
  ///
  /// What `compute` throws on any rank, `consume` where it is called, or `stop` on rank 0, ends the
  /// map: it is thrown again on rank 0, from another rank as a ContractError or InputError that
  /// names the rank; the other ranks return as if stopped. A rank that hangs is an InputError on
  /// the rank that leads it alone (RankWatch): the job must be aborted then.
  long long map(const WorkPlan& plan, const Compute& compute, const Consume& consume,
                const Stop& stop = {}, const Elsewhere& elsewhere = {});

  /// Whether map() calls `consume` on this rank.
  bool writes() const;

  /// Of the last map, by rank; on rank 0 (empty elsewhere).
  const std::vector<RankReport>& reports() const { return reports_; }

 private:
  const MpiSession& session_;
  int threads_;
  int ranks_a_writer_;
  std::vector<RankReport> reports_;
};

}  // namespace smeftscan::parallel
