// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// HDF5 1.10 loops or crashes on some damaged files. What has no seal, since another program has
/// changed it, is therefore read in another process first: a fork of this one, or where forks are
/// not safe, as under MPI, a program that calls read_on_trial().
namespace smeftscan::output {

/// From now on: this command, with the file as its last argument.
void read_on_trial_with(std::vector<std::string> command);

/// For a program, whose process is its own: HDF5 1.10 would complain when the process ends after it
/// has seen a damaged file.
void silence_hdf5();

/// Reads everything of a file, silently, within limits of time and memory.
void read_on_trial(const std::filesystem::path& path);

}  // namespace smeftscan::output
