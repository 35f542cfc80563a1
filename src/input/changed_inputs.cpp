// SPDX-License-Identifier: MIT
// What a job changes in the inputs of a data set.
#include <map>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/number.hpp"

namespace smeftscan::input {
namespace {

constexpr auto table = "parameters";  // in the place of a module

/// What a key of `inputs:` may mean: a parameter of the table, or an input that a module alone has.
struct Meaning {
  std::string module;
  std::string name;
  Settings entry;

  std::string text(std::string_view key) const {
    const auto found = entry.find(key);
    return found && found->is_scalar() ? found->text() : "";
  }
  double value() const { return entry.at("value").number(); }
  std::string full_name() const { return module + "." + name; }
  bool is_parameter() const { return module == table; }
  bool is(const Meaning& other) const { return module == other.module && name == other.name; }
  bool agrees_with(const Meaning& other) const {
    if (value() != other.value() || text("unit") != other.text("unit")) return false;
    const auto scale = [](const Meaning& one) {
      return one.entry.has("scale") ? one.entry.at("scale").number() : 0.0;
    };
    return scale(*this) == scale(other) && text("scheme") == other.text("scheme");
  }
  /// "running.alpha_s (0.118, MSbar, at 91.1876 GeV)"
  std::string description() const {
    std::string result = full_name() + " (" + text("value");
    if (text("unit") != "1") result += " " + text("unit");
    if (entry.has("scheme")) result += ", " + text("scheme");
    if (entry.has("scale")) result += ", at " + text("scale") + " GeV";
    return result + ")";
  }
};

/// A data set with its modules as written and what they use.
class Inputs {
 public:
  explicit Inputs(const DataSet& data) : data_(data) {
    for (const std::string& module : data.modules()) {
      const Settings written = data.written_inputs(module);
      used_.emplace(module, parameters_used(written));
      resolved_.emplace(module, data.parameters.resolve(written));
    }
  }

  bool has_module(const std::string& name) const {
    return name == table || resolved_.contains(name);
  }
  const std::map<std::string, Settings>& modules() const { return resolved_; }

  /// What one key of `inputs:` means; several things if these agree.
  std::vector<Meaning> meant(const std::string& key, const Settings& place) const {
    const std::size_t dot = key.find('.');
    const std::string name = dot == std::string::npos ? key : key.substr(dot + 1);
    const auto module = resolved_.find(key.substr(0, dot));
    if (dot != std::string::npos && key.starts_with(table)) {
      if (!data_.parameters.contains(name)) refuse_unknown(key, place);
      return {parameter(name)};
    }
    if (dot != std::string::npos && module != resolved_.end()) {
      const auto entry = module->second.find(name);
      if (!entry) refuse_unknown(key, place);
      if (!is_quantity(*entry))
        place.fail("is a table, not a number: change it in a data set of your own");
      return {{module->first, name, *entry}};
    }
    const std::vector<Meaning> found = meanings(key);
    if (found.empty()) refuse_unknown(key, place);
    for (const Meaning& other : found) {
      if (other.agrees_with(found.front())) continue;
      refuse_ambiguous(found, place);
    }
    return found;
  }

  /// The inputs of modules that take their value from it: itself, or the users of a parameter.
  std::vector<Meaning> inputs_of(const Meaning& meaning) const {
    if (!meaning.is_parameter()) return {meaning};
    std::vector<Meaning> result;
    for (const auto& [module, used] : used_)
      for (const auto& [name, parameter] : used)
        if (parameter == meaning.name) result.push_back({module, name, meaning.entry});
    if (result.empty()) result.push_back(meaning);
    return result;
  }

  /// What a name without a module means.
  std::vector<Meaning> meanings(const std::string& name) const {
    std::vector<Meaning> result;
    const auto add = [&](const Meaning& meaning) {
      for (const Meaning& known : result)
        if (known.is(meaning)) return;
      result.push_back(meaning);
    };
    if (data_.parameters.contains(name)) add(parameter(name));
    for (const auto& [module, inputs] : resolved_) {
      const auto entry = inputs.find(name);
      if (!entry || !is_quantity(*entry)) continue;
      const auto used = used_.at(module).find(name);
      add(used == used_.at(module).end() ? Meaning{module, name, *entry} : parameter(used->second));
    }
    return result;
  }

