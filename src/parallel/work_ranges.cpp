// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/work_ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {
namespace {

constexpr long long guided_ranges_per_rank = 20;
constexpr long long even_ranges_per_rank = 4;
constexpr long long numbers_per_message = 1LL << 20;  // 8 MiB of doubles
constexpr double shortest_range = 20e-3;              // s of work, to be long against a message
constexpr double silences_per_range = 3.0;            // so that the next range is there in time
constexpr double units_per_thread = 32.0;
constexpr double longest_balanced = 1.0;       // s, to hear of a stop in time
constexpr double answering_a_request = 40e-6;  // s, eight times what a leader needs for one

}  // namespace

double range_seconds(int workers, double silence) {
  return std::max({shortest_range, silences_per_range * silence, answering_a_request * workers});
}

double balanced_seconds(double seconds_per_point, long long unit, int threads) {
  if (threads == 1) return 0.0;
  const double points = units_per_thread * static_cast<double>(unit * threads);
  return std::min(longest_balanced, points * seconds_per_point);
}

WorkRanges::WorkRanges(const WorkPlan& plan, int ranks, int threads, Sharing sharing)
    : unit_(plan.unit),
      next_(plan.first),
      end_(plan.first + plan.count),
      ranks_(ranks),
      sharing_(sharing) {
  expect(plan.first >= 0 && plan.count >= 0, "a work plan counts points from 0");
  expect(plan.unit >= 1 && plan.columns >= 0, "units of a work plan are not empty");
  expect(ranks >= 1 && threads >= 1, "work is shared by one rank and one thread at least");
  constexpr long long no_limit = std::numeric_limits<long long>::max();
  long long message = no_limit;
  if (plan.columns > 0) {
    expect(plan.unit <= std::numeric_limits<int>::max() / plan.columns, "a unit fits one message");
    message = std::max(unit_, numbers_per_message / plan.columns);
  }
  smallest_ = std::min(unit_ * threads, message);
  const long long ranges =
      sharing == Sharing::guided ? guided_ranges_per_rank : even_ranges_per_rank;
  largest_ = std::clamp(plan.count / (ranges * ranks), smallest_, message) / unit_ * unit_;
}

WorkRange WorkRanges::take(double seconds, double seconds_per_point) {
  expect(!empty(), "there is work left to take");
  const double lasting = seconds_per_point > 0.0 ? seconds / seconds_per_point : 1e18;
  const long long by_time = std::llround(std::min(lasting, 1e18));
  const long long of_rest = (end_ - next_) / (2 * ranks_) / unit_ * unit_;
  const long long fair = sharing_ == Sharing::guided ? std::min(largest_, of_rest) : largest_;
  const long long wanted = std::max(smallest_, std::min(by_time, fair));
  const long long cut = (next_ + wanted + unit_ - 1) / unit_ * unit_;
  const WorkRange range{next_, std::min(cut, end_) - next_};
  next_ += range.count;
  return range;
}

}  // namespace smeftscan::parallel
