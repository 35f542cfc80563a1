// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "command_line.hpp"
#include "smeftscan/input/data_files.hpp"

namespace smeftscan::app {

/// The options `--data SET|FILE` and `--data-dir DIR`.
struct DataOptions {
  std::optional<std::string> set;
  std::optional<std::string> folder;

  void add_to(const CommandLine& command);
  /// `--data-dir` alone.
  void add_folder_to(const CommandLine& command);

  input::DataFiles files() const;
  /// The set of the option, else that of the default.
  input::DataSet load(const std::string& default_set = "current") const;
  /// Its files.
  input::SetFiles read(const std::string& default_set = "current") const;
};

}  // namespace smeftscan::app