 private:
  Meaning parameter(const std::string& name) const {
    return {table, name, data_.parameters.entries().at(name)};
  }

  [[noreturn]] void refuse_ambiguous(const std::vector<Meaning>& found,
                                     const Settings& place) const {
    std::string inputs, parameters;
    for (const Meaning& meaning : found) {
      if (meaning.is_parameter())
        parameters += (parameters.empty() ? "" : " or ") + meaning.full_name();
      for (const Meaning& input : inputs_of(meaning))
        inputs += (inputs.empty() ? "" : ", ") + input.description();
    }
    place.fail("means several inputs of data set '" + data_.name + "': " + inputs +
               ". Name one of them, as " + inputs_of(found.front()).front().full_name() +
               (parameters.empty() ? "" : ", or " + parameters + " for all that use it"));
  }

  /// For a name that nothing has.
  [[noreturn]] void refuse_unknown(const std::string& key, const Settings& place) const {
    std::vector<std::string> known;
    for (const auto& [name, entry] : data_.parameters.entries()) known.push_back(name);
    for (const auto& [module, inputs] : resolved_) {
      known.push_back(module);
      for (const auto& [name, entry] : inputs.entries()) {
        if (!is_quantity(entry)) continue;
        known.push_back(name);
        known.push_back(module + "." + name);
      }
    }
    const std::string near = nearest_name(key, known);
    place.fail("unknown input '" + key + "' of data set '" + data_.name + "'." +
               (near.empty() ? "" : " Did you mean '" + near + "'?"));
  }

  const DataSet& data_;
  std::map<std::string, std::map<std::string, std::string>> used_;  ///< by module
  std::map<std::string, Settings> resolved_;
};

}  // namespace

DataSet DataSet::with_inputs(const Settings& changes) const {
  const Inputs original(*this);
  DataSet changed = *this;
  changed.inputs_by_module = original.modules();
  changed.overrides.clear();
  const auto change = [&](const std::string& key, const Settings& written) {
    for (const Meaning& meaning : original.meant(key, written)) {
      if (meaning.is_parameter()) changed.parameters.change(meaning.name, written);
      for (const Meaning& input : original.inputs_of(meaning)) {
        for (const InputChange& earlier : changed.changed_inputs)
          if (earlier.full_name() == input.full_name())
            written.fail("'" + input.full_name() + "' is changed already by " + earlier.where);
        if (!input.is_parameter()) {
          Settings& inputs = changed.inputs_by_module.at(input.module);
          inputs = inputs.with_value(input.name, written);
        }
        changed.changed_inputs.push_back({input.module, input.name,
                                          written.quantity(input.text("unit")), input.text("unit"),
                                          written.where() + ": " + written.path()});
      }
    }
  };
  for (const auto& [key, value] : changes.entries()) {
    if (original.has_module(key)) {
      for (const auto& [parameter, number] : value.entries()) change(key + "." + parameter, number);
    } else {
      change(key, value);
    }
  }
  return changed;
}

bool DataSet::means_one_thing(const std::string& key) const {
  return Inputs(*this).meanings(key).size() == 1;
}

DataSet DataSet::with_numbers(std::map<std::string, ModuleNumbers> numbers) const {
  DataSet changed = read();
  const auto& of_table = numbers[table].entries;
  changed.parameters.change(of_table);
  for (const std::string& module : modules()) {
    const Settings written = changed.written_inputs(module);
    ModuleNumbers& own = numbers[module];
    for (const auto& [key, parameter] : parameters_used(written))
      if (const auto found = of_table.find(parameter); found != of_table.end())
        own.entries[key] = found->second;
    if (own.entries.empty() && own.coefficients.empty()) continue;
    Settings inputs = parameters.resolve(written).with_numbers(own.entries);
    if (!own.coefficients.empty())
      inputs = inputs.with_entry("coefficients",
                                 inputs.at("coefficients").with_numbers(own.coefficients));
    changed.inputs_by_module.insert_or_assign(module, inputs);
  }
  return changed;
}

DataSet DataSet::only(const std::vector<std::string>& modules) const {
  DataSet result = *this;
  result.inputs_by_module.clear();
  result.input_files.clear();
  result.overrides.clear();
  for (const std::string& module : modules)
    result.inputs_by_module.emplace(module, written_inputs(module));
  return result;
}

DataSet DataSet::read() const { return only(modules()); }

}  // namespace smeftscan::input
