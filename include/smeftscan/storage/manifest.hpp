// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "smeftscan/storage/identity.hpp"

namespace smeftscan::storage {

inline constexpr std::int64_t journal_format_version = 3;

/// What the rows of a journal belong to: `manifest.json` in the folder of the journal, written once
/// and never changed.
struct Manifest {
  std::string job;           ///< the job's text as the user wrote it
  std::string job_resolved;  ///< with every default
  std::string job_sha256;
  std::string data_sha256;  ///< of the data files
  Identity identity;        ///< of the rows
  std::int64_t seed = 0;
  std::int64_t points_total = -1;    ///< -1 where the sampler decides on the way
  std::vector<std::string> columns;  ///< names of the columns of a row
};

/// Writes `folder`/manifest.json, whole or not at all, with a checksum. Throws as SafeFile.
void write_manifest(const std::filesystem::path& folder, const Manifest& manifest);

/// Throws InputError (bad_input) if it is missing, damaged or of another format version.
Manifest read_manifest(const std::filesystem::path& folder);

}  // namespace smeftscan::storage
