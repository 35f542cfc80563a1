// SPDX-License-Identifier: MIT
#include "smeftscan/scan/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <limits>

#include "smeftscan/base/log.hpp"

namespace smeftscan::scan {

Progress::Progress(long long total)
    : total_(total), terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::start(long long done) {
  done_before_ = done;
  start_ = last_ = Clock::now();
}

double Progress::points_per_second(long long done) const {
  const double time = seconds();
  return time > 0.0 && done > done_before_ ? static_cast<double>(done - done_before_) / time
                                           : std::numeric_limits<double>::quiet_NaN();
}

std::string Progress::line(long long done, long long total, long long failed, double rate) {
  char text[200];
  if (total < 0) {
    std::snprintf(text, sizeof text, "%lld points, %lld failed, %.0f points/s", done, failed, rate);
    return text;
  }
  const double left = rate > 0.0 ? static_cast<double>(total - done) / rate : 0.0;
  std::snprintf(text, sizeof text,
                "%lld of %lld points (%.0f %%), %lld failed, %.0f points/s, %.0f s left", done,
                total, 100.0 * static_cast<double>(done) / static_cast<double>(total), failed, rate,
                left);
  return text;
}

void Progress::update(long long done, long long failed) {
  const double since = std::chrono::duration<double>(Clock::now() - last_).count();
  if (terminal_) {
    if (since < 0.5) return;
    const std::string text = line(done, total_, failed, points_per_second(done));
    std::fprintf(stderr, "\r\033[K%s", text.c_str());
    std::fflush(stderr);
  } else {
    const double percent =
        total_ < 0 ? 0.0 : 100.0 * static_cast<double>(done) / static_cast<double>(total_);
    if (percent < next_percent_ && since < 600.0) return;
    while (next_percent_ <= percent)
      next_percent_ = next_percent_ < 2.0    ? 2.0
                      : next_percent_ < 5.0  ? 5.0
                      : next_percent_ < 10.0 ? 10.0
                                             : next_percent_ + 10.0;
    log::info(line(done, total_, failed, points_per_second(done)));
  }
  last_ = Clock::now();
}

void Progress::finish(long long done, long long failed) {
  if (terminal_) std::fprintf(stderr, "\r\033[K");
  char text[160];
  std::snprintf(text, sizeof text, "%lld points in %.2f s (%.0f points/s), %lld failed",
                done - done_before_, seconds(), points_per_second(done), failed);
  log::info(text);
}

}  // namespace smeftscan::scan
