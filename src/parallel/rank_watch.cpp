// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/rank_watch.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {
namespace {

constexpr double least_silence = 20.0;     // s
constexpr double longest_look_away = 1.0;  // s of rank 0, that count as listening

}  // namespace

RankWatch::RankWatch(int ranks, Clock::time_point now)
    : heard_(static_cast<std::size_t>(ranks), 0.0), limit_(least_silence), last_look_(now) {
  dismiss(0);  // itself
}

void RankWatch::dismiss(int rank) {
  heard_[static_cast<std::size_t>(rank)] = std::numeric_limits<double>::infinity();
}

void RankWatch::range_took(double seconds) { limit_ = std::max(limit_, 3.0 * seconds); }

void RankWatch::look(Clock::time_point now) {
  const double passed = std::chrono::duration<double>(now - last_look_).count();
  last_look_ = now;
  listened_ += std::min(passed, longest_look_away);
  const auto silent = std::min_element(heard_.begin(), heard_.end());
  if (listened_ - *silent <= limit_) return;
  throw InputError("rank " + std::to_string(silent - heard_.begin()) + " has not answered for " +
                       std::to_string(static_cast<int>(limit_)) +
                       " s: it hangs, or its node is lost. Go on with --resume",
                   ExitCode::system);
}

}  // namespace smeftscan::parallel
