// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::scan {

/// Tells people on stderr how far a scan is: on a terminal one line redrawn twice a second,
/// elsewhere a line at 1, 2, 5, 10, 20, ... percent of the points, or of the sampler's steps where
/// the number of points is open, after 10, 20, 40, ... s and at least every ten minutes. Rank 0
/// only.
class Progress {
 public:
  /// `sampler` must outlive the progress.
  explicit Progress(const sampling::Sampler& sampler);

  /// Time counts from now on, for points beyond the `done` of earlier lives.
  void start(long long done);

  void update(long long done, long long failed);
  /// Ends the line; says how long it took.
  void finish(long long done, long long failed);

  double seconds() const;
  /// Of this life; NaN at its beginning.
  double points_per_second(long long done) const;
  /// Until the last point; NaN where the number of points is open, or no rate is known yet.
  double seconds_left(long long done) const;
  /// What the lines say: "1234 of 11011 points (11 %), 0 failed, 890 points/s, 11 s left", or
  /// "1234 points, 0 failed, 890 points/s, 49 of 225 grid points".
  std::string line(long long done, long long failed) const;

 private:
  using Clock = std::chrono::steady_clock;

  double percent(long long done) const;

  const sampling::Sampler& sampler_;
  long long total_;
  long long done_before_ = 0;
  bool terminal_;
  Clock::time_point start_;
  Clock::time_point last_;
  double next_percent_ = 1.0;
  double next_seconds_ = 10.0;
  Clock::time_point last_look_;
};

}  // namespace smeftscan::scan
