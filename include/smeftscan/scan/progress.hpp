// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace smeftscan::scan {

/// Tells people on stderr how far a scan is: on a terminal one line redrawn twice a second,
/// elsewhere a line at 1, 2, 5, 10, 20, ... percent and at least every ten minutes. Rank 0 only.
class Progress {
 public:
  /// `total` is -1 where nobody knows.
  explicit Progress(long long total);

  /// Time counts from now on, for points beyond the `done` of earlier lives.
  void start(long long done);

  void update(long long done, long long failed);
  /// Ends the line; says how long it took.
  void finish(long long done, long long failed);

  double seconds() const;
  /// Of this life; NaN at its beginning.
  double points_per_second(long long done) const;
  /// What the lines say: "1234 of 11011 points (11 %), 0 failed, 890 points/s, 11 s left".
  static std::string line(long long done, long long total, long long failed, double rate);

 private:
  using Clock = std::chrono::steady_clock;

  long long total_;
  long long done_before_ = 0;
  bool terminal_;
  Clock::time_point start_;
  Clock::time_point last_;
  double next_percent_ = 1.0;
};

}  // namespace smeftscan::scan
