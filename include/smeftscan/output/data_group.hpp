// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/output/hdf5.hpp"

/// Groups of arrays in a scan file: what samplers found, beside the points. An array that is its
/// own axis is a dimension scale.
namespace smeftscan::output {

/// Names of PointStatus by code, for arrays of them.
std::vector<std::string> status_meanings();

/// Writes the group below `file`. Throws ContractError if an array does not fit its axes.
void write_data_group(const hdf5::Handle& file, const DataGroup& group);

/// The groups of these names that a scan file has, after checking its content hash. Throws as
/// read_scan_file().
std::vector<DataGroup> read_data_groups(const std::filesystem::path& path,
                                        const std::vector<std::string>& names);

}  // namespace smeftscan::output
