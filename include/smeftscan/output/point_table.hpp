// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {

/// A table with named columns.
struct Table {
  std::vector<std::string> names;
  Rows values;
  std::vector<std::string> sources{};  ///< of points that are files each: their names; else empty
};

/// The parameters of every point of a scan, in its order: of a grid its axes, then what was
/// minimised.
Table parameter_table(const ScanFile& scan);

/// Parameters, status (its code), chi2, chi2_group:<name>, and what was kept.
Table point_table(const ScanFile& scan);

/// Writes a table as CSV, whole or not at all: a header line with names, quoted where they hold a
/// comma or a quote, and 17 significant digits; names of files are the first column, `source`.
/// Throws InputError as storage::SafeFile does.
void write_csv(const std::filesystem::path& path, const Table& table);

}  // namespace smeftscan::output
