// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <map>
#include <vector>

namespace smeftscan::parallel {

/// Notices ranks that hang: a process that stopped, a node that is lost without a word. Who leads
/// them looks at every turn of its loop.
class RankWatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// `patience`: s that a rank may be silent in any case, since machines stall.
  RankWatch(const std::vector<int>& ranks, double patience, Clock::time_point now = Clock::now());

  /// Of one that is watched, or any other.
  void heard_of(int rank);
  /// Nothing more is expected of it.
  void dismiss(int rank) { heard_.erase(rank); }
  /// Some rank took so long for a range.
  void range_took(double seconds);

  /// Throws InputError (exit code 71) if nothing came from a rank for three times what the slowest
  /// range took, and beyond patience. Only time in which this rank listens counts: when the whole
  /// job was stopped, or this rank waited for its disk, the others are innocent.
  void look(Clock::time_point now = Clock::now());

 private:
  std::map<int, double> heard_;  ///< by rank, when, in s of listening
  double listened_ = 0.0;        ///< s
  double checked_ = 0.0;         ///< when all were, in s of listening
  double limit_;                 ///< s
  Clock::time_point last_look_;
};

}  // namespace smeftscan::parallel
