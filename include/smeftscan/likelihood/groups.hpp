// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/likelihood/measurement.hpp"

namespace smeftscan::likelihood {

/// The groups of some measurements, each once, in the order of the entries.
std::vector<std::string> groups_of(const std::vector<Measurement>& measurements);

/// The groups that a list means (`likelihood:` of a job or a data set, `--likelihood`): names;
/// `all` (also without a list), every group of the measurements; `-NAME`, which takes one out of
/// `all`, as in [all, -bsll]. Throws InputError at the place of the entry for an unknown group,
/// with the nearest name, for one that is named twice, and if nothing is left.
std::vector<std::string> read_groups(const input::Settings& list,
                                     const std::vector<Measurement>& measurements);

}  // namespace smeftscan::likelihood
