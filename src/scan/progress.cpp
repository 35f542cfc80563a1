// SPDX-License-Identifier: MIT
#include "smeftscan/scan/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <limits>
#include <optional>

#include "smeftscan/base/log.hpp"

namespace smeftscan::scan {

Progress::Progress(const sampling::Sampler& sampler)
    : sampler_(sampler),
      total_(sampler.total()),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      last_(start_),
      last_look_(start_) {}

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

double Progress::seconds_left(long long done) const {
  const double rate = points_per_second(done);
  if (total_ < 0 || !(rate > 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(std::max(total_ - done, 0LL)) / rate;
}

double Progress::percent(long long done) const {
  if (total_ > 0) return 100.0 * static_cast<double>(done) / static_cast<double>(total_);
  const std::optional<sampling::Steps> steps = sampler_.steps();
  if (!steps || steps->total == 0) return 0.0;
  return 100.0 * static_cast<double>(steps->done) / static_cast<double>(steps->total);
}

std::string Progress::line(long long done, long long failed) const {
  char text[300];
  int length = 0;
  const auto add = [&](const char* pattern, auto... values) {
    const auto used = static_cast<std::size_t>(length);
    length += std::snprintf(text + used, sizeof text - used, pattern, values...);
  };
  add("%lld", done);
  if (total_ >= 0) add(" of %lld", total_);
  add(" points");
  if (total_ > 0) add(" (%.0f %%)", percent(done));
  add(", %lld failed", failed);
  if (const double rate = points_per_second(done); rate > 0.0) add(", %.0f points/s", rate);
  if (const double left = seconds_left(done); left >= 0.0) add(", %.0f s left", left);
  if (const auto steps = sampler_.steps(); total_ < 0 && steps)
    add(", %lld of %lld %s", steps->done, steps->total, steps->name.c_str());
  return text;
}

void Progress::update(long long done, long long failed) {
  const Clock::time_point now = Clock::now();
  const auto since = [&](Clock::time_point then) {
    return std::chrono::duration<double>(now - then).count();
  };
  if (terminal_) {
    if (since(last_) < 0.5) return;
    std::fprintf(stderr, "\r\033[K%s", line(done, failed).c_str());
    std::fflush(stderr);
  } else {
    if (total_ < 0 && since(last_look_) < 0.01) return;
    last_look_ = now;
    const double reached = percent(done);
    const bool is_due = since(last_) > 600.0 || (total_ < 0 && seconds() >= next_seconds_);
    if (reached < next_percent_ && !is_due) return;
    while (next_percent_ <= reached)
      next_percent_ = next_percent_ < 2.0    ? 2.0
                      : next_percent_ < 5.0  ? 5.0
                      : next_percent_ < 10.0 ? 10.0
                                             : next_percent_ + 10.0;
    while (next_seconds_ <= seconds()) next_seconds_ *= 2.0;
    log::info(line(done, failed));
  }
  last_ = now;
}

void Progress::finish(long long done, long long failed) {
  if (terminal_) std::fprintf(stderr, "\r\033[K");
  char text[160];
  int length =
      std::snprintf(text, sizeof text, "%lld points in %.2f s", done - done_before_, seconds());
  const auto rest = static_cast<std::size_t>(length);
  const double rate = points_per_second(done);
  if (rate > 0.0)
    std::snprintf(text + rest, sizeof text - rest, " (%.0f points/s), %lld failed", rate, failed);
  else
    std::snprintf(text + rest, sizeof text - rest, ", %lld failed", failed);
  log::info(text);
}

}  // namespace smeftscan::scan
