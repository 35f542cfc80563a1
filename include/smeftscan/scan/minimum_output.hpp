// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/storage/journal_reader.hpp"

namespace smeftscan::scan {

/// Adds to the group of a fit what its row has at the best minimum: chi-square, that of each
/// likelihood group, and what the job keeps.
void add_minimum(const Job& job, long long point, const storage::JournalRows& journal,
                 DataGroup& group);

/// Adds the fit beside the SM, and every measurement beside its prediction at the best minimum.
void add_quality(const FitQuality& quality, DataGroup& group);

}  // namespace smeftscan::scan
