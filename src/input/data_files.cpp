// SPDX-License-Identifier: MIT
#include "smeftscan/input/data_files.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <system_error>
#include <utility>

#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/input/named_file.hpp"
#include "smeftscan/input/sha256.hpp"

namespace smeftscan::input {

namespace fs = std::filesystem;

namespace {

/// Of a host program; empty for ours.
fs::path& host_folder() {
  static fs::path folder;
  return folder;
}

fs::path base_folder() {
  if (!host_folder().empty()) return host_folder();
  std::error_code unknown;
  const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
  const fs::path installed = program.parent_path().parent_path() / "share" / "smeftscan" / "data";
  return !unknown && fs::is_directory(installed) ? installed
                                                 : fs::path(build_info().source_data_dir);
}

std::optional<fs::path> overlay_folder(std::optional<fs::path> option) {
  const bool from_option = option.has_value();
  if (!from_option) {
    const char* variable = std::getenv("SMEFTSCAN_DATA_DIR");
    if (!variable || *variable == '\0') return std::nullopt;
    option = variable;
  }
  if (!fs::is_directory(*option))
    throw InputError(option->string() + ": no such folder (named by " +
                     (from_option ? "--data-dir" : "SMEFTSCAN_DATA_DIR") + ")");
  return option;
}

/// The .yaml files of a folder in alphabetical order; none if there is no such folder.
std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Whether `data:` names a file rather than a known set.
bool is_path(const fs::path& name_or_file) {
  return name_or_file.has_parent_path() || name_or_file.extension() == ".yaml";
}

constexpr std::size_t largest_file = 1 << 20;  // as of all settings

TextFile read(const fs::path& file) { return {file, read_text_file(file, largest_file)}; }

std::vector<TextFile> read_all(const std::vector<fs::path>& files) {
  std::vector<TextFile> result;
  for (const fs::path& file : files) result.push_back(read(file));
  return result;
}

Settings settings_of(const TextFile& set) {
  Settings settings = Settings::from_file(set);
  settings.refuse_unknown({"name", "description", "inputs", "measurements", "predictions",
                           "likelihood", "not_followed", "parameters", "overrides"});
  return settings;
}

void add_file(Sha256& hash, const std::string& name, const TextFile& file) {
  hash.add(name + " " + std::to_string(file.text.size()) + "\n");
  hash.add(file.text);
}

}  // namespace

Settings DataSet::inputs(const std::string& module) const {
  return parameters.resolve(written_inputs(module));
}

std::vector<std::string> DataSet::modules() const {
  std::set<std::string> names;
  for (const auto& [module, inputs] : inputs_by_module) names.insert(module);
  for (const auto& [module, file] : input_files) names.insert(module);
  return {names.begin(), names.end()};
}

Settings DataSet::written_inputs(const std::string& module) const {
  const Settings written = file_of_module(module);
  const auto other = overrides.find(module);
  return other == overrides.end() ? written : overridden(written, other->second);
}

Settings DataSet::file_of_module(const std::string& module) const {
  const auto found = inputs_by_module.find(module);
  if (found != inputs_by_module.end()) return found->second;
  const auto file = input_files.find(module);
  if (file == input_files.end())
    settings.fail("data set '" + name + "' has no inputs for '" + module +
                  "'. Add them under 'inputs:'");
  return Settings::from_file(file->second);
}

bool DataSet::has_inputs(const std::string& module) const {
  return inputs_by_module.contains(module) || input_files.contains(module);
}

Settings DataSet::likelihood() const {
  if (const auto groups = settings.find("likelihood")) return *groups;
  return Settings::from_text("all", settings.source());
}

double input_value(const Settings& inputs, std::string_view name, std::string_view unit) {
  const Settings parameter = inputs.at(name);
  const std::string given = parameter.at("unit").text();
  if (given != unit)
    parameter.at("unit").fail("must be '" + std::string(unit) + "', is '" + given + "'");
  return parameter.at("value").number();
}

double positive_input(const Settings& inputs, std::string_view name, std::string_view unit) {
  const double value = input_value(inputs, name, unit);
  if (!(value > 0.0)) inputs.at(name).at("value").fail("must be above 0");
  return value;
}

void set_installed_data(std::filesystem::path folder) { host_folder() = std::move(folder); }

DataFiles::DataFiles(std::optional<fs::path> overlay)
    : base_(base_folder()), overlay_(overlay_folder(std::move(overlay))) {}

std::optional<fs::path> DataFiles::look_for(const fs::path& relative) const {
  if (overlay_ && fs::is_regular_file(*overlay_ / relative)) return *overlay_ / relative;
  if (fs::is_regular_file(base_ / relative)) return base_ / relative;
  return std::nullopt;
}

fs::path DataFiles::find(const fs::path& relative) const {
  const auto file = look_for(relative);
  if (!file)
    throw InputError(relative.string() + ": no such data file (looked in " +
                     (overlay_ ? overlay_->string() + " and " : "") + base_.string() + ")");
  return *file;
}

std::vector<std::string> DataFiles::sets() const {
  std::set<std::string> names;
  for (const fs::path& file : yaml_files(base_ / "sets")) names.insert(file.stem());
  if (overlay_)
    for (const fs::path& file : yaml_files(*overlay_ / "sets")) names.insert(file.stem());
  return {names.begin(), names.end()};
}

std::optional<fs::path> DataFiles::set_file(const std::string& name_or_file) const {
  if (is_path(name_or_file)) return name_or_file;
  return look_for(fs::path("sets") / (name_or_file + ".yaml"));
}

std::string DataFiles::unknown_set(const std::string& name) const {
  const std::string nearest = nearest_name(name, sets());
  return "unknown data set '" + name + "' (known: " + comma_separated(sets()) +
         "; or a file ending in .yaml)" +
         (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?");
}

DataSet DataFiles::load_set(const std::string& name_or_file) const {
  return make_set(read_set(name_or_file));
}

DataSet DataFiles::load_set(const Settings& name_or_file) const {
  return make_set(read_set(name_or_file));
}

SetFiles DataFiles::read_set(const std::string& name_or_file) const {
  const auto file = set_file(name_or_file);
  if (!file) throw InputError(unknown_set(name_or_file), ExitCode::usage);
  return read_files(name_or_file, *file);
}

SetFiles DataFiles::read_set(const Settings& name_or_file) const {
  if (is_path(name_or_file.text())) {
    const auto named = named_file(name_or_file);
    if (!named)
      name_or_file.fail("the data set file '" + name_or_file.text() +
                        "' does not exist (neither beside the job nor where the program started)");
    return read_files(name_or_file.text(), *named);
  }
  const auto file = set_file(name_or_file.text());
  if (!file) name_or_file.fail(unknown_set(name_or_file.text()));
  return read_files(name_or_file.text(), *file);
}

std::vector<fs::path> DataFiles::named_files(const Settings& names) const {
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto file = look_for(names.at(i).text());
    if (!file) names.at(i).fail("no such data file '" + names.at(i).text() + "'");
    if (std::find(files.begin(), files.end(), *file) != files.end())
      names.at(i).fail("duplicate file '" + names.at(i).text() + "'");
    files.push_back(*file);
  }
  return files;
}

std::vector<fs::path> DataFiles::measurement_files(const Settings& names) const {
  std::vector<fs::path> files = named_files(names);
  if (!overlay_) return files;
  for (const fs::path& file : yaml_files(*overlay_ / "measurements")) {
    const bool replaces = fs::exists(base_ / "measurements" / file.filename());
    if (!replaces && std::find(files.begin(), files.end(), file) == files.end())
      files.push_back(file);
  }
  return files;
}

SetFiles DataFiles::read_files(const std::string& name_or_file, const fs::path& file) const {
  SetFiles result;
  result.source = is_path(name_or_file) ? fs::absolute(file).string() : name_or_file;
  result.set = read(file);
  const Settings settings = settings_of(result.set);
  result.measurements = read_all(measurement_files(settings.at("measurements")));
  if (const auto predictions = settings.find("predictions"))
    result.predictions = read_all(named_files(*predictions));
  if (const auto lists = settings.find("not_followed"))
    result.not_followed = read_all(named_files(*lists));
  result.groups = read(find("groups.yaml"));
  if (const auto tables = settings.find("parameters"))
    result.parameters = read_all(named_files(*tables));
  if (const auto lists = settings.find("overrides"))
    result.overrides = read_all(named_files(*lists));
  for (const auto& [module, inputs] : settings.at("inputs").entries()) {
    if (inputs.is_map()) continue;
    const auto input_file = look_for(inputs.text());
    if (!input_file) inputs.fail("no such data file '" + inputs.text() + "'");
    result.inputs.emplace(inputs.text(), read(*input_file));
  }
  return result;
}

DataSet make_set(const SetFiles& files) {
  const Settings settings = settings_of(files.set);
  DataSet set{.name = files.set.path.stem(),
              .source = files.source,
              .settings = settings,
              .measurement_files = files.measurements,
              .prediction_files = files.predictions,
              .not_followed_files = files.not_followed,
              .groups_file = files.groups,
              .parameters = ParameterTable(files.parameters),
              .overrides = {},
              .inputs_by_module = {},
              .sha256 = {}};
  if (const auto name = settings.find("name")) set.name = name->text();

  Sha256 hash;
  add_file(hash, "set", files.set);
  for (const auto& [module, inputs] : settings.at("inputs").entries()) {
    if (inputs.is_map()) {
      set.inputs_by_module.emplace(module, inputs.as_document());
      continue;
    }
    const TextFile& file = files.inputs.at(inputs.text());
    set.input_files.emplace(module, file);
    add_file(hash, inputs.text(), file);
  }
  for (const TextFile& parameters : files.parameters)
    add_file(hash, parameters.path.filename(), parameters);
  for (const TextFile& overrides : files.overrides) {
    add_file(hash, overrides.path.filename(), overrides);
    for (const auto& [module, entries] : Settings::from_file(overrides).entries()) {
      if (!set.has_inputs(module)) entries.fail("the data set has no such module of inputs");
      const auto [known, is_new] = set.overrides.emplace(module, entries);
      if (!is_new) known->second = joined(known->second, entries);
    }
  }
  for (const TextFile& measurements : files.measurements)
    add_file(hash, measurements.path.filename(), measurements);
  for (const TextFile& predictions : files.predictions)
    add_file(hash, predictions.path.filename(), predictions);
  set.sha256 = hash.hex();
  return set;
}

}  // namespace smeftscan::input
