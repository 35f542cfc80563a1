// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/journal_reader.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// The group best_fit of a job whose sampler is a fit that has finished; nothing for any other, or
/// if no point had an answer. `quality` is null where nobody has judged it.
std::vector<output::DataGroup> best_fit_groups(const Job& job, const output::JournalRows& journal,
                                               const FitQuality* quality);

}  // namespace smeftscan::scan
