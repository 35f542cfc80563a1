// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::scan {

/// Writes the scan file of several: grids, profiles and lists as output::merge_scans() has them;
/// chains side by side, with the diagnostics of all together. Holds all rows in memory. Returns the
/// numbers of points. Throws InputError for files that do not fit or whose sampler's results cannot
/// be put together, and as output::ScanWriter does.
output::PointCounts merge_files(const std::vector<std::filesystem::path>& inputs,
                                const std::filesystem::path& output);

}  // namespace smeftscan::scan
