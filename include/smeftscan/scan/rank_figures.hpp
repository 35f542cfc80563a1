// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "smeftscan/parallel/work.hpp"
#include "smeftscan/scan/batch.hpp"

namespace smeftscan::scan {

/// What every rank did in a scan, for the lines at its end.
class RankFigures {
 public:
  /// After every map, with WorkPool::reports().
  void add(const std::vector<parallel::RankReport>& reports);

  /// Of a rank, inside the physics; nothing before the first point.
  std::optional<double> seconds_per_point() const;

  /// One line a rank up to 16 ranks, else the smallest, median and largest of all: points, time
  /// inside the physics, time without work, messages.
  std::vector<std::string> rank_lines() const;
  /// One line on the groups of eight points of all ranks together.
  std::string group_line(const BatchFigures& all_ranks) const;

 private:
  std::vector<parallel::RankReport> reports_;  // by rank
};

/// The part of the time of all threads that went into the physics.
struct ParallelEfficiency {
  double busy_seconds = 0.0;  ///< of all threads
  double wall_seconds = 0.0;
  long long threads = 0;  ///< of all ranks

  double value() const;
  std::string line() const;
};

}  // namespace smeftscan::scan
