// SPDX-License-Identifier: MIT
#include "smeftscan/scan/comparison.hpp"

#include <algorithm>
#include <limits>

#include "smeftscan/scan/journal_rows.hpp"
#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {
namespace {

/// The likelihood group whose chi-square changes most from the first row to another, for all
/// others; "" if there is none.
std::vector<std::string> deciding_groups(const Job& job, const Rows& chi2_group) {
  std::vector<std::string> result;
  for (Eigen::Index row = 1; row < chi2_group.rows(); ++row) {
    Eigen::Index group = -1;
    const auto changes = (chi2_group.row(row) - chi2_group.row(0)).cwiseAbs().eval();
    if (changes.size() > 0 && changes.allFinite()) changes.maxCoeff(&group);
    result.push_back(group < 0 ? "" : job.chi_square_parts[static_cast<std::size_t>(group)]);
  }
  return result;
}

/// [points x likelihood groups]; NaN without an answer.
Rows chi2_by_group(const Pipeline& pipeline, const Rows& coordinates) {
  const auto groups = static_cast<Eigen::Index>(pipeline.job().chi_square_parts.size());
  const Eigen::Index count = coordinates.rows();
  Rows result = Rows::Constant(count, groups, std::numeric_limits<double>::quiet_NaN());
  Pipeline::Workspace workspace(pipeline);
  for (Eigen::Index first = 0; first < count; first += Lanes::count) {
    const Eigen::Index here = std::min<Eigen::Index>(Lanes::count, count - first);
    const GroupResult& found =
        pipeline.evaluate(group_of(pipeline.job(), coordinates.middleRows(first, here)), workspace);
    for (Eigen::Index k = 0; k < here; ++k)
      if (found.outcome[static_cast<std::size_t>(k)].status == PointStatus::ok)
        for (Eigen::Index g = 0; g < groups; ++g)
          result(first + k, g) = found.chi_square[static_cast<std::size_t>(g)][static_cast<int>(k)];
  }
  return result;
}

}  // namespace

void add_comparison(const Job& job, const sampling::Comparison& comparison,
                    const storage::JournalRows& journal, DataGroup& group) {
  const auto group_count = static_cast<Eigen::Index>(job.chi_square_parts.size());
  const Rows chi2_group =
      rows_of(job, journal, comparison.points).middleCols(RowLayout::first_group, group_count);
  group.arrays.push_back({"group",
                          {comparison.axis},
                          deciding_groups(job, chi2_group),
                          "1",
                          "likelihood group whose chi-square changes most between " +
                              comparison.reference + " and minimum"});
  if (job.groups.empty()) return;
  group.arrays.push_back(
      {"likelihood_group", {"likelihood_group"}, job.chi_square_parts, "1", "likelihood group"});
  const Rows at_minima = chi2_group.bottomRows(chi2_group.rows() - 1);
  group.arrays.push_back({"chi2_group",
                          {comparison.axis, "likelihood_group"},
                          std::vector(at_minima.data(), at_minima.data() + at_minima.size()),
                          "1",
                          "chi-square of one group at the minimum"});
  group.arrays.push_back({"chi2_group_" + comparison.reference,
                          {"likelihood_group"},
                          std::vector(chi2_group.data(), chi2_group.data() + group_count),
                          "1",
                          "chi-square of one group " + comparison.meaning});
}

std::vector<sampling::Remark> comparison_lines(const Pipeline& pipeline) {
  const Job& job = pipeline.job();
  const auto comparison = job.sampler->comparison();
  if (!comparison) return {};
  return job.sampler->compared(
      deciding_groups(job, chi2_by_group(pipeline, comparison->coordinates)));
}

}  // namespace smeftscan::scan
