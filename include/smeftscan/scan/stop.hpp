// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>

namespace smeftscan::scan {

/// Catches the signals of StopWatch from now on, so that one that comes while a scan is being set
/// up stops it in order too.
void catch_signals();

/// Says when a scan must stop before its end: after SIGTERM, SIGUSR1, SIGUSR2 or SIGINT, or when
/// its wall time is up. A second signal ends the process at once; the journal outlives that too.
///
/// Signals are caught from construction on, or from catch_signals() before it, until destruction.
/// One object at a time.
class StopWatch {
 public:
  /// `wall_time` in seconds from now; the limit of a Slurm job (SLURM_JOB_END_TIME) counts too. A
  /// minute of it, or a tenth if that is less, is kept for ending.
  explicit StopWatch(std::optional<double> wall_time);
  ~StopWatch();
  StopWatch(const StopWatch&) = delete;
  StopWatch& operator=(const StopWatch&) = delete;

  bool must_stop() const;
  /// "signal 15", "the wall time is up".
  const char* reason() const;

 private:
  using Clock = std::chrono::steady_clock;
  std::optional<Clock::time_point> end_;
};

}  // namespace smeftscan::scan
