// SPDX-License-Identifier: MIT
#include "smeftscan/scan/scan_output.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/sha256.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/identity.hpp"
#include "smeftscan/scan/journal_rows.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/scan/sampler_output.hpp"

namespace smeftscan::scan {
namespace {

constexpr std::size_t piece_bytes = std::size_t{16} << 20;

/// Rows of the file, at first of points that were not computed.
output::ScanRows empty_rows(const Job& job, const RowLayout& layout, bool is_list, long long first,
                            long long count) {
  output::ScanRows rows;
  rows.status.assign(static_cast<std::size_t>(count),
                     static_cast<std::uint8_t>(PointStatus::not_computed));
  rows.chi2.assign(static_cast<std::size_t>(count), std::nan(""));
  rows.chi2_group =
      Rows::Constant(count, static_cast<Eigen::Index>(job.chi_square_parts.size()), std::nan(""));
  rows.kept =
      Rows::Constant(count, layout.first_coordinate - layout.first_prediction, std::nan(""));
  const Eigen::Index coordinates = layout.columns - layout.first_coordinate;
  if (job.sampler->learns()) {
    rows.coordinates = Rows::Constant(count, coordinates, std::nan(""));
  } else if (coordinates > 0) {
    rows.profiled = Rows::Constant(count, coordinates, std::nan(""));
  } else if (is_list) {
    rows.coordinates = job.sampler->points(first, count);
  }
  return rows;
}

void copy_rows(const Rows& from, const RowLayout& layout, Eigen::Index at, output::ScanRows& to) {
  const Eigen::Index count = from.rows();
  for (Eigen::Index i = 0; i < count; ++i) {
    to.status[static_cast<std::size_t>(at + i)] =
        static_cast<std::uint8_t>(RowLayout::status_of(from, i));
    to.chi2[static_cast<std::size_t>(at + i)] = layout.chi_square(from, i);
  }
  to.chi2_group.middleRows(at, count) =
      from.middleCols(RowLayout::first_group, to.chi2_group.cols());
  to.kept.middleRows(at, count) = from.middleCols(layout.first_prediction, to.kept.cols());
  Rows& coordinates = to.profiled.cols() > 0 ? to.profiled : to.coordinates;
  if (layout.first_coordinate < layout.columns)
    coordinates.middleRows(at, count) = from.rightCols(layout.columns - layout.first_coordinate);
}

void collect_failures(const Rows& rows, long long first, std::vector<output::Failure>& failures) {
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    if (!RowLayout::is_failed(rows, i)) continue;
    if (failures.size() == most_described_failures) return;
    failures.push_back(failure_of(rows, i, first + i));
  }
}

/// The points first, ..., first + count - 1 of the scan.
output::ScanRows scan_rows(const Job& job, const RowLayout& layout, bool is_list,
                           const storage::JournalRows& journal, long long first, long long count,
                           std::vector<output::Failure>& failures) {
  output::ScanRows rows = empty_rows(job, layout, is_list, first, count);
  journal.visit(first, count, [&](long long at, const Rows& found) {
    copy_rows(found, layout, at - first, rows);
    collect_failures(found, at, failures);
  });
  return rows;
}

/// The grid points first, ..., first + count - 1 that were searched for. Where none was found the
/// status is other.
output::ScanRows found_rows(const Job& job, const RowLayout& layout,
                            const storage::JournalRows& journal, const sampling::FoundPoints& grid,
                            long long first, long long count) {
  const std::vector<std::int64_t> points(grid.numbers.begin() + first,
                                         grid.numbers.begin() + first + count);
  Rows found = rows_of(job, journal, points);
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i] < 0)
      found(static_cast<Eigen::Index>(i), RowLayout::outcome) =
          RowLayout::outcome_of(PointStatus::other, 0);
  output::ScanRows rows = empty_rows(job, layout, /*is_list=*/false, first, count);
  copy_rows(found, layout, 0, rows);
  rows.profiled = grid.minimised->middleRows(first, count);
  for (const sampling::GridColumn& column : grid.columns) {
    rows.kept.conservativeResize(Eigen::NoChange, rows.kept.cols() + 1);
    rows.kept.rightCols(1) = Eigen::Map<const Eigen::VectorXd>(column.values.data() + first, count);
  }
  return rows;
}

}  // namespace

output::Failure failure_of(const Rows& rows, Eigen::Index row, long long point) {
  const PointStatus status = RowLayout::status_of(rows, row);
  const int flag = RowLayout::solver_flag_of(rows, row);
  std::string message(name(status));
  if (flag != 0) message += ": CVODE returned " + rge::solver_flag_name(flag);
  return {point, static_cast<std::uint8_t>(status), flag, rows(row, RowLayout::scale_reached),
          message};
}

storage::Manifest make_manifest(const Job& job) {
  return {.job = job.text,
          .job_resolved = job.resolved(),
          .job_sha256 = input::sha256(job.text),
          .data_sha256 = job.data.sha256,
          .identity = identity_of(job),
          .seed = job.sampler->seed(),
          .points_total = job.sampler->learns() ? -1 : job.sampler->total(),
          .columns = RowLayout(job).names};
}

output::PointCounts write_scan_file(const Job& job, const storage::Manifest& manifest,
                                    const storage::JournalRows& journal, const std::string& state,
                                    const output::Provenance& provenance, bool overwrite,
                                    const FitQuality* quality,
                                    const std::vector<DataGroup>& groups) {
  const RowLayout layout(job);
  const sampling::Shape shape = job.sampler->shape();
  const long long total = shape.found ? static_cast<long long>(shape.found->numbers.size())
                          : job.sampler->learns() ? journal.end()
                                                  : job.sampler->total();
  output::ScanWriter writer(job.output, file_layout(job), static_cast<std::size_t>(total),
                            overwrite);
  const auto row_bytes = sizeof(double) * static_cast<std::size_t>(layout.columns);
  const auto piece = static_cast<long long>(std::max<std::size_t>(piece_bytes / row_bytes, 1));
  std::vector<output::Failure> failures;
  output::PointCounts counts;
  for (long long first = 0; first < total; first += piece) {
    const long long count = std::min(piece, total - first);
    const output::ScanRows rows =
        shape.found ? found_rows(job, layout, journal, *shape.found, first, count)
                    : scan_rows(job, layout, shape.is_list(), journal, first, count, failures);
    counts += output::count_points(rows.status);
    writer.append(rows);
  }
  writer.add(sampler_groups(job, journal, quality));
  writer.add(groups);
  const output::FileHeader header{.job = manifest.job,
                                  .job_resolved = manifest.job_resolved,
                                  .job_sha256 = manifest.job_sha256,
                                  .data_sha256 = manifest.data_sha256,
                                  .seed = manifest.seed,
                                  .state = state,
                                  .identity = manifest.identity};
  writer.finish(header, failures, provenance);
  return counts;
}

}  // namespace smeftscan::scan
