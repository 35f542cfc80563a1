// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "smeftscan/storage/journal_reader.hpp"

/// Minima beside a reference point, one likelihood group at a time (sampling::Comparison). The
/// deciding group of a minimum is the likelihood group whose chi-square changes most, either way,
/// between the reference and the minimum.
namespace smeftscan::scan {

/// Adds chi-square of each likelihood group at these points, and the deciding groups.
void add_comparison(const Job& job, const sampling::Comparison& comparison,
                    const storage::JournalRows& journal, DataGroup& group);

/// The same for people, a line each, of a job whose sampler has something to compare.
std::vector<sampling::Remark> comparison_lines(const Pipeline& pipeline);

}  // namespace smeftscan::scan
