// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string_view>

/// Where results go: stdout or a file, never stderr.
namespace smeftscan::app {

/// Writes to stdout; InputError (io_error) if that fails, as on a full disk.
void print_result(std::string_view text);

/// Throws InputError (cannot_create) if a result cannot get this name: the folder is missing, or
/// the file is there.
void refuse_unwritable(const std::filesystem::path& file);

/// Writes a whole file that must not exist yet (storage::SafeFile).
void write_result(const std::filesystem::path& file, std::string_view text);

}  // namespace smeftscan::app
