// SPDX-License-Identifier: MIT
#include "prediction_table.hpp"

#include <algorithm>
#include <cstdio>

#include "smeftscan/api/report.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/observables/notation.hpp"

namespace smeftscan::app {
namespace {

using Cells = std::vector<std::string>;

std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.8g", value);
  return text;
}

/// The place of a column of this name, which is added if there is none.
std::size_t column_of(Cells& head, const std::string& name) {
  const auto known = std::find(head.begin(), head.end(), name);
  if (known == head.end()) return head.push_back(name), head.size() - 1;
  return static_cast<std::size_t>(known - head.begin());
}

/// The numbers of a report by the names of their columns.
std::vector<std::pair<std::string, double>> numbers_of(const api::Report& report,
                                                       bool shows_predictions) {
  std::vector<std::pair<std::string, double>> result{{"chi2", report.total()}};
  result.insert(result.end(), report.chi2.begin(), report.chi2.end());
  if (!shows_predictions) return result;
  for (const api::PredictionRow& row : report.predictions)
    result.emplace_back(api::label_with_unit(row.key),
                        observables::quoted_unit(row.key.name).factor * row.value);
  return result;
}

}  // namespace

std::string prediction_table(const std::vector<std::string>& files,
                             const std::vector<api::Report>& reports, bool shows_predictions) {
  Cells head{"file", "status"};
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const api::Report& report = reports[i];
    rows.push_back({files[i], std::string(name(report.status))});
    if (report.status != PointStatus::ok) continue;
    for (const auto& [name, value] : numbers_of(report, shows_predictions)) {
      const std::size_t column = column_of(head, name);
      rows.back().resize(std::max(rows.back().size(), column + 1), "-");
      rows.back()[column] = digits(value);
    }
  }
  std::vector<std::size_t> widths;
  for (std::size_t k = 0; k < head.size(); ++k) {
    widths.push_back(head[k].size());
    for (const Cells& row : rows)
      if (k < row.size()) widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  const auto add = [&](const Cells& row, const std::string& reason) {
    std::string line;
    for (std::size_t k = 0; k < head.size() && reason.empty(); ++k) {
      const std::string cell = k < row.size() ? row[k] : "-";
      const std::string space(widths[k] - cell.size(), ' ');
      line += (k == 0 ? "" : "  ") + (k < 2 ? cell + space : space + cell);
    }
    if (!reason.empty())
      line = row[0] + std::string(widths[0] - row[0].size() + 2, ' ') + row[1] + ": " + reason;
    text += line + "\n";
  };
  add(head, "");
  for (std::size_t i = 0; i < rows.size(); ++i) add(rows[i], reports[i].reason);
  return text;
}

std::string json_predictions(const std::vector<std::string>& files,
                             const std::vector<api::Report>& reports) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < files.size(); ++i) {
    JsonMembers members = api::json_members(reports[i]);
    members.insert(members.begin(), {"file", json_text(files[i])});
    items.push_back(json_object(members, JsonLayout::lines));
  }
  return json_object({{"files", json_array(items, JsonLayout::lines)}}, JsonLayout::lines);
}

}  // namespace smeftscan::app
