// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/blocks.hpp"

#include <algorithm>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {
namespace {

constexpr double shortest_block_range = 0.5;  // s, to be long against a sync of rank 0
constexpr double ranges_ahead = 4.0;          // of each worker, in a large range

WorkPlan without_rows(WorkPlan plan) {
  plan.columns = 0;
  return plan;
}

}  // namespace

long long ranges_wanted(std::span<const int> held, std::size_t member) {
  if (held[member] == 0) return 1;
  return std::count_if(held.begin(), held.end(), [&](int other) { return other <= held[member]; });
}

BlockStock::BlockStock(const WorkPlan& plan, const Blocks& blocks, int block, int threads)
    : plan_(plan),
      members_(blocks.members(block)),
      threads_(threads),
      sharing_(blocks.count() == 1 ? Sharing::guided : Sharing::even),
      ranges_(cut({})) {}

WorkRanges BlockStock::cut(WorkRange range) const {
  return {{range.first, range.count, plan_.unit, plan_.columns}, members_, threads_, sharing_};
}

bool BlockStock::ask() { return !ended_ && !ahead_ && !std::exchange(asked_, true); }

void BlockStock::put(WorkRange range) {
  asked_ = false;
  if (range.count == 0) {
    ended_ = true;
  } else if (ranges_.empty()) {
    ranges_ = cut(range);
  } else {
    ahead_ = range;
  }
}

void BlockStock::begin_next() {
  expect(!empty(), "there is work left to take");
  if (ranges_.empty()) ranges_ = cut(*std::exchange(ahead_, std::nullopt));
}

WorkRange BlockStock::take(double seconds, double seconds_per_point) {
  begin_next();
  return ranges_.take(seconds, seconds_per_point);
}

WorkRange BlockStock::take_smallest() {
  begin_next();
  return ranges_.take_smallest();
}

BlockSupply::BlockSupply(WorkPlan rest, const Blocks& blocks, int threads)
    : blocks_(blocks.count()),
      members_(blocks.members(0)),
      rest_{rest.first, rest.count},
      ranges_(without_rows(rest), blocks_, threads * members_) {}

WorkRange BlockSupply::next(double seconds_per_point, double silence) {
  if (blocks_ == 1) return std::exchange(rest_, {});
  if (ranges_.empty()) return {};
  if (seconds_per_point <= 0.0) return ranges_.take_smallest();
  const double seconds = std::max(
      shortest_block_range, ranges_ahead * range_seconds(std::max(blocks_, members_), silence));
  return ranges_.take(seconds, seconds_per_point);
}

}  // namespace smeftscan::parallel
