// SPDX-License-Identifier: MIT
#include "smeftscan/scan/journal_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {
namespace {

constexpr long long points_of_a_visit = 1 << 16;

}  // namespace

Rows rows_of(const Job& job, const storage::JournalRows& journal,
             std::span<const std::int64_t> points) {
  const auto count = static_cast<Eigen::Index>(points.size());
  Rows result = Rows::Constant(count, RowLayout(job).columns, std::nan(""));
  result.col(RowLayout::outcome).setConstant(RowLayout::outcome_of(PointStatus::not_computed, 0));
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  auto next = std::find_if(order.begin(), order.end(), [&](auto i) { return points[i] >= 0; });
  while (next != order.end()) {
    const long long first = points[*next];
    journal.visit(first, points_of_a_visit, [&](long long at, const Rows& rows) {
      for (; next != order.end() && points[*next] < at + rows.rows(); ++next)
        if (points[*next] >= at)
          result.row(static_cast<Eigen::Index>(*next)) = rows.row(points[*next] - at);
    });
    while (next != order.end() && points[*next] < first + points_of_a_visit) ++next;
  }
  return result;
}

}  // namespace smeftscan::scan
