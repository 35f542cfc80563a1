// SPDX-License-Identifier: MIT
#pragma once

#include <list>

#include "conversation.hpp"

namespace smeftscan::parallel {

/// A rank that leads nobody.
class Worker {
 public:
  /// `first`: what it computes unasked.
  Worker(const Conversation& conversation, const WorkPlan& plan, const Compute& compute,
         WorkRange first, int rank, int leader)
      : conversation_(conversation),
        plan_(plan),
        compute_(compute),
        first_(first),
        rank_(rank),
        leader_(leader) {}

  /// Until there is no more; returns the rows consumed on all leaders.
  long long work();

 private:
  Control next();
  void compute(WorkRange range);
  std::size_t under_way();

  const Conversation conversation_;
  const WorkPlan& plan_;
  const Compute& compute_;
  WorkRange first_;
  int rank_;
  int leader_;
  RankReport report_;
  std::list<Parcel> parcels_;
  bool failed_ = false;
};

}  // namespace smeftscan::parallel
