// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/point_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <optional>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/named_file.hpp"
#include "smeftscan/input/text_file.hpp"

namespace smeftscan::sampling {

namespace {

constexpr std::size_t largest_list = std::size_t{1} << 30;  // bytes: some 10^7 points

using Cells = std::vector<std::string_view>;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::optional<double> number(std::string_view cell) {
  double value = 0.0;
  const char* const end = cell.data() + cell.size();
  const char* const begin = cell.data() + (cell.starts_with('+') && cell.size() > 1 ? 1 : 0);
  const auto [stop, error] = std::from_chars(begin, end, value);
  if (cell.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// Hands out the cells of the lines that count, and knows where it is.
class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& source) : text_(text), source_(source) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);  // byte-order mark
  }

  /// False at the end of the text. Valid until the next call.
  bool next(Cells& cells) {
    while (!text_.empty()) {
      const std::size_t end = std::min(text_.find('\n'), text_.size());
      const std::string_view line = trimmed(text_.substr(0, end));
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++line_;
      if (line.empty()) continue;
      if (line.front() == '#') {
        comment_ = line.substr(1);
        continue;
      }
      unquoted_.clear();
      split(line, cells);
      return true;
    }
    return false;
  }

  /// The cells of the last comment.
  Cells comment() {
    Cells cells;
    if (!comment_.empty()) split(comment_, cells);
    return cells;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw InputError(source_ + ":" + std::to_string(line_) + ": " + problem);
  }

 private:
  void split(std::string_view line, Cells& cells) {
    cells.clear();
    for (;;) {
      line = trimmed(line);
      if (line.starts_with('"')) {
        cells.push_back(take_quoted(line));
        if (line.empty()) return;
        if (line.front() != ',') fail("text stands behind a closing quote");
        line.remove_prefix(1);
        continue;
      }
      const std::size_t comma = line.find(',');
      cells.push_back(trimmed(line.substr(0, comma)));
      if (comma == std::string_view::npos) return;
      line.remove_prefix(comma + 1);
    }
  }

  /// Takes a quoted cell off the front of a line; "" in it is a quote.
  std::string_view take_quoted(std::string_view& line) {
    std::string& cell = unquoted_.emplace_back();
    for (std::size_t i = 1; i < line.size(); ++i) {
      const bool quote = line[i] == '"';
      if (quote && !line.substr(i + 1).starts_with('"')) {
        line = trimmed(line.substr(i + 1));
        return trimmed(cell);
      }
      cell += line[i];
      if (quote) ++i;
    }
    fail("a quote is not closed in this line");
  }

  std::string_view text_;
  std::string_view comment_;
  std::deque<std::string> unquoted_;  // addresses stay
  const std::string& source_;
  long long line_ = 0;
};

/// The names of the columns. numpy writes them behind a '#': where the first line that counts holds
/// numbers, it is handed back as `first_row` and the comment before it is the header.
Cells read_header(CsvReader& reader, Cells& first_row) {
  Cells cells;
  if (!reader.next(cells))
    reader.fail("the list of points is empty. Begin it with a line of parameter names");
  if (!std::all_of(cells.begin(), cells.end(), [](auto cell) { return number(cell).has_value(); }))
    return cells;
  Cells names = reader.comment();
  if (names.size() != cells.size())
    reader.fail("no names of columns. Begin the list with a line of parameter names");
  first_row = std::move(cells);
  return names;
}

/// Which columns are parameters, with their names checked.
std::vector<std::size_t> read_columns(const CsvReader& reader, const Cells& header,
                                      const ColumnTest& is_parameter,
                                      std::vector<std::string>& names) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name(header[i]);
    if (is_parameter && !is_parameter(name)) continue;
    if (name.empty()) reader.fail("a column has no name. Give every column a parameter's name");
    if (std::any_of(name.begin(), name.end(),
                    [](char letter) { return static_cast<unsigned char>(letter) < ' '; }))
      reader.fail("a column's name holds unprintable letters. Is it a CSV file?");
    if (std::find(names.begin(), names.end(), name) != names.end())
      reader.fail("the header has the column '" + name + "' twice");
    names.push_back(name);
    columns.push_back(i);
  }
  if (columns.empty()) reader.fail("no column is a parameter of the model");
  return columns;
}

}  // namespace

PointTable read_points_csv(std::string_view text, const std::string& source,
                           const ColumnTest& is_parameter) {
  CsvReader reader(text, source);
  Cells cells;
  const Cells header = read_header(reader, cells);
  PointTable table;
  const std::vector<std::size_t> columns = read_columns(reader, header, is_parameter, table.names);
  const std::size_t width = header.size();
  std::vector<double> values;
  for (bool there = !cells.empty() || reader.next(cells); there; there = reader.next(cells)) {
    if (cells.size() != width)
      reader.fail(std::to_string(cells.size()) + " columns (the header has " +
                  std::to_string(width) + ")");
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::string_view cell = cells[columns[k]];
      const auto value = number(cell);
      if (!value || !std::isfinite(*value))
        reader.fail(table.names[k] + ": '" + std::string(cell) + "' is not a finite number");
      values.push_back(*value);
    }
  }
  if (values.empty()) reader.fail("no point follows the header");
  const auto count = static_cast<Eigen::Index>(columns.size());
  table.rows = Eigen::Map<const Rows>(values.data(),
                                      static_cast<Eigen::Index>(values.size()) / count, count);
  return table;
}

PointTable read_points_csv(const std::filesystem::path& file, const ColumnTest& is_parameter) {
  PointTable table =
      read_points_csv(input::read_text_file(file, largest_list), file.string(), is_parameter);
  table.file = file;
  return table;
}

std::filesystem::path point_file(const input::Settings& option) {
  const std::filesystem::path name = option.text();
  if (name.extension() != ".csv" && name.extension() != ".h5")
    option.fail(
        "points are read from a .csv file with a header of names, or from the .h5 file of an "
        "earlier scan");
  const auto file = input::named_file(option);
  if (!file) option.fail("the file of points '" + name.string() + "' does not exist");
  return *file;
}

std::string yaml_path(const std::filesystem::path& file) {
  return json_text(std::filesystem::absolute(file).lexically_normal().string());
}

PointTable read_csv_only(const input::Settings& option, PointUse, bool ignore_columns) {
  const std::filesystem::path file = point_file(option);
  if (file.extension() != ".csv") throw InputError(file.string() + ": is not a .csv file");
  expect(!ignore_columns, "who ignores columns knows the parameters");
  return read_points_csv(file);
}

}  // namespace smeftscan::sampling
