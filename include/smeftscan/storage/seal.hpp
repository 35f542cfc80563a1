// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <filesystem>

namespace smeftscan::storage {

/// The last 24 bytes of a sealed file: `smeftSL\n` and the XXH3-128 of all bytes before them. HDF5
/// does not look behind its own end.
using Seal = std::array<char, 24>;

/// The seal that a file wants at its end. Throws std::system_error.
Seal seal_of(int descriptor);

/// False for a file without a seal: programs that change an HDF5 file cut it off. Throws InputError
/// (io_error) if the file cannot be read, or has a seal that is not that of its bytes.
bool is_sealed(const std::filesystem::path& path);

}  // namespace smeftscan::storage
