// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_list.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/text_file.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

namespace {

constexpr std::size_t largest_list = std::size_t{1} << 30;  // bytes: some 10^7 points

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// Hands out the cells of the lines that count, and knows where it is.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& source) : text_(text), source_(source) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);  // byte-order mark
  }

  /// False at the end of the text.
  bool next(std::vector<std::string_view>& cells) {
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string_view line = trimmed(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++line_;
      if (line.empty() || line.front() == '#') continue;
      split(line, cells);
      return true;
    }
    return false;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(source_ + ":" + std::to_string(line_) + ": " + problem);
  }

 private:
  static void split(std::string_view line, std::vector<std::string_view>& cells) {
    cells.clear();
    for (;;) {
      const std::size_t comma = line.find(',');
      cells.push_back(trimmed(line.substr(0, comma)));
      if (comma == std::string_view::npos) return;
      line.remove_prefix(comma + 1);
    }
  }

  std::string_view text_;
  const std::string& source_;
  long long line_ = 0;
};

std::vector<std::string> read_header(CsvReader& reader) {
  std::vector<std::string_view> cells;
  if (!reader.next(cells))
    reader.fail("the list of points is empty. Begin it with a line of parameter names");
  std::vector<std::string> names;
  for (const std::string_view cell : cells) {
    if (cell.empty()) reader.fail("a column has no name. Give every column a parameter's name");
    if (std::any_of(cell.begin(), cell.end(),
                    [](char letter) { return static_cast<unsigned char>(letter) < ' '; }))
      reader.fail("a column's name holds unprintable letters. Is it a CSV file?");
    if (std::find(names.begin(), names.end(), cell) != names.end())
      reader.fail("the column '" + std::string(cell) + "' stands twice in the header");
    names.emplace_back(cell);
  }
  return names;
}

double read_cell(const CsvReader& reader, std::string_view cell, const std::string& column) {
  double value = 0.0;
  const char* const end = cell.data() + cell.size();
  const char* const begin = cell.data() + (cell.starts_with('+') && cell.size() > 1 ? 1 : 0);
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (cell.empty() || error != std::errc{} || stop != end || !std::isfinite(value))
    reader.fail(column + ": '" + std::string(cell) + "' is no finite number");
  return value;
}

}  // namespace

PointTable read_points_csv(std::string_view text, const std::string& source) {
  CsvReader reader(text, source);
  PointTable table{.names = read_header(reader), .rows = {}};
  const std::size_t columns = table.names.size();
  std::vector<double> values;
  std::vector<std::string_view> cells;
  while (reader.next(cells)) {
    if (cells.size() != columns)
      reader.fail(std::to_string(cells.size()) + " columns (the header has " +
                  std::to_string(columns) + ")");
    for (std::size_t i = 0; i < columns; ++i)
      values.push_back(read_cell(reader, cells[i], table.names[i]));
  }
  if (values.empty()) reader.fail("no point follows the header");
  table.rows =
      Eigen::Map<const Rows>(values.data(), static_cast<Eigen::Index>(values.size() / columns),
                             static_cast<Eigen::Index>(columns));
  return table;
}

PointTable read_points_csv(const std::filesystem::path& file) {
  return read_points_csv(input::read_text_file(file, largest_list), file.string());
}

PointTable read_csv_only(const std::filesystem::path& file, PointUse) {
  if (file.extension() != ".csv") throw InputError(file.string() + ": is no .csv file");
  return read_points_csv(file);
}

std::filesystem::path point_file(const input::Settings& option) {
  const std::filesystem::path name = option.text();
  const auto beside = std::filesystem::path(option.source()).parent_path() / name;
  if (name.extension() != ".csv" && name.extension() != ".h5")
    option.fail(
        "points are read from a .csv file with a header of names, or from the .h5 file of an "
        "earlier scan");
  if (std::filesystem::exists(beside)) return beside;
  if (!std::filesystem::exists(name))
    option.fail("the file of points '" + name.string() + "' does not exist");
  return name;
}

PointList::PointList(ParameterSpace space, PointTable table)
    : space_(std::move(space)), table_(std::move(table)) {
  expect(space_.names() == table_.names, "the space has the parameters of the list");
}

Sampler::Request PointList::ask() {
  return std::exchange(asked_, true) ? Request{total(), 0} : Request{0, total()};
}

Rows PointList::points(long long first, long long count) const {
  expect(first >= 0 && count >= 0 && first + count <= total(), "points of the list");
  return table_.rows.middleRows(first, count);
}

PointStatus PointList::known_status(long long point) const {
  expect(point >= 0 && point < total(), "a point of the list");
  const double* const row = table_.rows.data() + point * table_.rows.cols();
  return space_.contains({row, space_.size()}) ? PointStatus::not_computed : PointStatus::outside;
}

void PointList::tell(long long, std::span<const double>) {}

std::string PointList::snapshot() const {
  SnapshotWriter writer("point_list", 1);
  writer.add(std::int64_t{total()});
  writer.add(std::int64_t{asked_});
  return writer.bytes();
}

void PointList::restore(std::string_view snapshot) {
  SnapshotReader reader(snapshot, "point_list", 1);
  reader.require(total(), "the number of points");
  asked_ = reader.integer() != 0;
  reader.finish();
}

}  // namespace smeftscan::sampling
