// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_pool.hpp"

#include "leader.hpp"
#include "worker.hpp"

namespace smeftscan::parallel {

bool WorkPool::writes() const {
  return Blocks(session_.size(), ranks_a_writer_).leads(session_.rank());
}

long long WorkPool::map(const WorkPlan& plan, const Compute& compute, const Consume& consume,
                        const Stop& stop, const Elsewhere& elsewhere) {
  reports_.clear();
  const int rank = session_.rank();
  const Blocks blocks(session_.size(), ranks_a_writer_);
  // Smallest ranges for the workers, in the order of the ranks and the same on all of them: what
  // they compute unasked.
  WorkRanges ranges(plan, session_.size(), threads_);
  WorkRange first;
  int busy = 0;  // workers of this rank that have one
  for (int worker = 1; worker < session_.size(); ++worker) {
    if (blocks.leads(worker) || ranges.empty()) continue;
    const WorkRange range = ranges.take_smallest();
    if (worker == rank) first = range;
    busy += blocks.leader_of(worker) == rank ? 1 : 0;
  }
  const Conversation conversation(session_.communicator());
  if (!blocks.leads(rank))
    return Worker(conversation, plan, compute, first, rank, blocks.leader_of(rank)).work();
  Leader leader(conversation, plan, {compute, consume, stop, elsewhere}, ranges.rest(), busy,
                blocks, rank, threads_);
  const long long consumed = leader.lead();
  if (rank == 0) reports_ = std::move(leader).reports();
  return consumed;
}

}  // namespace smeftscan::parallel
