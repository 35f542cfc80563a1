// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/output/hdf5.hpp"

namespace smeftscan::output {

/// XXH3-128 over the data groups of a file, as 32 hexadecimal digits: every group at the root but
/// /provenance, with the name, type, shape and bytes of every dataset, in alphabetical order.
/// Attributes are not part of it. docs/output-format.md defines the bytes.
///
/// `file_size` bounds what a damaged file can make us read. Throws InputError (io_error) for a
/// dataset that cannot be read or is larger than a file of this size can hold.
std::string content_hash(const hdf5::Handle& file, std::size_t file_size);

/// Elements of a dataset; throws InputError (io_error) if a file of `file_size` bytes cannot hold
/// them, so that a damaged shape does not become an allocation.
std::size_t checked_count(const hdf5::Handle& dataset, std::size_t file_size);

}  // namespace smeftscan::output
