// SPDX-License-Identifier: MIT
#include "data_options.hpp"

namespace smeftscan::app {

void DataOptions::add_to(const CommandLine& command) {
  command.add("--data", set, "Data set, or a file like those in data/sets").type("SET|FILE");
  add_folder_to(command);
}

void DataOptions::add_folder_to(const CommandLine& command) {
  command
      .add("--data-dir", folder,
           "Folder like data/ whose files replace those of the same name "
           "(or SMEFTSCAN_DATA_DIR)")
      .type("DIR");
}

input::DataFiles DataOptions::files() const { return input::DataFiles(folder); }

input::DataSet DataOptions::load(const std::string& default_set) const {
  return input::make_set(read(default_set));
}

input::SetFiles DataOptions::read(const std::string& default_set) const {
  return files().read_set(set.value_or(default_set));
}

}  // namespace smeftscan::app
