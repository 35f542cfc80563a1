// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/rows.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/storage/journal_reader.hpp"
#include "smeftscan/storage/manifest.hpp"

/// The scan file of a job is made from the journal of its rows.
namespace smeftscan::scan {

/// What the journal of a job belongs to.
storage::Manifest make_manifest(const Job& job);

/// What a scan file says about a failed point, from its row.
output::Failure failure_of(const Rows& rows, Eigen::Index row, long long point);

/// Failures that the scan file describes one by one; the status of the others says enough.
inline constexpr std::size_t most_described_failures = 100'000;

/// Writes the scan file of `job` from the rows of a journal that belongs to `manifest`, front to
/// back, in the memory of a piece, then what the sampler has found and further `groups`; points
/// without a row are not_computed. `state` is "complete" or "partial", `quality` that of a fit, or
/// null. Returns the numbers of points. Throws as output::ScanWriter does.
output::PointCounts write_scan_file(const Job& job, const storage::Manifest& manifest,
                                    const storage::JournalRows& rows, const std::string& state,
                                    const output::Provenance& provenance, bool overwrite,
                                    const FitQuality* quality = nullptr,
                                    const std::vector<DataGroup>& groups = {});

}  // namespace smeftscan::scan
