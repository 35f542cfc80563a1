// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {

/// Puts scan files of one kind together, as those of an array of jobs:
///
///  * files of the same grid or list: each point from whichever has it (two answers must be equal to
///    the bit);
///  * grids that differ in the values of one axis: laid side by side along it, in ascending order;
///  * lists of points: one behind the other.
///
/// Groups, kept columns and data must agree; header and failures' numbers are adapted, the job is
/// that of the first file. Holds all rows in memory. Throws InputError for files that do not fit,
/// naming what differs, and as ScanWriter does.
PointCounts merge_files(const std::vector<std::filesystem::path>& inputs,
                        const std::filesystem::path& output);

}  // namespace smeftscan::output
