// SPDX-License-Identifier: MIT
#include "smeftscan/scan/rank_figures.hpp"

#include <algorithm>
#include <cstdio>

namespace smeftscan::scan {
namespace {

constexpr std::size_t most_lines = 16;

std::string line(const std::string& who, const parallel::RankReport& report) {
  char text[200];
  std::snprintf(text, sizeof text, "%s: %lld points, %.2f s busy, %.2f s idle, %lld messages",
                who.c_str(), report.points, report.busy_seconds, report.waiting_seconds,
                report.messages);
  return text;
}

/// The report whose `member` is at this fraction of all, in ascending order.
template <class Member>
Member quantile(std::vector<parallel::RankReport> reports, Member parallel::RankReport::*member,
                double fraction) {
  std::sort(reports.begin(), reports.end(),
            [&](const auto& a, const auto& b) { return a.*member < b.*member; });
  return reports[static_cast<std::size_t>(fraction * static_cast<double>(reports.size() - 1))].*
         member;
}

}  // namespace

void RankFigures::add(const std::vector<parallel::RankReport>& reports) {
  reports_.resize(std::max(reports_.size(), reports.size()));
  for (std::size_t rank = 0; rank < reports.size(); ++rank) {
    reports_[rank].points += reports[rank].points;
    reports_[rank].busy_seconds += reports[rank].busy_seconds;
    reports_[rank].waiting_seconds += reports[rank].waiting_seconds;
    reports_[rank].messages += reports[rank].messages;
  }
}

std::optional<double> RankFigures::seconds_per_point() const {
  parallel::RankReport sum;
  for (const auto& report : reports_) {
    sum.points += report.points;
    sum.busy_seconds += report.busy_seconds;
  }
  if (sum.points == 0) return std::nullopt;
  return sum.busy_seconds / static_cast<double>(sum.points);
}

std::vector<std::string> RankFigures::rank_lines() const {
  std::vector<std::string> lines;
  if (reports_.size() <= most_lines) {
    for (std::size_t rank = 0; rank < reports_.size(); ++rank)
      lines.push_back(line("rank " + std::to_string(rank), reports_[rank]));
    return lines;
  }
  using parallel::RankReport;
  for (const auto& [who, fraction] : {std::pair{"least", 0.0}, {"median", 0.5}, {"most", 1.0}})
    lines.push_back(line(std::string(who) + " of a rank",
                         {quantile(reports_, &RankReport::points, fraction),
                          quantile(reports_, &RankReport::busy_seconds, fraction),
                          quantile(reports_, &RankReport::waiting_seconds, fraction),
                          quantile(reports_, &RankReport::messages, fraction)}));
  return lines;
}

std::string RankFigures::group_line(const BatchFigures& all_ranks) const {
  double busy = 0.0;
  for (const auto& report : reports_) busy += report.busy_seconds;
  const auto groups = static_cast<double>(std::max(all_ranks.groups, 1LL));
  char text[200];
  std::snprintf(text, sizeof text, "%lld groups of eight points, each %.3g ms of a rank",
                all_ranks.groups, 1e3 * busy / groups);
  std::string line = text;
  if (all_ranks.right_hand_sides > 0) {  // integrated, not run by an operator
    std::snprintf(text, sizeof text, ", %.1f right-hand sides, %.1f steps",
                  static_cast<double>(all_ranks.right_hand_sides) / groups,
                  static_cast<double>(all_ranks.steps) / groups);
    line += text;
  }
  return line;
}

double ParallelEfficiency::value() const {
  const double available = wall_seconds * static_cast<double>(threads);
  return available > 0.0 ? busy_seconds / available : 0.0;
}

std::string ParallelEfficiency::line() const {
  char text[200];
  std::snprintf(text, sizeof text,
                "parallel efficiency %.1f %%: %.2f s of physics on %lld thread%s in %.2f s",
                100.0 * value(), busy_seconds, threads, threads == 1 ? "" : "s", wall_seconds);
  return text;
}

}  // namespace smeftscan::scan
