// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>

namespace smeftscan::storage {

/// How far a scan is, in `<output>.status.json` for whoever watches it.
struct ScanStatus {
  std::string state;               ///< "running", "partial" (stopped early), "complete"
  std::int64_t points_total = -1;  ///< -1 where the sampler decides on the way
  std::int64_t points_done = 0;
  std::int64_t points_failed = 0;
  double points_per_second = std::numeric_limits<double>::quiet_NaN();  ///< NaN: unknown
  double seconds_left = std::numeric_limits<double>::quiet_NaN();       ///< NaN: unknown
  std::string steps{};  ///< what the sampler counts, "grid points", where points_total is open
  std::int64_t steps_total = -1;  ///< -1: unknown
  std::int64_t steps_done = 0;
};

/// `<output>.status.json`
std::filesystem::path status_path(const std::filesystem::path& output);

/// One JSON object with the members of ScanStatus, NaN as null, and a line end.
std::string to_json(const ScanStatus& status);

/// Replaces the file as a whole, so that a reader never sees a part. Throws as SafeFile does; a
/// scan may go on without.
void write_status(const std::filesystem::path& path, const ScanStatus& status);

/// Throws InputError (bad_input) if the file is missing or not of this program.
ScanStatus read_status(const std::filesystem::path& path);

}  // namespace smeftscan::storage
