// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <string>

#include "smeftscan/base/error.hpp"

namespace smeftscan::app {

/// Inside a `catch (...)`: says on stderr in one line what went wrong and returns the exit code.
ExitCode report_failure();
/// The same of an exception that has been kept.
ExitCode report_failure(const std::exception_ptr& exception);

/// One line "smeftscan: error: <message>" on stderr.
void print_error(const std::string& message);

}  // namespace smeftscan::app
