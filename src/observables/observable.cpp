// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/cabibbo.hpp"
#include "smeftscan/observables/electroweak.hpp"
#include "smeftscan/observables/flavour_predictor.hpp"
#include "smeftscan/observables/lep_contact.hpp"
#include "smeftscan/observables/lepton_universality.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/trident.hpp"

namespace smeftscan::observables {

const std::vector<Observable>& observables() {
  static const std::vector<Observable> table = [] {
    static constexpr std::array<std::string_view, 1> low_energy{"low_energy"};
    static constexpr std::array<std::string_view, 1> electroweak{"electroweak"};
    static constexpr std::array<std::string_view, 2> lep2{"electroweak", "lep2"};
    std::vector<Observable> all;
    const auto add = [&](std::span<const Observable> family,
                         std::span<const std::string_view> modules) {
      for (Observable row : family) {
        row.modules = modules;
        all.push_back(row);
      }
    };
    add(cabibbo_observables(), low_energy);
    add(electroweak_observables(), electroweak);
    add(lepton_universality_observables(), electroweak);
    add(trident_observables(), electroweak);
    add(lep_contact_observables(), lep2);
    const auto& flavour = flavour_observables();
    all.insert(all.end(), flavour.begin(), flavour.end());
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

bool needs_lep2(const std::vector<input::ObservableKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const input::ObservableKey& key) {
    return observable(key.name, key.where).scale == Scale::lep2;
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
