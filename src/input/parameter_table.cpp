// SPDX-License-Identifier: MIT
#include "smeftscan/input/parameter_table.hpp"

#include <optional>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::input {
namespace {

constexpr auto same_names = "parameters";  // the key of a module for a list of them
constexpr auto other_name = "parameter";   // the key of an entry

bool uses_parameter(const Settings& entry) { return entry.is_map() && entry.has(other_name); }

/// Names with the place where the module has them, in its order.
std::vector<std::pair<std::string, Settings>> uses(const Settings& module) {
  std::vector<std::pair<std::string, Settings>> result;
  for (const auto& [name, entry] : module.entries()) {
    if (name == same_names) {
      for (std::size_t i = 0; i < entry.size(); ++i)
        result.emplace_back(entry.at(i).text(), entry.at(i));
    } else if (uses_parameter(entry)) {
      entry.refuse_unknown({other_name});
      result.emplace_back(name, entry.at(other_name));
    }
  }
  return result;
}

}  // namespace

bool is_quantity(const Settings& entry) {
  return entry.is_map() && entry.has("value") && entry.has("unit");
}

ParameterTable::ParameterTable(const std::vector<TextFile>& files) {
  for (const TextFile& file : files)
    for (const auto& [name, entry] : Settings::from_file(file).entries()) {
      if (name == "correlated") {
        correlated_.push_back(entry);
        continue;
      }
      if (!is_quantity(entry)) entry.fail("must be {value: ..., unit: ..., ...}");
      const auto [known, is_new] = entries_.emplace(name, entry);
      if (!is_new) entry.fail("is in the table already, " + known->second.where());
    }
}

void ParameterTable::change(const std::string& name, const Settings& written) {
  Settings& entry = entries_.at(name);
  entry = Settings::map_of({{name, entry}}, written).with_value(name, written).at(name);
}

void ParameterTable::change(const std::map<std::string, std::complex<double>>& numbers) {
  for (const auto& [name, number] : numbers) {
    Settings& entry = entries_.at(name);
    entry = Settings::map_of({{name, entry}}, entry).with_numbers({{name, number}}).at(name);
  }
}

Settings ParameterTable::resolve(const Settings& module) const {
  if (uses(module).empty()) return module;
  std::vector<std::pair<std::string, Settings>> resolved;
  for (const auto& [name, entry] : module.entries()) {
    if (name == same_names) {
      for (std::size_t i = 0; i < entry.size(); ++i)
        resolved.emplace_back(entry.at(i).text(), at(entry.at(i)));
    } else {
      resolved.emplace_back(name, uses_parameter(entry) ? at(entry.at(other_name)) : entry);
    }
  }
  return Settings::map_of(resolved, module);
}

const Settings& ParameterTable::at(const Settings& name) const {
  const auto found = entries_.find(name.text());
  if (found != entries_.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [parameter, entry] : entries_) known.push_back(parameter);
  const std::string near = nearest_name(name.text(), known);
  name.fail("unknown parameter '" + name.text() + "' of the data set." +
            (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

Settings overridden(const Settings& module, const Settings& entries) {
  std::map<std::string, Settings> names;
  for (const auto& [name, place] : uses(module)) names.emplace(name, place);
  for (const auto& [name, entry] : entries.entries())
    if (!names.contains(name) && !module.has(name))
      entry.fail("overrides nothing: the module has no '" + name + "'");
  const auto other = [&](const std::string& name) -> std::optional<Settings> {
    const auto entry = entries.find(name);
    if (!entry || !is_quantity(*entry) || !names.contains(name)) return entry;
    auto members = entry->entries();
    members.emplace_back("overrides", names.at(name));
    return Settings::map_of(members, *entry);
  };
  std::vector<std::pair<std::string, Settings>> result;
  for (const auto& [name, entry] : module.entries()) {
    if (name != same_names) {
      result.emplace_back(name, other(name).value_or(entry));
      continue;
    }
    for (std::size_t i = 0; i < entry.size(); ++i) {
      const std::string same = entry.at(i).text();
      result.emplace_back(
          same, other(same).value_or(Settings::map_of({{other_name, entry.at(i)}}, entry.at(i))));
    }
  }
  return Settings::map_of(result, module);
}

Settings joined(const Settings& first, const Settings& second) {
  auto entries = first.entries();
  for (const auto& entry : second.entries()) entries.push_back(entry);
  return Settings::map_of(entries, first);
}

std::map<std::string, std::string> parameters_used(const Settings& module) {
  std::map<std::string, std::string> result;
  for (const auto& [name, place] : uses(module)) result.emplace(name, place.text());
  return result;
}

}  // namespace smeftscan::input
