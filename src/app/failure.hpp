// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/error.hpp"

namespace smeftscan::app {

/// Inside a `catch (...)`: says on stderr in one line what went wrong and returns the exit code.
ExitCode report_failure();

/// One line "smeftscan: error: <message>" on stderr.
void print_error(const std::string& message);

}  // namespace smeftscan::app
