// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "smeftscan/storage/identity.hpp"

namespace smeftscan::output {

struct DiffOptions {
  double rtol = 1e-9;      ///< reals agree if |a - b| <= rtol max(|a|, |b|) + 1e-12
  bool bitwise = false;    ///< reals agree if their bits do; rtol is not used then
  std::size_t shown = 20;  ///< differences that are described
};

/// One thing in which two files differ.
struct Difference {
  std::string place;   ///< "/grid/chi2[3,4]", "/grid/chi2: shape", "/points"
  std::string first;   ///< what the first file has there
  std::string second;  ///< what the second one has
};

struct ScanDifferences {
  std::vector<Difference> shown;
  std::size_t count = 0;      ///< of all
  double largest_real = 0.0;  ///< of |a - b| / max(|a|, |b|) among reals that differ
  /// Keys in which the identities differ, not counted above; none where a file has no identity.
  std::vector<storage::KeyChange> identity{};
};

/// Compares everything in two HDF5 files of this program but root attributes, /provenance, /job,
/// /job_resolved, /job_identity and /not_constrained, which parts of a scan have of their own:
/// names, types, shapes, axes, units and other attributes of datasets (their long_name and latex
/// are for people and may differ), and values: integers and strings exactly, reals as `options`
/// say, NaN as equal to NaN (with --bitwise to a NaN of the same bits). Dataset by dataset, a few
/// MiB at a time; no dataset needs to fit into memory, except for strings.
///
/// Throws InputError (bad_input) for a file that is missing, not of this program or damaged: the
/// content hash of both is verified first.
ScanDifferences diff_files(const std::filesystem::path& first, const std::filesystem::path& second,
                           const DiffOptions& options = {});

}  // namespace smeftscan::output
