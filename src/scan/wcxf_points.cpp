// SPDX-License-Identifier: MIT
#include "smeftscan/scan/wcxf_points.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/named_file.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"
#include "smeftscan/smeft/wcxf.hpp"

namespace smeftscan::scan {
namespace {

namespace fs = std::filesystem;
using input::Settings;

constexpr double scale_rounding = 1e-12;  // relative: of programs that write a scale

bool is_wcxf(const fs::path& file) {
  const std::set<std::string> endings{".yaml", ".yml", ".json"};
  std::error_code error;
  return endings.contains(file.extension().string()) && !fs::is_directory(file, error);
}

std::vector<fs::path> files_in(const fs::path& folder, const Settings& place) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (is_wcxf(at->path())) files.push_back(at->path());
  if (error) place.fail("the folder cannot be read (" + error.message() + ")");
  if (files.empty()) place.fail("the folder has no file that ends in .yaml, .yml or .json");
  std::sort(files.begin(), files.end());
  return files;
}

fs::path whole_path(const fs::path& file) {
  fs::path path = fs::absolute(file).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

/// What a list names: each entry by its absolute path, and all files.
struct NamedFiles {
  std::vector<fs::path> entries;
  std::vector<fs::path> files;
};

NamedFiles named_files(const Settings& names) {
  if (!names.is_sequence() || names.size() == 0)
    names.fail("a list of WCxf files and folders is needed, as [first.yaml, folder]");
  NamedFiles result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Settings place = names.at(i);
    const auto found = input::named_file(place);
    if (!found) place.fail("the file or folder '" + place.text() + "' does not exist");
    result.entries.push_back(whole_path(*found));
    const fs::path& entry = result.entries.back();
    std::error_code error;
    if (!fs::is_directory(entry, error)) {
      result.files.push_back(entry);
      continue;
    }
    for (fs::path& file : files_in(entry, place)) result.files.push_back(std::move(file));
  }
  return result;
}

/// The files below the innermost folder that has them all.
std::vector<std::string> short_names(const std::vector<fs::path>& files) {
  fs::path common = files.front().parent_path();
  for (const fs::path& file : files) {
    const auto [ours, theirs] =
        std::mismatch(common.begin(), common.end(), file.begin(), file.end());
    fs::path shared;
    for (auto part = common.begin(); part != ours; ++part) shared /= *part;
    common = shared;
  }
  std::vector<std::string> names;
  for (const fs::path& file : files) names.push_back(file.lexically_relative(common).string());
  return names;
}

/// What one file holds: the reals of the Warsaw basis that are not zero.
struct FilePoint {
  double scale;
  std::vector<std::pair<int, double>> slots;
};

FilePoint read_point(const fs::path& file, const smeft::CkmAt& ckm) {
  const input::WcxfFile content = input::read_wcxf(file);
  const smeft::Coefficients wc = smeft::coefficients_from(content, ckm);
  FilePoint point{
      models::checked_scale(content.scale, file.string() + ": scale", ExitCode::bad_input), {}};
  for (int slot = 0; slot < smeft::real_count; ++slot)
    if (wc.slot(slot) != 0.0) point.slots.emplace_back(slot, wc.slot(slot));
  return point;
}

/// The scale that the model fixes.
std::optional<double> fixed_scale(const Settings& model) {
  const Settings block = model.at("smeft");
  if (!block.is_map()) return std::nullopt;
  const auto scale = block.find("scale");
  return scale ? std::optional(scale->quantity("GeV")) : std::nullopt;
}

/// Names of the slots that occur, as the model smeft has them.
std::map<int, std::string> column_names(const std::set<int>& slots) {
  std::map<int, std::string> names;
  for (int c = 0; c < smeft::coefficient_count; ++c) {
    const auto& info = smeft::layout.coefficients[static_cast<std::size_t>(c)];
    if (slots.contains(info.slot)) names[info.slot] = smeft::coefficient_name(c);
    if (!info.is_real && slots.contains(info.slot + 1))
      names[info.slot + 1] = smeft::coefficient_name(c) + ".im";
  }
  return names;
}

}  // namespace

sampling::PointTable read_wcxf_points(const Settings& names, const Settings& model,
                                      const smeft::CkmAt& ckm) {
  if (!model.is_map() || model.keys() != std::vector<std::string>{"smeft"})
    names.fail("files of coefficients are points of the model smeft. Write model: {smeft: {}}");
  const NamedFiles named = named_files(names);
  const std::optional<double> scale = fixed_scale(model);
  std::vector<FilePoint> points;
  std::set<int> slots;
  for (const fs::path& file : named.files) {
    points.push_back(read_point(file, ckm));
    if (scale && std::abs(points.back().scale - *scale) > scale_rounding * *scale)
      throw InputError(file.string() + ": scale: is " + yaml_number(points.back().scale) +
                       " GeV, where the job fixes " + yaml_number(*scale) +
                       " GeV. Leave the scale out of the model, model: {smeft: {}}, and each file "
                       "has its own");
    for (const auto& [slot, value] : points.back().slots) slots.insert(slot);
  }

  sampling::PointTable table;
  table.wcxf = named.entries;
  table.sources = short_names(named.files);
  if (!scale) table.names.emplace_back("scale");
  std::map<int, Eigen::Index> columns;
  for (const auto& [slot, name] : column_names(slots)) {
    columns[slot] = static_cast<Eigen::Index>(table.names.size());
    table.names.push_back(name);
  }
  if (table.names.empty())
    names.fail(
        "no file has a coefficient, and the scale is fixed: nothing is left to scan. Leave the "
        "scale out of the model, model: {smeft: {}}");
  table.rows = Rows::Zero(static_cast<Eigen::Index>(points.size()),
                          static_cast<Eigen::Index>(table.names.size()));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    if (!scale) table.rows(row, 0) = points[i].scale;
    for (const auto& [slot, value] : points[i].slots) table.rows(row, columns[slot]) = value;
  }
  return table;
}

}  // namespace smeftscan::scan
