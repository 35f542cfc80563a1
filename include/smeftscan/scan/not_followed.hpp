// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// A changed input that predictions of a job depend on but do not follow: what they contain of the
/// Standard Model is a constant of the data set.
struct NotFollowed {
  std::string input;  ///< "running.m_t"; "m_Z" where a job changes several modules by the name
  std::string where;  ///< its place in the job
  std::vector<std::string> observables;
  std::vector<std::string> constants;

  std::string text() const;  ///< one line
};

/// By the tables of the data set (`not_followed:`), which read
///
///     not_followed:
///       - constant: mass of the W (electroweak.m_W_SM)
///         depends_on: [running.m_t, m_Z]       # a name alone: in every module
///         observables: [m_W]                   # by name, or
///         groups: [bsll]                       # all that such a likelihood group measures
///
/// in the order of the changes. Throws InputError with file and line.
std::vector<NotFollowed> not_followed(const Job& job);

}  // namespace smeftscan::scan
