// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {
namespace {

constexpr long long ranges_per_rank = 20;
constexpr long long numbers_per_message = 1LL << 20;  // 8 MiB of doubles

}  // namespace

WorkRanges::WorkRanges(const WorkPlan& plan, int ranks, int threads)
    : unit_(plan.unit), next_(plan.first), end_(plan.first + plan.count), ranks_(ranks) {
  expect(plan.first >= 0 && plan.count >= 0, "a work plan counts points from 0");
  expect(plan.unit >= 1 && plan.columns >= 1, "units and rows of a work plan are not empty");
  expect(ranks >= 1 && threads >= 1, "work is shared by one rank and one thread at least");
  expect(plan.unit <= std::numeric_limits<int>::max() / plan.columns, "a unit fits one message");
  const long long message = std::max(unit_, numbers_per_message / plan.columns);
  smallest_ = std::min(unit_ * threads, message);
  largest_ = std::clamp(plan.count / (ranges_per_rank * ranks), smallest_, message) / unit_ * unit_;
}

WorkRange WorkRanges::take(double seconds, double seconds_per_point) {
  expect(!empty(), "there is work left to take");
  const double lasting = seconds_per_point > 0.0 ? seconds / seconds_per_point : 1e18;
  const long long by_time = std::llround(std::min(lasting, 1e18));
  const long long fair = std::min(largest_, (end_ - next_) / (2 * ranks_) / unit_ * unit_);
  const long long wanted = std::max(smallest_, std::min(by_time, fair));
  const long long cut = (next_ + wanted + unit_ - 1) / unit_ * unit_;
  const WorkRange range{next_, std::min(cut, end_) - next_};
  next_ += range.count;
  return range;
}

}  // namespace smeftscan::parallel
