// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <variant>

#include "command.hpp"
#include "data_options.hpp"
#include "result.hpp"
#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/likelihood/groups.hpp"
#include "smeftscan/likelihood/measurement.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/parameters/distribution.hpp"
#include "smeftscan/sampling/catalogue.hpp"
#include "smeftscan/smeft/layout.hpp"

namespace smeftscan::app {
namespace {

using Names = std::vector<std::string>;

struct Entry;
using Listing = std::vector<std::vector<Entry>>;

/// A row of a listing: what it says, under which key. A listing within a row is a table of its own.
struct Entry {
  std::string key;
  std::variant<std::string, int, bool, Names, double, Listing> value;
  std::string abridged{};  ///< for the table, where it is too long or means something else
  bool in_table = true;    ///< false: for machines alone
};

std::string text(std::string_view view) { return std::string(view); }

std::vector<Entry> row_of(const models::ModelParameter& parameter) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const double value = parameter.required ? none : parameter.default_value;
  return {{"name", parameter.name},
          {"unit", parameter.unit},
          {"default", value, parameter.required ? "required" : ""},
          {"minimum", parameter.minimum},
          {"meaning", parameter.meaning},
          {"latex", parameter.latex}};
}

/// The parameters that a model has by itself, and behind them the rule for those that a job names.
Listing parameters_of(const models::ModelRow& row) {
  Listing listing;
  for (const models::ModelParameter& parameter : models::own_parameters(row))
    listing.push_back(row_of(parameter));
  if (row.rule.name.empty()) return listing;
  listing.push_back(row_of(row.rule));
  listing.back().push_back({"rule", true, "", false});
  return listing;
}

Listing models(const DataOptions&) {
  Listing listing;
  for (const models::ModelRow& row : models::models())
    listing.push_back({{"name", text(row.name)},
                       {"description", text(row.description)},
                       {"parameters", parameters_of(row)}});
  return listing;
}

Listing stations_of(const observables::Observable& row) {
  Listing listing;
  for (const observables::Station& station : row.stations)
    listing.push_back({{"eft", text(forms::name_of(station.eft))}, {"scale", station.scale}});
  return listing;
}

Listing observables(const DataOptions&) {
  Listing listing;
  for (const observables::Observable& row : observables::observables())
    listing.push_back({{"name", text(row.name)},
                       {"unit", text(row.unit)},
                       {"reference", text(row.reference)},
                       {"latex", text(row.latex)},
                       {"stations", stations_of(row), "", false}});
  return listing;
}

/// A measurement and the data sets in which it counts; in none if it is an alternative, for
/// `measurements: {replace: ...}` of a job.
struct ListedMeasurement {
  likelihood::Measurement measurement;
  Names sets;
};

std::vector<ListedMeasurement> all_measurements(const input::DataFiles& files) {
  std::vector<ListedMeasurement> all;
  for (const std::string& set : files.sets()) {
    const input::DataSet data = files.load_set(set);
    for (const auto& measurement : likelihood::read_measurements(data.measurement_files)) {
      auto known = std::find_if(all.begin(), all.end(), [&](const ListedMeasurement& listed) {
        return listed.measurement.where == measurement.where;
      });
      if (known == all.end()) known = all.insert(known, ListedMeasurement{measurement, {}});
      if (measurement.counts_in(data.name)) known->sets.push_back(set);
    }
  }
  return all;
}

/// "<AFB>(B0->K*mumu) (6 bins), m_W": each observable once.
std::string without_bins(const std::vector<likelihood::ObservableKey>& keys) {
  constexpr std::size_t width = 38;  // of the column
  std::vector<std::pair<std::string, int>> names;
  for (const likelihood::ObservableKey& key : keys) {
    const auto known = std::find_if(names.begin(), names.end(),
                                    [&](const auto& name) { return name.first == key.name; });
    if (known == names.end())
      names.emplace_back(key.name, 1);
    else
      ++known->second;
  }
  std::string line;
  for (const auto& [name, bins] : names) {
    const std::string next = (line.empty() ? "" : ", ") + name +
                             (bins > 1 ? " (" + std::to_string(bins) + " bins)" : "");
    if (!line.empty() && line.size() + next.size() > width)
      return line + ", ... (" + std::to_string(names.size()) + ")";
    line += next;
  }
  return line;
}

Listing measurements(const DataOptions& options) {
  Listing listing;
  const std::size_t all_sets = options.files().sets().size();
  for (const auto& [measurement, sets] : all_measurements(options.files())) {
    Names labels;
    for (const likelihood::ObservableKey& key : measurement.observables)
      labels.push_back(key.label());
    listing.push_back(
        {{"name", measurement.name},
         {"observables", labels, labels.size() > 1 ? without_bins(measurement.observables) : ""},
         {"group", measurement.group},
         {"sets", sets, sets.size() == all_sets ? "all" : ""},
         {"kind", measurement.kind, "", false},
         {"verified", measurement.verified},
         {"reference", measurement.reference}});
  }
  return listing;
}

/// The groups that a data set measures, with those of them that exclude each other.
Listing groups(const DataOptions& options) {
  const input::DataSet data = options.load();
  const auto rows = likelihood::read_group_rows(input::Settings::from_file(data.groups_file));
  const Names known = likelihood::groups_of(likelihood::select_measurements(
      likelihood::read_measurements(data.measurement_files), data.name, std::nullopt));
  Listing listing;
  for (const std::string& name : known) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.name == name; });
    Names excludes = likelihood::excluded_with(name, rows);
    std::erase_if(excludes, [&](const std::string& other) {
      return std::find(known.begin(), known.end(), other) == known.end();
    });
    listing.push_back({{"name", name},
                       {"excludes", excludes},
                       {"meaning", row == rows.end() ? "" : row->meaning}});
  }
  return listing;
}

