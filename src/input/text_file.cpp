// SPDX-License-Identifier: MIT
#include "smeftscan/input/text_file.hpp"

#include <fstream>

#include "smeftscan/base/error.hpp"

namespace smeftscan::input {

namespace fs = std::filesystem;

std::string read_text_file(const fs::path& file, std::size_t most_bytes) {
  const auto refuse = [&](const std::string& why) { throw InputError(file.string() + ": " + why); };
  std::error_code unknown;  // what cannot be looked at cannot be opened either
  const fs::file_status status = fs::status(file, unknown);
  if (!fs::exists(status)) refuse("no such file");
  if (fs::is_directory(status)) refuse("is a directory, not a file");
  if (!fs::is_regular_file(status)) refuse("is not a regular file (a pipe or a device)");
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse("cannot be read (permissions)");
  const auto size = static_cast<std::size_t>(fs::file_size(file));
  if (size > most_bytes) refuse("larger than " + std::to_string(most_bytes >> 20) + " MiB");
  std::string text(size, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

}  // namespace smeftscan::input
