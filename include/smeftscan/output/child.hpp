// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace smeftscan::output {

/// Runs an action in a child process of at most `seconds` and 2 GiB of further memory, for actions
/// that may crash or never end. What it throws, prints or changes in memory is lost. It must not
/// use MPI, nor wait for other threads.
///
/// Throws InputError (io_error) if the child does not come to an end by itself, or cannot be made.
void try_in_child(unsigned seconds, const std::function<void()>& action);

}  // namespace smeftscan::output
