// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace smeftscan {

/// What this binary is: printed by --version and stored in /provenance of every output file.
struct BuildInfo {
  std::string version;
  std::string revision;  ///< of the source tree, "-dirty" if it had changes
  std::string compiler;
  std::string build_flags;
  std::string source_data_dir;  ///< data/ of the source tree, the last place to look for data
  std::string instruction_set;  ///< of the lanes (base/lanes.hpp)
  std::vector<std::pair<std::string, std::string>> libraries;  ///< name, version at build time
};

const BuildInfo& build_info();

}  // namespace smeftscan
