// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

#include "smeftscan/input/settings.hpp"

namespace smeftscan::input {

/// The file that a setting names: beside the file that the setting stands in, else where the
/// program was started; nothing if it is in neither place.
std::optional<std::filesystem::path> named_file(const Settings& name);

}  // namespace smeftscan::input
