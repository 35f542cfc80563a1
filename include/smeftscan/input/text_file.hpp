// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace smeftscan::input {

/// A file that has been read.
struct TextFile {
  std::filesystem::path path;
  std::string text;
};

/// The bytes of a file of the user's. Throws InputError for what does not exist, cannot be read, is
/// no regular file (a folder, a pipe, a device), or has more than `most_bytes` (a whole number of
/// MiB).
std::string read_text_file(const std::filesystem::path& file, std::size_t most_bytes);

}  // namespace smeftscan::input
