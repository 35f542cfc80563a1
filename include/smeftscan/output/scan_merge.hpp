// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {

struct NamedScan {
  std::filesystem::path path;
  ScanFile scan;
};

/// Puts the rows of parts of one scan together, as those of an array of jobs:
///
///  * the same grid or list: each point from whichever has it (two answers must be equal to the
///    bit);
///  * grids that differ in the values of one axis: laid side by side along it, in ascending order;
///  * lists of points: one behind the other; `stacked`: though they hold the same points.
///
/// Their identities must be equal but for the range and points of the joint axis, the content of
/// lists, and seeds; the result has all values of these keys. The job is that of the first file.
/// Throws InputError (bad_input) for files that do not fit, naming each differing key.
ScanFile merge_scans(const std::vector<NamedScan>& inputs, bool stacked);

}  // namespace smeftscan::output
