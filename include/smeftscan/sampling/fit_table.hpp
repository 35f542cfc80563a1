// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

/// What a fit says of a parameter; NaN where there is no such number.
struct FitRow {
  std::string name;
  double value = std::numeric_limits<double>::quiet_NaN();
  double error = std::numeric_limits<double>::quiet_NaN();
  double lower_error = std::numeric_limits<double>::quiet_NaN();
  double upper_error = std::numeric_limits<double>::quiet_NaN();
  std::string remark{};
};

/// What is said of a parameter on which chi-square does not depend.
inline constexpr const char* unconstrained_remark =
    "unconstrained (chi-square does not depend on it)";

/// Rows of cells as lines of columns.
std::vector<Remark> in_columns(const std::vector<std::vector<std::string>>& cells);

/// One line each below a head, in columns.
std::vector<Remark> fit_table(const std::vector<FitRow>& rows);

}  // namespace smeftscan::sampling
