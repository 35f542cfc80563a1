// SPDX-License-Identifier: MIT
#include "data_options.hpp"

#include <CLI/CLI.hpp>

namespace smeftscan::app {

void DataOptions::add_to(CLI::App& command) {
  command.add_option("--data", set, "Data set, or a file like those in data/sets")
      ->type_name("SET|FILE");
  add_folder_to(command);
}

void DataOptions::add_folder_to(CLI::App& command) {
  command
      .add_option("--data-dir", folder,
                  "Folder like data/ whose files replace those of the same name "
                  "(or SMEFTSCAN_DATA_DIR)")
      ->type_name("DIR");
}

input::DataFiles DataOptions::files() const {
  return folder ? input::DataFiles(*folder) : input::DataFiles();
}

input::DataSet DataOptions::load(const std::string& default_set) const {
  return files().load_set(set.value_or(default_set));
}

}  // namespace smeftscan::app
