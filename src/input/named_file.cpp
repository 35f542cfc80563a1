// SPDX-License-Identifier: MIT
#include "smeftscan/input/named_file.hpp"

namespace smeftscan::input {

namespace fs = std::filesystem;

std::optional<fs::path> named_file(const Settings& name) {
  const fs::path file = name.text();
  std::error_code error;
  for (const fs::path& place : {fs::path(name.source()).parent_path() / file, file})
    if (fs::exists(place, error)) return place;
  return std::nullopt;
}

}  // namespace smeftscan::input
