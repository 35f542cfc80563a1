// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/input/parameter_table.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/text_file.hpp"

namespace smeftscan::input {

/// An input to which a job gives another value than the data set.
struct InputChange {
  std::string module;  ///< "parameters" for one of the table that no module uses
  std::string name;
  double value;
  std::string unit;
  std::string where;  ///< "job.yaml:5: inputs.lambda"

  std::string full_name() const { return module + "." + name; }
};

/// Other numbers of a module, or of the table.
struct ModuleNumbers {
  std::map<std::string, std::complex<double>> entries;       ///< those {value, unit, ...}
  std::map<std::string, std::complex<double>> coefficients;  ///< of its fit, `coefficients:`
};

/// The data of one computation: which measurements, and the inputs of every module. All files have
/// been read: what changes on the disk later changes nothing.
///
/// A set file (data/sets/<name>.yaml) reads
///
///     name: paper                              # entries `sets: [paper]` count; default: file name
///     description: ...
///     parameters: [parameters/current.yaml]      # what several modules use, optional
///     overrides: [overrides/current.yaml]        # what single modules have instead, optional
///     inputs:
///       running: inputs/running.yaml   # a file below data/, or
///       low_energy: {lambda: {value: 0.2312, unit: 1, ...}}    # the parameters themselves
///     measurements: [measurements/cabibbo.yaml]
///     likelihood: [cabibbo]                # the groups that count unless a job names others
///     predictions: [predictions/bsll_reference.json]     # theory covariances, optional
///     not_followed: [inputs/not_followed.yaml]    # constants that depend on inputs, optional
///
/// and a user's own set is such a file anywhere.
struct DataSet {
  std::string name;    ///< what `sets:` of a measurement is compared with
  std::string source;  ///< what a job calls it: a known set, or the absolute path of a set file
  Settings settings;   ///< the set file
  std::vector<TextFile> measurement_files;
  std::vector<TextFile> prediction_files{};    ///< theory covariances
  std::vector<TextFile> not_followed_files{};  ///< what predictions do not follow
  TextFile groups_file{};                      ///< of likelihood groups (data/groups.yaml)
  ParameterTable parameters{};
  std::map<std::string, Settings> overrides{};  ///< by module, of those that have not been read
  /// Parameters by module (running, low_energy, flavour, ...): those in the set file or changed by
  /// a job; the others are in their files.
  std::map<std::string, Settings> inputs_by_module;
  std::map<std::string, TextFile> input_files{};
  std::string sha256;  ///< of the bytes of all files above with their names

  /// The inputs of a module, name -> {value, unit, error?, scheme?, scale?, reference, note?}, with
  /// those of the table in their places. InputError if the set has no such module or its file
  /// cannot be read.
  Settings inputs(const std::string& module) const;
  /// The module as its file has it, with the overrides, before the table is looked at.
  Settings written_inputs(const std::string& module) const;
  std::vector<std::string> modules() const;
  bool has_inputs(const std::string& module) const;

  /// The list of likelihood groups that count unless others are named (likelihood::read_groups);
  /// `all` where the set does not say it.
  Settings likelihood() const;

  /// A copy in which single inputs have other values: `changes` is a job's `inputs:`, a map of
  ///
  ///  * `G_F: 1.17e-5` or `parameters.G_F: 1.17e-5`, a parameter, for all modules that use it
  ///    under whatever name;
  ///  * `lambda: 0.2291`, where the name means one thing: all modules that have it agree in value,
  ///    unit, scale and scheme, and all of them are changed;
  ///  * `running.m_W: 80.4 GeV`, or `running: {m_W: 80.4 GeV}`, for this module alone.
  ///
  /// Units as in the data. InputError at the place in the job for names that no module has, that
  /// mean several things, or that are changed twice. Errors in the values that come up later are
  /// said there too.
  DataSet with_inputs(const Settings& changes) const;
  /// Whether `inputs:` of a job takes a name without its module.
  bool means_one_thing(const std::string& name) const;
  /// A copy with other numbers, by module; those of "parameters" are numbers of the table, for all
  /// modules that use them.
  DataSet with_numbers(std::map<std::string, ModuleNumbers> numbers) const;
  std::vector<InputChange> changed_inputs{};  ///< by with_inputs(), in the order of the job

  /// A copy that has the inputs of these modules alone, so that nothing else can enter what is
  /// computed with it. InputError if the set lacks one of them.
  DataSet only(const std::vector<std::string>& modules) const;
  /// A copy of which all modules have been read.
  DataSet read() const;

 private:
  Settings file_of_module(const std::string& module) const;
};

/// The files of a data set as they were found, for ranks that open none.
struct SetFiles {
  std::string source;  ///< DataSet::source
  TextFile set;
  std::vector<TextFile> measurements;
  std::vector<TextFile> predictions;
  std::vector<TextFile> not_followed;
  TextFile groups;  ///< data/groups.yaml
  std::vector<TextFile> parameters;
  std::vector<TextFile> overrides;
  std::map<std::string, TextFile> inputs;  ///< by the name in the set file
};

/// The data set of these files.
DataSet make_set(const SetFiles& files);

/// The value of one parameter of a module in the unit that the caller uses ("1", "GeV", "GeV^-2").
/// InputError if it is missing or the data give it in another unit.
double input_value(const Settings& inputs, std::string_view name, std::string_view unit);
/// The same for a parameter that must be above 0; InputError if it is not.
double positive_input(const Settings& inputs, std::string_view name, std::string_view unit);

/// Tells where the installed data are in a program that is not ours (the Python interpreter).
void set_installed_data(std::filesystem::path folder);

/// Where data are: an overlay in front of the installed data, file by file.
class DataFiles {
 public:
  /// `overlay` is `--data-dir`; without it the environment variable SMEFTSCAN_DATA_DIR; without
  /// that there is none. The base is ../share/smeftscan/data beside the program if it is installed,
  /// else the data folder of the source tree. InputError if the overlay is not a folder.
  explicit DataFiles(std::optional<std::filesystem::path> overlay = std::nullopt);

  const std::filesystem::path& base() const { return base_; }
  const std::optional<std::filesystem::path>& overlay() const { return overlay_; }

  /// The file of this path relative to data/: that of the overlay if it has one. InputError if
  /// there is none.
  std::filesystem::path find(const std::filesystem::path& relative) const;
  /// Names of the known sets, in alphabetical order.
  std::vector<std::string> sets() const;

  /// `--data SET|FILE`: a known set, or a set file (a name with a folder or ending in .yaml). An
  /// unknown name is an InputError of exit code 64, a file that cannot be read one of 65.
  SetFiles read_set(const std::string& name_or_file) const;
  /// The same named in a job, where the error has its place, and a file is looked for beside it.
  SetFiles read_set(const Settings& name_or_file) const;
  DataSet load_set(const std::string& name_or_file) const;
  DataSet load_set(const Settings& name_or_file) const;

 private:
  std::optional<std::filesystem::path> look_for(const std::filesystem::path& relative) const;
  std::optional<std::filesystem::path> set_file(const std::string& name_or_file) const;
  std::string unknown_set(const std::string& name) const;
  SetFiles read_files(const std::string& name_or_file, const std::filesystem::path& file) const;
  std::vector<std::filesystem::path> named_files(const Settings& names) const;
  std::vector<std::filesystem::path> measurement_files(const Settings& names) const;

  std::filesystem::path base_;
  std::optional<std::filesystem::path> overlay_;
};

}  // namespace smeftscan::input
