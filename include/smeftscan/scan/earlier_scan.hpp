// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "smeftscan/sampling/point_list.hpp"

namespace smeftscan::scan {

/// A sampling::PointReader for CSV files and scan files (.h5). Of a scan file with chains, the list
/// is their draws and starts are the last draws, one a chain; of any other, the list is all its
/// points and the start is the one of the smallest chi-square. Columns are its free parameters.
/// Throws InputError as the readers of these files do.
sampling::PointTable read_points(const std::filesystem::path& file, sampling::PointUse use);

}  // namespace smeftscan::scan
