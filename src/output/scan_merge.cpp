// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_merge.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {
namespace {

const std::string merged_files = "merged_files";
constexpr auto not_computed = static_cast<std::uint8_t>(PointStatus::not_computed);

using Input = NamedScan;

std::vector<std::string> column_names(const ScanLayout& layout) {
  std::vector<std::string> result = layout.groups;
  for (const KeptColumn& column : layout.kept) result.push_back(column.name + " " + column.unit);
  return result;
}

bool is_axis(const std::string& key, const std::string& axis) {
  const std::string parameter = "parameters." + axis;
  return key == parameter + ".range" || key == parameter + ".points";
}

/// Whether parts of one scan may differ in a key: seeds, the content of lists, and the range of the
/// axis along which grids are joined.
bool may_differ(const storage::KeyChange& change, const std::string& joint_axis) {
  if (!joint_axis.empty() && is_axis(change.key, joint_axis)) return true;
  if (!change.key.starts_with("sampler.")) return false;
  return change.key.ends_with(".seed") || change.key.ends_with(".start") ||
         change.key.ends_with(".file") || change.key.ends_with(".wcxf");
}

/// The identity of all files together; where they differ, all values are named.
storage::Identity joint_identity(const std::vector<Input>& inputs, const std::string& joint_axis) {
  for (const Input& input : inputs)
    if (input.scan.header.identity.empty())
      throw InputError(input.path.string() +
                       ": has no identity, as files of earlier programs have none: what decides "
                       "its rows is not known. Compute it again to merge it");
  storage::Identity result = inputs.front().scan.header.identity;
  for (const Input& input : inputs) {
    std::vector<storage::KeyChange> differ =
        changes(inputs.front().scan.header.identity, input.scan.header.identity);
    for (const storage::KeyChange& change : differ)
      if (may_differ(change, joint_axis) && change.second != "absent")
        result.set(change.key, *result.find(change.key) + " + " + change.second);
    std::erase_if(differ,
                  [&](const storage::KeyChange& change) { return may_differ(change, joint_axis); });
    if (!differ.empty())
      throw InputError(input.path.string() + ": is of another scan than " +
                       inputs.front().path.string() + ":\n" + to_text(differ) +
                       "Only parts of one scan are merged");
  }
  return result;
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
         std::bit_cast<std::uint64_t>(first) == std::bit_cast<std::uint64_t>(second);
}

/// The axis of which the files have different values, if there is one.
std::optional<std::size_t> joint_axis(const std::vector<Input>& inputs) {
  std::set<std::size_t> different;
  for (const Input& input : inputs)
    for (std::size_t i = 0; i < input.scan.layout.axes.size(); ++i)
      if (input.scan.layout.axes[i].values != inputs.front().scan.layout.axes.at(i).values)
        different.insert(i);
  if (different.size() > 1)
    throw InputError(inputs.back().path.string() +
                     ": grids that differ along more than one axis do not make a grid. Merge those "
                     "that share all axes but one");
  return different.empty() ? std::nullopt : std::optional(*different.begin());
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

[[noreturn]] void refuse_answer(const Input& input, std::size_t point) {
  throw InputError(input.path.string() + ": point " + std::to_string(point) +
                   " has another answer in an earlier file. Were they made by one program?");
}

ScanFile merge_grids(const std::vector<Input>& inputs, std::size_t joint) {
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
        refuse_answer(input, point);
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

ScanFile merge_lists(const std::vector<Input>& inputs, bool stacked) {
  ScanFile result;
  result.layout = inputs.front().scan.layout;
  const bool same = !stacked && same_points(inputs);
  std::size_t points = 0;
  for (const Input& input : inputs)
    points = same ? input.scan.rows.status.size() : points + input.scan.rows.status.size();
  allocate(result, points);
  if (same)
    result.rows.coordinates = inputs.front().scan.rows.coordinates;
  else
    for (std::size_t i = 1; i < inputs.size(); ++i)
      result.layout.sources.insert(result.layout.sources.end(),
                                   inputs[i].scan.layout.sources.begin(),
                                   inputs[i].scan.layout.sources.end());
  if (result.layout.sources.size() != points) result.layout.sources.clear();  // not of all files
  std::map<std::int64_t, Failure> failures;
  Eigen::Index offset = 0;
  for (const Input& input : inputs) {
    const ScanRows& rows = input.scan.rows;
    const auto count = static_cast<Eigen::Index>(rows.status.size());
    for (Eigen::Index i = 0; i < count; ++i) {
      const auto point = static_cast<std::size_t>(i);
      if (same && rows.status[point] == not_computed) continue;
      if (same && result.rows.status[point] != not_computed &&
          !same_answer(rows, i, result.rows, i))
        refuse_answer(input, point);
      copy_row(rows, i, result.rows, offset + i);
    }
    for (Failure failure : input.scan.failures) {
      failure.point += offset;
      failures.insert_or_assign(failure.point, failure);
    }
    if (!same) offset += count;
  }
  for (const auto& [point, failure] : failures) result.failures.push_back(failure);
  return result;
}

/// Of how many scans a file is: a merged one says so.
std::int64_t files_in(const Provenance& provenance) {
  for (const auto& [name, value] : provenance)
    if (name == merged_files && std::holds_alternative<std::int64_t>(value))
      return std::get<std::int64_t>(value);
  return 1;
}

}  // namespace

ScanFile merge_scans(const std::vector<NamedScan>& inputs, bool stacked) {
  expect(!inputs.empty(), "there is something to merge");
  const ScanFile& first = inputs.front().scan;
  for (const NamedScan& input : inputs)
    if (input.scan.layout.kind != first.layout.kind ||
        input.scan.layout.axes.size() != first.layout.axes.size())
      joint_identity(inputs, "");  // says what differs
  const bool grid = first.layout.kind == ScanLayout::Kind::grid;
  const auto joint = grid ? joint_axis(inputs) : std::nullopt;
  const storage::Identity identity =
      joint_identity(inputs, joint ? first.layout.axes[*joint].name : "");
  for (const NamedScan& input : inputs)
    if (column_names(input.scan.layout) != column_names(first.layout))
      throw InputError(input.path.string() + ": has other columns than the first file");
  ScanFile merged = grid ? merge_grids(inputs, joint.value_or(0)) : merge_lists(inputs, stacked);
  merged.header = first.header;
  merged.header.identity = identity;
  const PointCounts points = count_points(merged.rows.status);
  merged.header.state = points.done == points.total ? "complete" : "partial";
  merged.provenance = first.provenance;
  std::int64_t files = 0;
  for (const NamedScan& input : inputs) files += files_in(input.scan.provenance);
  std::erase_if(merged.provenance, [](const auto& entry) { return entry.first == merged_files; });
  merged.provenance.emplace_back(merged_files, files);
  return merged;
}

}  // namespace smeftscan::output
