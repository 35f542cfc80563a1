// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/parallel/work_ranges.hpp"

namespace smeftscan::bench {

/// What messages and rows cost, in s.
struct Costs {
  double request = 0.0;  ///< of a leader's time, for a request and its answer
  double turn = 0.0;     ///< of a worker's time, between two ranges
  double byte = 0.0;     ///< of a leader's time, for a byte of rows: received, checksummed, written
  double latency = 0.0;  ///< of a message
  double sync = 0.0;     ///< of a leader's time, once a second, for bringing rows to the disk
  double nap = 0.0;      ///< until a leader without work sees a message
};

struct Load {
  parallel::WorkPlan plan;
  double seconds_per_point = 0.0;
  double spread = 0.0;  ///< standard deviation of the time of a point, relative
};

struct Forecast {
  double seconds = 0.0;  ///< from the first point to the last row
  double busy = 0.0;     ///< part of all ranks' time that is spent on points
  double service = 0.0;  ///< part of rank 0's time that is spent on messages and rows
};

/// A map of parallel::WorkPool as a discrete-event model: the same ranges in the same conversation,
/// with times from `costs` and random ones for the points. `ranks_a_writer` as in WorkPool.
Forecast forecast(const Load& load, const Costs& costs, int ranks, int ranks_a_writer);

}  // namespace smeftscan::bench
