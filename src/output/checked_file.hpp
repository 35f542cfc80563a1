// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>

#include "smeftscan/output/hdf5.hpp"
#include "smeftscan/storage/identity.hpp"

namespace smeftscan::output {

/// A file whose content hash is right.
struct CheckedFile {
  hdf5::Handle file;
  std::size_t size;  ///< in bytes
  NamedAttributes root;
};

/// Opens a file of this program for reading. HDF5 1.10 loops or crashes on some damaged files: a
/// sealed one is compared with its seal before HDF5 sees it; any other is read on trial
/// (trial_reader.hpp). Throws InputError (io_error).
CheckedFile open_checked(const std::filesystem::path& path);

/// Empty in files of earlier programs. Throws InputError (bad_input) if it is damaged.
storage::Identity read_identity(const CheckedFile& checked);

}  // namespace smeftscan::output
