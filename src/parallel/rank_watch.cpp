// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/rank_watch.hpp"

#include <algorithm>
#include <string>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {
namespace {

constexpr double longest_look_away = 1.0;  // s of this rank, that count as listening
constexpr double between_checks = 0.05;    // s, since leaders may be thousands

}  // namespace

RankWatch::RankWatch(const std::vector<int>& ranks, double patience, Clock::time_point now)
    : limit_(patience), last_look_(now) {
  for (const int rank : ranks) heard_.emplace(rank, 0.0);
}

void RankWatch::heard_of(int rank) {
  if (const auto found = heard_.find(rank); found != heard_.end()) found->second = listened_;
}

void RankWatch::range_took(double seconds) { limit_ = std::max(limit_, 3.0 * seconds); }

void RankWatch::look(Clock::time_point now) {
  const double passed = std::chrono::duration<double>(now - last_look_).count();
  last_look_ = now;
  listened_ += std::min(passed, longest_look_away);
  if (listened_ - checked_ < between_checks) return;
  checked_ = listened_;
  for (const auto& [rank, heard] : heard_) {
    if (listened_ - heard <= limit_) continue;
    throw InputError("rank " + std::to_string(rank) + " has not answered for " +
                         std::to_string(static_cast<int>(limit_)) +
                         " s: it hangs, or its node is lost. Go on with --resume",
                     ExitCode::system);
  }
}

}  // namespace smeftscan::parallel
