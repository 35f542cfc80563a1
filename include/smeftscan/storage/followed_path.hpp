// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace smeftscan::storage {

/// What a path names: itself, or the end of a chain of symbolic links, which need not exist. Files
/// are made aside and renamed, which would replace the link instead. Throws InputError
/// (cannot_create) for links that lead in a circle.
std::filesystem::path followed(const std::filesystem::path& path);

}  // namespace smeftscan::storage
