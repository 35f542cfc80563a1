// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/storage/journal_reader.hpp"

/// What a sampler learns from rows.
namespace smeftscan::scan {

/// The log-likelihoods of the points first, ...; minus infinity where a row has no answer.
void tell(sampling::Sampler& sampler, long long first, const Rows& rows, const RowLayout& layout);

/// Brings a new sampler that learns to where its scan is, as far as requests are complete in the
/// journal, from the last snapshot on. Throws as Sampler::restore does.
void replay(sampling::Sampler& sampler, const std::optional<std::string>& snapshot,
            const storage::JournalRows& journal, const RowLayout& layout);

}  // namespace smeftscan::scan
