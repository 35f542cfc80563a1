// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/journal_reader.hpp"
#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {

/// The group best_fit of a job that has fitted its parameters one at a time, to the end; nothing
/// for any other.
///
/// The deciding group of a parameter is the likelihood group whose chi-square changes most, either
/// way, between the defaults and the minimum.
std::vector<output::DataGroup> one_at_a_time_groups(const Job& job,
                                                    const output::JournalRows& journal);

/// The same for people: a line each below a head.
std::vector<sampling::Remark> one_at_a_time_table(const Pipeline& pipeline);

}  // namespace smeftscan::scan
