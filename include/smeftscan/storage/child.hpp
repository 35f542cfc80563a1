// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace smeftscan::storage {

/// Runs an action in a child process of at most `seconds` and 2 GiB of further memory, for actions
/// that may crash or never end. What it throws, prints or changes in memory is lost. It must not
/// use MPI, nor wait for other threads.
///
/// Throws InputError (io_error) if the child does not come to an end by itself, or cannot be made.
void try_in_child(unsigned seconds, const std::function<void()>& action);

/// The same with a program and its arguments, which does what the action would and calls confine()
/// first. Unlike a fork it does not touch the memory of this process, which MPI may have registered
/// with a network.
void try_program(unsigned seconds, const std::vector<std::string>& command);

/// Limits this process to `seconds` and 2 GiB of further memory, and makes it silent, even where it
/// crashes.
void confine(unsigned seconds);

}  // namespace smeftscan::storage
