// SPDX-License-Identifier: MIT
#pragma once

#include "command_line.hpp"

/// The front door: one file a command, each of which declares its options and leaves what is to be
/// done. main.cpp has the table of commands.
namespace smeftscan::app {

Action add_beta(const CommandLine& command);
Action add_check(const CommandLine& command);
Action add_covariance(const CommandLine& command);
Action add_diff(const CommandLine& command);
Action add_evolve(const CommandLine& command);
Action add_export(const CommandLine& command);
Action add_list(const CommandLine& command);
Action add_match(const CommandLine& command);
Action add_merge(const CommandLine& command);
Action add_point(const CommandLine& command);
Action add_predict(const CommandLine& command);
Action add_recover(const CommandLine& command);
Action add_run(const CommandLine& command);
Action add_status(const CommandLine& command);

}  // namespace smeftscan::app
