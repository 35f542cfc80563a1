// SPDX-License-Identifier: MIT
#pragma once

namespace smeftscan::parallel {

/// An index range to compute: points `first` to `first + count - 1`, `columns` numbers each.
///
/// Ranges are cut at multiples of `unit` counted from point 0, never from `first`: a group of eight
/// lanes holds the same points on any number of ranks, in a whole scan and in a resumed one.
struct WorkPlan {
  long long first = 0;
  long long count = 0;
  long long unit = 1;
  int columns = 1;  ///< 0 where no rows travel
};

struct WorkRange {
  long long first = 0;
  long long count = 0;
};

/// s of work on a leader between its looks at the messages, if a unit a thread is shorter.
inline constexpr double longest_silence = 4e-3;

/// s that a range lasts: long against a message, and so long that a leader, which answers this many
/// workers and is silent for `silence` seconds at a time, has the next one there in time.
double range_seconds(int workers, double silence);

/// s that a range lasts at least on a rank of several threads, since all but one of them wait at
/// its end: 32 units for each, but no more than a second. `seconds_per_point` is of the whole rank;
/// 0 is unknown, and a single thread waits for nobody: 0 s then.
double balanced_seconds(double seconds_per_point, long long unit, int threads);

/// What a range must leave: every rank 20 of the whole and 2 of the rest (guided self-scheduling),
/// or 4 of the whole where more work follows.
enum class Sharing { guided, even };

/// Cuts a plan into ranges, front to back: a range lasts the time that is asked for, as far as the
/// sharing allows.
class WorkRanges {
 public:
  /// A range has at least one unit for each of `threads`, while there are as many.
  WorkRanges(const WorkPlan& plan, int ranks, int threads, Sharing sharing = Sharing::guided);

  bool empty() const { return next_ == end_; }
  /// Whether there are so many smallest ranges, the last one of which may be shorter.
  bool has(long long ranges) const { return end_ - next_ > (ranges - 1) * smallest_; }
  /// All that is left.
  WorkRange rest() const { return {next_, end_ - next_}; }

  /// The smallest range, where the time of a point is not yet known or the answer must come soon.
  WorkRange take_smallest() { return take(0.0, 1.0); }
  /// A range of about `seconds`, where a point takes `seconds_per_point`. Not for an empty plan.
  WorkRange take(double seconds, double seconds_per_point);

 private:
  long long unit_;
  long long next_;
  long long end_;
  long long smallest_;  // points
  long long largest_;   // points, so that each rank gets its ranges and a message stays small
  long long ranks_;
  Sharing sharing_;
};

}  // namespace smeftscan::parallel
