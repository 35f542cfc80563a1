// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace smeftscan::output {

class SafeFile;

/// The seal of a file is its last 24 bytes: `smeftSL\n` and the XXH3-128 of all bytes before them.
/// HDF5 does not look behind its own end. HDF5 1.10 loops or crashes on some damaged files, so a
/// sealed file is checked before HDF5 reads a byte of it.
///
/// Appends the seal to a whole file. Throws as SafeFile::write().
void append_seal(SafeFile& file);

/// Throws InputError (io_error) if the file cannot be read, or has a seal that is not that of its
/// bytes. A file without a seal passes: programs that change an HDF5 file cut it off.
void check_seal(const std::filesystem::path& path);

}  // namespace smeftscan::output
