// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "smeftscan/parallel/work_ranges.hpp"

namespace smeftscan::parallel {

/// s between the words of a leader to rank 0.
inline constexpr double between_news = 2.0;

/// The ranks of a job in blocks of neighbours, equal but for one rank. The first rank of a block
/// leads it: it hands out ranges to the workers, the others, and consumes their rows. Rank 0 also
/// leads the leaders.
class Blocks {
 public:
  /// As few as there can be with at most `largest` ranks each.
  Blocks(int ranks, int largest) : ranks_(ranks), count_((ranks - 1) / largest + 1) {}

  int ranks() const { return ranks_; }
  int count() const { return count_; }
  /// 0, 1, ...
  int block_of(int rank) const { return static_cast<int>(((rank + 1LL) * count_ - 1) / ranks_); }
  int leader(int block) const { return static_cast<int>(1LL * block * ranks_ / count_); }
  /// Ranks of a block, with its leader.
  int members(int block) const { return leader(block + 1) - leader(block); }

  int leader_of(int rank) const { return leader(block_of(rank)); }
  bool leads(int rank) const { return leader_of(rank) == rank; }

 private:
  int ranks_;
  int count_;
};

/// How many ranges a stock must have for a member to get its next one, where `held` says how many
/// each member has: one if it has none, else one also for every other that has no more. So the last
/// ranges of a plan go to ranks that have none.
long long ranges_wanted(std::span<const int> held, std::size_t member);

/// What a leader hands out: ranges cut from one large range of points, with the next one ahead, so
/// that nobody waits for it.
class BlockStock {
 public:
  /// `plan` gives units and columns.
  BlockStock(const WorkPlan& plan, const Blocks& blocks, int block, int threads);

  /// True once for each large range that should be asked for now.
  bool ask();
  /// The answer; an empty one is the last.
  void put(WorkRange range);

  /// Nothing to take now.
  bool empty() const { return ranges_.empty() && !ahead_; }
  /// Nor later.
  bool finished() const { return ended_ && empty(); }

  /// Whether there are so many smallest ranges: at once, or together with what may come later.
  bool has(long long ranges) const { return !ended_ || ahead_ || ranges_.has(ranges); }

  /// As WorkRanges does. Not from an empty stock.
  WorkRange take(double seconds, double seconds_per_point);
  WorkRange take_smallest();

 private:
  WorkRanges cut(WorkRange range) const;
  void begin_next();

  WorkPlan plan_;
  int members_;
  int threads_;
  Sharing sharing_;
  WorkRanges ranges_;
  std::optional<WorkRange> ahead_;
  bool asked_ = false;
  bool ended_ = false;
};

/// Where large ranges come from: on rank 0. All of them together are `rest`, a part of a plan.
class BlockSupply {
 public:
  BlockSupply(WorkPlan rest, const Blocks& blocks, int threads);

  /// The next for a block that takes `seconds_per_point` as a whole (0: not yet known), where
  /// leaders are silent for so long at a time; empty when there is no more.
  WorkRange next(double seconds_per_point, double silence);

 private:
  int blocks_;
  int members_;
  WorkRange rest_;  ///< for a block that is alone, all at once
  WorkRanges ranges_;
};

}  // namespace smeftscan::parallel
