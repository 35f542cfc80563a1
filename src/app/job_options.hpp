// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "command_line.hpp"
#include "data_options.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::app {

/// Each "NAME=VALUE" in two. InputError of exit code 64 without '='.
std::vector<std::pair<std::string, std::string>> split_assignments(
    const std::vector<std::string>& texts);

/// The job file of a command and the options that change it: --set, --data, --data-dir.
struct JobOptions {
  std::string file;
  std::vector<std::string> set;
  DataOptions data;

  void add_to(const CommandLine& command);
  /// With a `--set` of another meaning.
  void add_to(const CommandLine& command, const std::string& set_description);
  /// What --set means for the job as a whole.
  scan::JobOptions changes() const;
};

}  // namespace smeftscan::app
