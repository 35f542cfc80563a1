// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/output/hdf5.hpp"

namespace smeftscan::output::hdf5 {

/// Makes a file access property list write to `storage`, which must outlive the file. False if
/// HDF5 refuses.
bool write_to(Id access_list, Storage& storage);

}  // namespace smeftscan::output::hdf5
