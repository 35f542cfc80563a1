// SPDX-License-Identifier: MIT
#include "smeftscan/output/point_table.hpp"

#include <span>

#include "smeftscan/base/number_text.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::output {
namespace {

using Eigen::Index;

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

/// The columns of `more` behind those of `table`.
void append(Table& table, const std::vector<std::string>& names, const Rows& more) {
  Rows joint(more.rows(), table.values.cols() + more.cols());
  joint << table.values, more;
  table.values = std::move(joint);
  table.names.insert(table.names.end(), names.begin(), names.end());
}

std::string quoted(const std::string& name) {
  if (name.find_first_of(",\"\n") == std::string::npos) return name;
  std::string result = "\"";
  for (const char c : name) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + '"';
}

}  // namespace

Table parameter_table(const ScanFile& scan) {
  const auto points = static_cast<Index>(scan.rows.status.size());
  Table table{{}, Rows(points, 0)};
  if (scan.layout.kind == ScanLayout::Kind::points) {
    std::vector<std::string> names;
    for (const Parameter& parameter : scan.layout.parameters) names.push_back(parameter.name);
    append(table, names, scan.rows.coordinates);
    return table;
  }
  Index inner = points;  // points from one value of an axis to the next
  for (const Axis& axis : scan.layout.axes) {
    const auto size = static_cast<Index>(axis.values.size());
    inner /= size;
    Rows column(points, 1);
    for (Index i = 0; i < points; ++i)
      column(i, 0) = axis.values[static_cast<std::size_t>(i / inner % size)];
    append(table, {axis.name}, column);
  }
  std::vector<std::string> names;
  for (const Parameter& nuisance : scan.layout.nuisances) names.push_back(nuisance.name);
  if (!names.empty()) append(table, names, scan.rows.profiled);
  return table;
}

Table point_table(const ScanFile& scan) {
  Table table = parameter_table(scan);
  const auto points = static_cast<Index>(scan.rows.status.size());
  Rows answers(points, 2);
  for (Index i = 0; i < points; ++i)
    answers.row(i) << scan.rows.status[static_cast<std::size_t>(i)],
        scan.rows.chi2[static_cast<std::size_t>(i)];
  append(table, {"status", "chi2"}, answers);
  std::vector<std::string> names;
  for (const std::string& group : scan.layout.groups) names.push_back("chi2_group:" + group);
  if (!names.empty()) append(table, names, scan.rows.chi2_group);
  names.clear();
  for (const KeptColumn& column : scan.layout.kept) names.push_back(column.long_name);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (scan.layout.kept[i].name.starts_with("wc_")) names[i] = scan.layout.kept[i].name;
  if (!names.empty()) append(table, names, scan.rows.kept);
  table.sources = scan.layout.sources;
  return table;
}

void write_csv(const std::filesystem::path& path, const Table& table) {
  storage::SafeFile file(path, /*overwrite=*/false);
  std::string text = table.sources.empty() ? "" : "source";
  for (const std::string& name : table.names) text += (text.empty() ? "" : ",") + quoted(name);
  text += '\n';
  for (Index i = 0; i < table.values.rows(); ++i) {
    if (!table.sources.empty()) text += quoted(table.sources[static_cast<std::size_t>(i)]);
    for (Index k = 0; k < table.values.cols(); ++k) {
      if (k > 0 || !table.sources.empty()) text += ',';
      text += all_digits(table.values(i, k));
    }
    text += '\n';
    if (text.size() < piece_bytes) continue;
    file.write(std::as_bytes(std::span(text)));
    text.clear();
  }
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace smeftscan::output
