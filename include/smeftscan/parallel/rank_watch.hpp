// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <vector>

namespace smeftscan::parallel {

/// Notices ranks that hang: a process that stopped, a node that is lost without a word. Rank 0
/// looks at every turn of its loop.
class RankWatch {
 public:
  using Clock = std::chrono::steady_clock;

  explicit RankWatch(int ranks, Clock::time_point now = Clock::now());

  void heard_of(int rank) { heard_[static_cast<std::size_t>(rank)] = listened_; }
  /// Nothing more is expected of it.
  void dismiss(int rank);
  /// Some rank took so long for a range.
  void range_took(double seconds);

  /// Throws InputError (exit code 71) if nothing came from a rank for three times what the slowest
  /// range took, and 20 s at least, since machines stall. Only time in which rank 0 listens counts:
  /// when the whole job was stopped, or rank 0 waited for its disk, the others are innocent.
  void look(Clock::time_point now = Clock::now());

 private:
  std::vector<double> heard_;  ///< by rank, when, in s of listening; infinity: dismissed
  double listened_ = 0.0;      ///< s
  double limit_;               ///< s
  Clock::time_point last_look_;
};

}  // namespace smeftscan::parallel
