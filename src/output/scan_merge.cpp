// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_merge.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {
namespace {

namespace fs = std::filesystem;

constexpr auto not_computed = static_cast<std::uint8_t>(PointStatus::not_computed);

struct Input {
  fs::path path;
  ScanFile scan;
};

[[noreturn]] void refuse(const Input& input, const std::string& what) {
  throw InputError(input.path.string() + ": does not fit the first file (" + what +
                   " differ). Only scans of one model, likelihood and data can be merged");
}

std::vector<std::string> names(const ScanLayout& layout) {
  std::vector<std::string> result;
  for (const Axis& axis : layout.axes) result.push_back(axis.name + " " + axis.unit);
  for (const auto& parameters : {layout.parameters, layout.nuisances})
    for (const Parameter& parameter : parameters)
      result.push_back(parameter.name + " " + parameter.unit);
  return result;
}

std::vector<std::string> kept_names(const ScanLayout& layout) {
  std::vector<std::string> result;
  for (const KeptColumn& column : layout.kept) result.push_back(column.name + " " + column.unit);
  return result;
}

void check_fit(const Input& first, const Input& other) {
  const ScanLayout& a = first.scan.layout;
  const ScanLayout& b = other.scan.layout;
  if (a.kind != b.kind) refuse(other, "a grid and a list");
  if (names(a) != names(b)) refuse(other, "the parameters");
  if (a.groups != b.groups) refuse(other, "the likelihood groups");
  if (kept_names(a) != kept_names(b)) refuse(other, "the kept columns");
  if (a.kind == ScanLayout::Kind::grid &&
      first.scan.header.data_sha256 != other.scan.header.data_sha256)
    refuse(other, "the data");
}

void copy_row(const ScanRows& from, Eigen::Index i, ScanRows& to, Eigen::Index k) {
  to.status[static_cast<std::size_t>(k)] = from.status[static_cast<std::size_t>(i)];
  to.chi2[static_cast<std::size_t>(k)] = from.chi2[static_cast<std::size_t>(i)];
  if (to.chi2_group.cols() > 0) to.chi2_group.row(k) = from.chi2_group.row(i);
  if (to.kept.cols() > 0) to.kept.row(k) = from.kept.row(i);
  if (to.coordinates.cols() > 0) to.coordinates.row(k) = from.coordinates.row(i);
  if (to.profiled.cols() > 0) to.profiled.row(k) = from.profiled.row(i);
}

bool same_answer(const ScanRows& a, Eigen::Index i, const ScanRows& b, Eigen::Index k) {
  const double first = a.chi2[static_cast<std::size_t>(i)];
  const double second = b.chi2[static_cast<std::size_t>(k)];
  return a.status[static_cast<std::size_t>(i)] == b.status[static_cast<std::size_t>(k)] &&
         std::memcmp(&first, &second, sizeof first) == 0;
}

/// The axis of which the files have different values; the first one if they have the same grid.
std::size_t joint_axis(const std::vector<Input>& inputs) {
  std::set<std::size_t> different;
  for (const Input& input : inputs)
    for (std::size_t i = 0; i < input.scan.layout.axes.size(); ++i)
      if (input.scan.layout.axes[i].values != inputs.front().scan.layout.axes[i].values)
        different.insert(i);
  if (different.size() > 1)
    throw InputError(inputs.back().path.string() +
                     ": grids that differ along more than one axis do not make a grid. Merge those "
                     "that share all axes but one");
  return different.empty() ? 0 : *different.begin();
}

/// The grid whose joint axis has the values of all files, without rows.
ScanFile joint_grid(const std::vector<Input>& inputs, std::size_t joint) {
  ScanFile result;
  result.layout = inputs.front().scan.layout;
  std::set<double> values;
  for (const Input& input : inputs) {
    const auto& some = input.scan.layout.axes[joint].values;
    values.insert(some.begin(), some.end());
  }
  std::vector<double>& axis = result.layout.axes[joint].values;
  const bool descending = axis.size() > 1 && axis.front() > axis.back();
  axis.assign(values.begin(), values.end());
  if (descending) std::reverse(axis.begin(), axis.end());
  return result;
}

void allocate(ScanFile& scan, std::size_t points) {
  const auto count = static_cast<Eigen::Index>(points);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  scan.rows.status.assign(points, not_computed);
  scan.rows.chi2.assign(points, nan);
  scan.rows.chi2_group =
      Rows::Constant(count, static_cast<Eigen::Index>(scan.layout.groups.size()), nan);
  scan.rows.kept = Rows::Constant(count, static_cast<Eigen::Index>(scan.layout.kept.size()), nan);
  scan.rows.coordinates =
      Rows::Constant(count, static_cast<Eigen::Index>(scan.layout.parameters.size()), nan);
  scan.rows.profiled =
      Rows::Constant(count, static_cast<Eigen::Index>(scan.layout.nuisances.size()), nan);
}

ScanFile merge_grids(const std::vector<Input>& inputs) {
  const std::size_t joint = joint_axis(inputs);
  ScanFile result = joint_grid(inputs, joint);
  const std::vector<Axis>& axes = result.layout.axes;
  const std::vector<double>& values = axes[joint].values;
  std::size_t inner = 1;  // points from one value of the joint axis to the next
  for (std::size_t i = joint + 1; i < axes.size(); ++i) inner *= axes[i].values.size();
  std::size_t outer = 1;
  for (std::size_t i = 0; i < joint; ++i) outer *= axes[i].values.size();
  allocate(result, outer * values.size() * inner);
  std::map<std::int64_t, Failure> failures;
  for (const Input& input : inputs) {
    const auto& own = input.scan.layout.axes[joint].values;
    std::vector<std::size_t> place(own.size());
    for (std::size_t i = 0; i < own.size(); ++i)
      place[i] = static_cast<std::size_t>(std::find(values.begin(), values.end(), own[i]) -
                                          values.begin());
    const auto target = [&](std::size_t point) {
      const std::size_t row = point / inner;
      return (row / own.size() * values.size() + place[row % own.size()]) * inner + point % inner;
    };
    for (std::size_t point = 0; point < input.scan.rows.status.size(); ++point) {
      if (input.scan.rows.status[point] == not_computed) continue;
      const auto from = static_cast<Eigen::Index>(point);
      const auto to = static_cast<Eigen::Index>(target(point));
      if (result.rows.status[target(point)] != not_computed &&
          !same_answer(input.scan.rows, from, result.rows, to))
        throw InputError(input.path.string() + ": point " + std::to_string(point) +
                         " has another answer in an earlier file. Were they made by one program?");
      copy_row(input.scan.rows, from, result.rows, to);
    }
    for (Failure failure : input.scan.failures) {
      failure.point = static_cast<std::int64_t>(target(static_cast<std::size_t>(failure.point)));
      failures.insert_or_assign(failure.point, failure);
    }
  }
  for (const auto& [point, failure] : failures) result.failures.push_back(failure);
  return result;
}

bool same_points(const std::vector<Input>& inputs) {
  const Rows& first = inputs.front().scan.rows.coordinates;
  return std::all_of(inputs.begin(), inputs.end(), [&](const Input& input) {
    const Rows& other = input.scan.rows.coordinates;
    return other.rows() == first.rows() && other == first;
  });
}

ScanFile merge_lists(const std::vector<Input>& inputs) {
  ScanFile result;
  result.layout = inputs.front().scan.layout;
  const bool same = same_points(inputs);
  std::size_t points = 0;
  for (const Input& input : inputs)
    points = same ? input.scan.rows.status.size() : points + input.scan.rows.status.size();
  allocate(result, points);
  if (same) result.rows.coordinates = inputs.front().scan.rows.coordinates;
  std::map<std::int64_t, Failure> failures;
  Eigen::Index offset = 0;
  for (const Input& input : inputs) {
    const ScanRows& rows = input.scan.rows;
    const auto count = static_cast<Eigen::Index>(rows.status.size());
    for (Eigen::Index i = 0; i < count; ++i)
      if (!same || rows.status[static_cast<std::size_t>(i)] != not_computed)
        copy_row(rows, i, result.rows, offset + i);
    for (Failure failure : input.scan.failures) {
      failure.point += offset;
      failures.insert_or_assign(failure.point, failure);
    }
    if (!same) offset += count;
  }
  for (const auto& [point, failure] : failures) result.failures.push_back(failure);
  return result;
}

}  // namespace

PointCounts merge_files(const std::vector<fs::path>& inputs, const fs::path& output) {
  std::vector<Input> scans;
  for (const fs::path& path : inputs) {
    scans.push_back({path, read_scan_file(path)});
    check_fit(scans.front(), scans.back());
  }
  expect(!scans.empty(), "there is something to merge");
  const bool grid = scans.front().scan.layout.kind == ScanLayout::Kind::grid;
  ScanFile merged = grid ? merge_grids(scans) : merge_lists(scans);
  merged.header = scans.front().scan.header;
  const PointCounts points = count_points(merged.rows.status);
  merged.header.state = points.done == points.total ? "complete" : "partial";
  merged.provenance = scans.front().scan.provenance;
  merged.provenance.emplace_back("merged_files", static_cast<std::int64_t>(scans.size()));
  ScanWriter writer(output, merged.layout, merged.rows.status.size(), /*overwrite=*/false);
  writer.append(merged.rows);
  writer.finish(merged.header, merged.failures, merged.provenance);
  return points;
}

}  // namespace smeftscan::output
