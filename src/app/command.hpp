// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "smeftscan/base/error.hpp"

namespace CLI {
class App;
}

/// The front door: one file a command, each of which declares its options and leaves what is to be
/// done. main.cpp has the table of commands.
namespace smeftscan::app {

/// What a command does once the command line is read. Everything that goes wrong is an exception
/// (failure.hpp).
using Action = std::function<ExitCode()>;

Action add_beta(CLI::App& command);
Action add_check(CLI::App& command);
Action add_covariance(CLI::App& command);
Action add_diff(CLI::App& command);
Action add_evolve(CLI::App& command);
Action add_export(CLI::App& command);
Action add_list(CLI::App& command);
Action add_merge(CLI::App& command);
Action add_point(CLI::App& command);
Action add_predict(CLI::App& command);
Action add_recover(CLI::App& command);
Action add_run(CLI::App& command);
Action add_status(CLI::App& command);

}  // namespace smeftscan::app
