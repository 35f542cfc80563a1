// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/journal_reader.hpp"
#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// Rows of single points from the journal of a job, row i for points[i]; NaN where there is none,
/// with the status not_computed. Points may come in any order, and more than once.
Rows rows_of(const Job& job, const output::JournalRows& journal,
             std::span<const std::int64_t> points);

/// What the sampler of a job has found besides its points, as data groups of the scan file:
///
/// - chains: posterior, sample_stats, log_likelihood, warmup_* (output::inference_data),
///   diagnostics; observed_data and constant_data;
/// - nested sampling: the same of its equal-weight draws, and nested: evidence and weighted points;
/// - a fit: best_fit.
///
/// Nothing for a sampler that makes no such thing, or has not come to it.
/// `quality` is that of a fit, if it was judged.
std::vector<output::DataGroup> sampler_groups(const Job& job, const output::JournalRows& journal,
                                              const FitQuality* quality);

/// Means, quantiles and convergence of chains, behind their warm-up: the group diagnostics.
output::DataGroup diagnostics(const sampling::ChainResult& chains);

}  // namespace smeftscan::scan
