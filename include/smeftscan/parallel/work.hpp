// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "smeftscan/base/rows.hpp"

/// What ranks do with ranges of points, and what they say of it.
namespace smeftscan::parallel {

/// What one rank did in the last map.
struct RankReport {
  long long points = 0;
  double busy_seconds = 0.0;     ///< inside compute
  double waiting_seconds = 0.0;  ///< asleep, with nothing to compute
  long long messages = 0;        ///< sent; by a leader: received
};

/// Of rows that were consumed.
struct Consumed {
  long long rows = 0;
  long long failed = 0;  ///< of these, as consume said
};

/// Rows [count x plan.columns] of the points first, ..., first + count - 1.
using Compute = std::function<Rows(long long first, long long count)>;
/// Returns how many of the rows count as failed.
using Consume = std::function<long long(long long first, const Rows& rows)>;
/// Whether to hand out no more ranges.
using Stop = std::function<bool()>;
/// What other ranks have consumed since the last call.
using Elsewhere = std::function<void(const Consumed&)>;

}  // namespace smeftscan::parallel
