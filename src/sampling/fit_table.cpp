// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/fit_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace smeftscan::sampling {

namespace {

std::string number(const char* pattern, double value) {
  if (std::isnan(value)) return "-";
  char text[40];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

}  // namespace

std::vector<Remark> in_columns(const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::size_t> widths(cells.front().size(), 0);
  for (const auto& line : cells)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  std::vector<Remark> result;
  for (const auto& line : cells) {
    std::string text = " ";
    for (std::size_t i = 0; i < line.size(); ++i)
      text += " " + line[i] + std::string(widths[i] - line[i].size(), ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    result.push_back({text});
  }
  return result;
}

std::vector<Remark> fit_table(const std::vector<FitRow>& rows) {
  std::vector<std::vector<std::string>> cells{
      {"parameter", "value", "error", "lower", "upper", ""}};
  for (const FitRow& row : rows)
    cells.push_back({row.name, number("%.6g", row.value), number("%.3g", row.error),
                     number("-%.3g", row.lower_error), number("+%.3g", row.upper_error),
                     row.remark});
  return in_columns(cells);
}

}  // namespace smeftscan::sampling
