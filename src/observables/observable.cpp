// SPDX-License-Identifier: MIT
#include "smeftscan/observables/observable.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

Lanes the_moment(Moments m) { return m[0]; }

Lanes ratio(Moments m) { return m[0] / m[1]; }

const std::vector<Observable>& observables() {
  static const std::vector<Observable> table = [] {
    std::vector<Observable> all;
    for (const Family& family : families())
      for (Observable row : family.rows) {
        if (row.stations.empty()) row.stations = family.stations;
        if (row.modules.empty()) row.modules = family.modules;
        all.push_back(row);
      }
    return all;
  }();
  return table;
}

const Observable* find_observable(std::string_view name) {
  const auto& table = observables();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Observable& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

bool can_be_predicted(const Observable& observable, forms::Eft from) {
  return std::all_of(observable.stations.begin(), observable.stations.end(),
                     [&](const Station& station) { return forms::tells(from, station.eft); });
}

bool needs_lep2(const std::vector<input::ObservableKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const input::ObservableKey& key) {
    const auto stations = observable(key.name, key.where).stations;
    return std::find(stations.begin(), stations.end(), smeft_at_lep2) != stations.end();
  });
}

const Observable& observable(std::string_view name, const std::string& where) {
  if (const Observable* const found = find_observable(name)) return *found;
  std::vector<std::string> names;
  for (const Observable& row : observables()) names.emplace_back(row.name);
  const std::string near = nearest_name(name, names);
  throw InputError(where + ": unknown observable '" + std::string(name) + "'." +
                   (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

std::vector<std::string> modules_read(const std::vector<input::ObservableKey>& keys,
                                      const std::string& where) {
  std::vector<std::string> modules;
  for (const input::ObservableKey& key : keys)
    for (const std::string_view module :
         observable(key.name, key.where.empty() ? where : key.where).modules)
      if (std::find(modules.begin(), modules.end(), module) == modules.end())
        modules.emplace_back(module);
  return modules;
}

std::vector<std::string> argument_names(const Observable& row) {
  std::vector<std::string> names;
  for (const std::string_view argument : row.arguments)
    if (!argument.empty()) names.emplace_back(argument);
  return names;
}

Request request_of(const input::ObservableKey& key, const std::string& where) {
  const std::string& place = key.where.empty() ? where : key.where;
  const Observable& row = observable(key.name, place);
  const std::vector<std::string> names = argument_names(row);
  Request request{&row, {key.name, {}, key.where}, place};
  for (const std::string& name : names)
    for (const auto& argument : key.arguments)
      if (argument.first == name) request.key.arguments.push_back(argument);
  if (request.key.arguments.size() != names.size() || key.arguments.size() != names.size())
    throw InputError(place + ": '" + key.label() + "': the observable '" + key.name +
                     (names.empty() ? "' has no arguments. Give its name alone"
                                    : "' has other arguments. Give " + comma_separated(names)));
  return request;
}

namespace {

/// The numbers of "4.3,6"; nothing if one of them is not a number.
std::optional<std::vector<double>> parse_numbers(std::string_view text) {
  std::vector<double> numbers;
  const char* place = text.data();
  const char* const end = text.data() + text.size();
  while (true) {
    double value = 0.0;
    const auto read = std::from_chars(place, end, value);
    if (read.ec != std::errc()) return std::nullopt;
    numbers.push_back(value);
    if (read.ptr == end) return numbers;
    if (*read.ptr != ',') return std::nullopt;
    place = read.ptr + 1;
  }
}

[[noreturn]] void refuse_arguments(const std::string& label, const Observable& row,
                                   const std::string& where) {
  const std::string name(row.name);
  std::string list;
  for (const std::string& argument : argument_names(row))
    list += (list.empty() ? "" : ",") + argument;
  throw InputError(where + ": '" + label +
                   (list.empty() ? "': '" + name + "' has no arguments. Give its name alone"
                                 : "' needs arguments, as " + name + "[" + list + "]"));
}

}  // namespace

input::ObservableKey parse_label(const std::string& label, const std::string& where) {
  const std::size_t bracket = label.ends_with(']') ? label.rfind('[') : std::string::npos;
  const Observable& row = observable(label.substr(0, bracket), where);
  const std::vector<std::string> names = argument_names(row);
  input::ObservableKey key{.name = std::string(row.name), .arguments = {}, .where = where};
  if (bracket == std::string::npos && names.empty()) return key;
  const auto values =
      bracket == std::string::npos
          ? std::nullopt
          : parse_numbers(std::string_view(label).substr(bracket + 1, label.size() - bracket - 2));
  if (!values || values->size() != names.size()) refuse_arguments(label, row, where);
  for (std::size_t i = 0; i < names.size(); ++i) key.arguments.emplace_back(names[i], (*values)[i]);
  return key;
}

input::ObservableKey read_observable(const input::Settings& entry) {
  const input::ObservableKey given = input::ObservableKey::from(entry);
  if (!entry.is_map()) return parse_label(given.name, given.where);
  const Observable& row = observable(given.name, given.where);
  input::ObservableKey key{.name = given.name, .arguments = {}, .where = given.where};
  for (const std::string& name : argument_names(row))
    for (const auto& argument : given.arguments)
      if (argument.first == name) key.arguments.push_back(argument);
  if (key.arguments.size() != given.arguments.size() ||
      key.arguments.size() != argument_names(row).size())
    refuse_arguments(given.label(), row, given.where);
  return key;
}

}  // namespace smeftscan::observables