Listing samplers(const DataOptions&) {
  Listing listing;
  for (const sampling::SamplerRow& row : sampling::samplers())
    listing.push_back({{"name", text(row.name)},
                       {"options", row.options},
                       {"description", text(row.description)}});
  return listing;
}

std::string name_of(smeft::OperatorClass operator_class) {
  switch (operator_class) {
    using enum smeft::OperatorClass;
    case x3: return "x3";
    case h6: return "h6";
    case h4d2: return "h4d2";
    case x2h2: return "x2h2";
    case psi2h3: return "psi2h3";
    case psi2xh: return "psi2xh";
    case psi2h2d: return "psi2h2d";
    case llll: return "llll";
    case rrrr: return "rrrr";
    case llrr: return "llrr";
    case lrrl: return "lrrl";
    case lrlr: return "lrlr";
  }
  return "";
}

std::string name_of(smeft::Symmetry symmetry) {
  switch (symmetry) {
    using enum smeft::Symmetry;
    case scalar: return "scalar";
    case general: return "general";
    case hermitian: return "hermitian";
    case four_general: return "four_general";
    case two_currents: return "two_currents";
    case identical_currents: return "identical_currents";
    case identical_singlets: return "identical_singlets";
  }
  return "";
}

Listing operators(const DataOptions&) {
  Listing listing;
  for (std::size_t op = 0; op < smeft::operators.size(); ++op) {
    const smeft::Operator& row = smeft::operators[op];
    const auto& first = smeft::layout.first_coefficient;
    listing.push_back({{"name", text(row.name)},
                       {"class", name_of(row.operator_class)},
                       {"coefficients", first[op + 1] - first[op]},
                       {"fields", text(row.fields)},
                       {"symmetry", name_of(row.symmetry)}});
  }
  return listing;
}

Listing data(const DataOptions& options) {
  const input::DataFiles files = options.files();
  Listing listing;
  for (const std::string& set : files.sets()) {
    const auto description = files.load_set(set).settings.find("description");
    listing.push_back(
        {{"name", set}, {"description", description ? description->text() : std::string()}});
  }
  return listing;
}

/// All numbers with a unit of a data set, and the coefficients of its fits.
Listing parameters(const DataOptions& options) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Listing listing;
  const parameters::Distribution distribution(options.load());
  for (const parameters::Parameter& p : distribution.parameters())
    listing.push_back({{"name", p.name},
                       {"value", p.value},
                       {"error", p.error == 0.0 ? none : p.error},
                       {"unit", p.unit},
                       {"scheme", p.scheme},
                       {"scale", p.scale.value_or(none)},
                       {"reference", p.reference},
                       {"used_by", p.used_by},
                       {"latex", p.latex, "", false},
                       {"distribution", text(p.error == 0.0 ? "fixed" : "normal"), "", false},
                       {"complex", p.is_complex, "", false},
                       {"block", p.block, "", false},
                       {"overrides", p.overrides, "", false},
                       {"note", p.note, "", false}});
  return listing;
}

