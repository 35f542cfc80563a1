// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/storage/journal_reader.hpp"

namespace smeftscan::scan {

/// Rows of single points from the journal of a job, row i for points[i]; NaN where there is none,
/// with the status not_computed. Points may come in any order, and more than once.
Rows rows_of(const Job& job, const storage::JournalRows& journal,
             std::span<const std::int64_t> points);

}  // namespace smeftscan::scan
