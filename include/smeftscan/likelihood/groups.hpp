// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/likelihood/measurement.hpp"

namespace smeftscan::likelihood {

/// What the data say of likelihood groups.
struct GroupRow {
  std::string name;
  std::string meaning;
  /// More detailed groups that hold the same data: none of them counts together with this one.
  std::vector<std::string> excludes;
};

/// The rows of data/groups.yaml:
///
///     groups:
///       cabibbo: {meaning: the Cabibbo angle, excludes: [beta_decays]}
///
/// Throws InputError with file and line.
std::vector<GroupRow> read_group_rows(const input::Settings& file);

/// The groups of some measurements, each once, in the order of the entries.
std::vector<std::string> groups_of(const std::vector<Measurement>& measurements);

/// The groups that exclude each other with `group`, whichever of the two is the detailed one.
std::vector<std::string> excluded_with(const std::string& group, const std::vector<GroupRow>& rows);

/// The groups that a list means (`likelihood:` of a job or a data set, `--likelihood`): names;
/// `all` (also without a list), every group of the measurements but those of which a more detailed
/// one is there; `-NAME`, which takes one out of `all`, as in [all, -bsll]. Throws InputError at
/// the place of the entry for an unknown group, with the nearest name, for one that is named twice,
/// for two that exclude each other, and if nothing is left.
std::vector<std::string> read_groups(const input::Settings& list,
                                     const std::vector<Measurement>& measurements,
                                     const std::vector<GroupRow>& rows);

}  // namespace smeftscan::likelihood