struct Topic {
  const char* name;
  Listing (*list)(const DataOptions&);
  bool of_set = false;  ///< depends on a data set
};
constexpr Topic topics[]{{"models", &models},
                         {"observables", &observables},
                         {"groups", &groups, true},
                         {"measurements", &measurements},
                         {"samplers", &samplers},
                         {"operators", &operators},
                         {"parameters", &parameters, true},
                         {"data", &data}};

std::string json_rows(const Listing& listing);

std::string to_json(const Entry& entry) {
  if (const auto* number = std::get_if<int>(&entry.value)) return std::to_string(*number);
  if (const auto* yes = std::get_if<bool>(&entry.value)) return *yes ? "true" : "false";
  if (const auto* one = std::get_if<std::string>(&entry.value)) return json_text(*one);
  if (const auto* real = std::get_if<double>(&entry.value)) return json_number(*real);
  if (const auto* rows = std::get_if<Listing>(&entry.value)) return json_rows(*rows);
  Names items;
  for (const std::string& name : std::get<Names>(entry.value)) items.push_back(json_text(name));
  return json_array(items);
}

std::string to_text(const Entry& entry) {
  if (!entry.abridged.empty()) return entry.abridged;
  if (const auto* number = std::get_if<int>(&entry.value)) return std::to_string(*number);
  if (const auto* yes = std::get_if<bool>(&entry.value)) return *yes ? "yes" : "no";
  std::string line;
  if (const auto* real = std::get_if<double>(&entry.value); real && std::isfinite(*real))
    line = yaml_number(*real);
  if (const auto* one = std::get_if<std::string>(&entry.value)) line = *one;
  if (const auto* names = std::get_if<Names>(&entry.value)) line = comma_separated(*names);
  return line.empty() ? "-" : line;
}

std::string json_rows(const Listing& listing) {
  std::vector<std::string> rows;
  for (const auto& row : listing) {
    JsonMembers members;
    for (const Entry& entry : row) members.emplace_back(entry.key, to_json(entry));
    rows.push_back(json_object(members));
  }
  return json_array(rows, JsonLayout::lines);
}

std::string json(const std::string& topic, const Listing& listing) {
  return json_object({{topic, json_rows(listing)}}) + "\n";
}

/// Not what machines alone read, nor a listing within a row, which stands below it.
bool is_cell(const Entry& entry) {
  return entry.in_table && !std::holds_alternative<Listing>(entry.value);
}

Names cells_of(const std::vector<Entry>& row) {
  Names cells;
  for (const Entry& entry : row)
    if (is_cell(entry)) cells.push_back(to_text(entry));
  return cells;
}

/// Columns with their keys above; listings within rows stand below them.
std::string table(const Listing& listing, const std::string& indent = "") {
  if (listing.empty()) return "";
  std::vector<Names> lines(1);
  for (const Entry& entry : listing.front())
    if (is_cell(entry)) lines.front().push_back(entry.key);
  for (const auto& row : listing) lines.push_back(cells_of(row));
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Names& line = lines[i];
    result += indent;
    for (std::size_t column = 0; column + 1 < line.size(); ++column) {
      std::size_t width = 0;
      for (const Names& other : lines) width = std::max(width, other[column].size());
      result += line[column] + std::string(width - line[column].size() + 2, ' ');
    }
    result += line.back() + "\n";
    if (i == 0) continue;
    for (const Entry& entry : listing[i - 1])
      if (const auto* rows = std::get_if<Listing>(&entry.value); rows && entry.in_table)
        result += table(*rows, indent + "  ") + "\n";
  }
  return result;
}

struct ListOptions {
  std::string topic;
  bool as_json = false;
  DataOptions data;
};

}  // namespace

Action add_list(const CommandLine& command) {
  const auto options = std::make_shared<ListOptions>();
  std::vector<std::string> names;
  for (const Topic& topic : topics) names.emplace_back(topic.name);
  command.add("TOPIC", options->topic, "What to list").required().one_of(names);
  command.add_flag("--json", options->as_json, "Print JSON instead of a table");
  options->data.add_to(command);
  return [options] {
    const auto topic = std::find_if(std::begin(topics), std::end(topics),
                                    [&](const Topic& row) { return row.name == options->topic; });
    if (options->data.set && !topic->of_set)
      throw InputError("--data: 'list " + options->topic + "' does not depend on a data set",
                       ExitCode::usage);
    const Listing listing = topic->list(options->data);
    print_result(options->as_json ? json(options->topic, listing) : table(listing));
    return ExitCode::complete;
  };
}

}  // namespace smeftscan::app
