// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/storage/journal_reader.hpp"

namespace smeftscan::scan {

/// What the sampler of a job has found besides its points, as data groups of the scan file: its own
/// results, and with them
///
/// - of draws: posterior, sample_stats, log_likelihood, warmup_* (output::inference_data),
///   observed_data and constant_data;
/// - of a fit: what its row has at the minimum, and how good it is (`quality`, if it was judged);
/// - of minima to compare: chi-square of each likelihood group.
///
/// Nothing for a sampler that makes no such thing, or has not come to it.
std::vector<DataGroup> sampler_groups(const Job& job, const storage::JournalRows& journal,
                                      const FitQuality* quality);

}  // namespace smeftscan::scan
