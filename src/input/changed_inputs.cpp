// SPDX-License-Identifier: MIT
// What a job changes in the inputs of a data set.
#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/number.hpp"

namespace smeftscan::input {
namespace {

/// A name in a module, {value, unit, ...}.
struct Occurrence {
  std::string module;
  std::string name;
  Settings entry;

  std::string text(std::string_view key) const {
    const auto found = entry.find(key);
    return found && found->is_scalar() ? found->text() : "";
  }
  double value() const { return entry.at("value").number(); }
  std::string full_name() const { return module + "." + name; }
  bool means_the_same(const Occurrence& other) const {
    if (value() != other.value() || text("unit") != other.text("unit")) return false;
    const auto scale = [](const Occurrence& one) {
      return one.entry.has("scale") ? one.entry.at("scale").number() : 0.0;
    };
    return scale(*this) == scale(other) && text("scheme") == other.text("scheme");
  }
  /// "running.alpha_s (0.118, MSbar, at 91.1876 GeV)"
  std::string meaning() const {
    std::string result = full_name() + " (" + text("value");
    if (text("unit") != "1") result += " " + text("unit");
    if (entry.has("scheme")) result += ", " + text("scheme");
    if (entry.has("scale")) result += ", at " + text("scale") + " GeV";
    return result + ")";
  }
};

bool is_quantity(const Settings& entry) {
  return entry.is_map() && entry.has("value") && entry.has("unit");
}

std::vector<Occurrence> occurrences(const DataSet& data, const std::string& name) {
  std::vector<Occurrence> result;
  for (const auto& [module, inputs] : data.inputs_by_module)
    if (const auto entry = inputs.find(name); entry && is_quantity(*entry))
      result.push_back({module, name, *entry});
  return result;
}

/// For a name that no module has.
[[noreturn]] void refuse_unknown(const DataSet& data, const std::string& key,
                                 const Settings& place) {
  std::vector<std::string> known;
  for (const auto& [module, inputs] : data.inputs_by_module) {
    known.push_back(module);
    for (const auto& [name, entry] : inputs.entries()) {
      if (!is_quantity(entry)) continue;
      known.push_back(name);
      known.push_back(module + "." + name);
    }
  }
  const std::string near = nearest_name(key, known);
  place.fail("unknown input '" + key + "' of data set '" + data.name + "'." +
             (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

/// The inputs that one key of `inputs:` means.
std::vector<Occurrence> meant(const DataSet& data, const std::string& key, const Settings& place) {
  const std::size_t dot = key.find('.');
  const auto module = data.inputs_by_module.find(key.substr(0, dot));
  if (dot != std::string::npos && module != data.inputs_by_module.end()) {
    const std::string name = key.substr(dot + 1);
    const auto entry = module->second.find(name);
    if (!entry) refuse_unknown(data, key, place);
    if (!is_quantity(*entry))
      place.fail("is a table, not a number: change it in a data set of your own");
    return {{module->first, name, *entry}};
  }
  const std::vector<Occurrence> found = occurrences(data, key);
  if (found.empty()) refuse_unknown(data, key, place);
  for (const Occurrence& other : found) {
    if (other.means_the_same(found.front())) continue;
    std::string list;
    for (const Occurrence& each : found) list += (list.empty() ? "" : ", ") + each.meaning();
    place.fail("means several inputs of data set '" + data.name + "': " + list +
               ". Name one of them, as " + found.front().full_name());
  }
  return found;
}

}  // namespace

DataSet DataSet::with_inputs(const Settings& changes) const {
  DataSet original = *this;
  for (const auto& [module, file] : input_files)
    if (!inputs_by_module.contains(module))
      original.inputs_by_module.emplace(module, Settings::from_file(file));
  DataSet changed = original;
  const auto change = [&](const std::string& key, const Settings& written) {
    for (const Occurrence& input : meant(original, key, written)) {
      for (const InputChange& earlier : changed.changed_inputs)
        if (earlier.module == input.module && earlier.name == input.name)
          written.fail("'" + input.full_name() + "' is changed already by " + earlier.where);
      Settings& inputs = changed.inputs_by_module.at(input.module);
      inputs = inputs.with_value(input.name, written);
      changed.changed_inputs.push_back(
          {input.module, input.name, inputs.at(input.name).at("value").number(), input.text("unit"),
           written.where() + ": " + written.path()});
    }
  };
  for (const auto& [key, value] : changes.entries()) {
    if (original.inputs_by_module.contains(key)) {
      for (const auto& [parameter, number] : value.entries()) change(key + "." + parameter, number);
    } else {
      change(key, value);
    }
  }
  return changed;
}

DataSet DataSet::only(const std::vector<std::string>& modules) const {
  DataSet result = *this;
  result.inputs_by_module.clear();
  result.input_files.clear();
  for (const std::string& module : modules) result.inputs_by_module.emplace(module, inputs(module));
  return result;
}

}  // namespace smeftscan::input
