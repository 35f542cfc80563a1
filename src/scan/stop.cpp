// SPDX-License-Identifier: MIT
#include "smeftscan/scan/stop.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <ctime>

namespace smeftscan::scan {
namespace {

constexpr int watched[]{SIGTERM, SIGUSR1, SIGUSR2, SIGINT};

volatile std::sig_atomic_t received = 0;

extern "C" void remember(int signal) {
  received = signal;
  std::signal(signal, SIG_DFL);
}

/// Seconds until Slurm ends the job, if it runs there.
std::optional<double> seconds_of_slurm() {
  const char* end = std::getenv("SLURM_JOB_END_TIME");  // seconds since 1970
  if (end == nullptr) return std::nullopt;
  const double seconds = std::strtod(end, nullptr);
  if (!(seconds > 0.0)) return std::nullopt;
  return seconds - static_cast<double>(std::time(nullptr));
}

}  // namespace

void catch_signals() {
  for (const int signal : watched) std::signal(signal, &remember);
}

StopWatch::StopWatch(std::optional<double> wall_time) {
  if (received == 0) catch_signals();
  const auto slurm = seconds_of_slurm();
  if (slurm) wall_time = wall_time ? std::min(*wall_time, *slurm) : *slurm;
  if (!wall_time) return;
  const double usable = *wall_time - std::min(60.0, 0.1 * *wall_time);
  end_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                            std::chrono::duration<double>(std::clamp(usable, 0.0, 1e8)));
}

StopWatch::~StopWatch() {
  for (const int signal : watched) std::signal(signal, SIG_DFL);
  received = 0;
}

bool StopWatch::must_stop() const { return received != 0 || (end_ && Clock::now() >= *end_); }

const char* StopWatch::reason() const {
  switch (received) {
    case 0: return "the wall time is up";
    case SIGTERM: return "SIGTERM";
    case SIGUSR1: return "SIGUSR1";
    case SIGUSR2: return "SIGUSR2";
    default: return "SIGINT";
  }
}

}  // namespace smeftscan::scan
