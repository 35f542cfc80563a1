// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/sampling/best_fit_crossing.hpp"
#include "smeftscan/sampling/parameter_space.hpp"

/// Arrays that the groups of several fits have.
namespace smeftscan::sampling {

/// The axis "parameter" of all free parameters.
inline const std::vector<std::string> parameter_axis{"parameter"};
/// What numbers are in that have the unit of their parameter each.
inline constexpr const char* unit_of_parameter = "see parameter_units";

/// The axis itself and the array parameter_units.
DataArray parameter_names(const ParameterSpace& space, const std::string& long_name,
                          const std::string& axis = "parameter");
DataArray parameter_units(const ParameterSpace& space);
/// How searches ended, one a parameter.
DataArray crossing_ends(const std::string& name, const std::vector<CrossingEnd>& ends,
                        const std::string& long_name);
/// A flag a parameter: whether what is minimised depends on it.
DataArray constrained_flags(const std::vector<int>& constrained, const std::string& long_name);
/// -1, 0 or 1, one a parameter.
DataArray limits_reached(const std::vector<int>& limits);

}  // namespace smeftscan::sampling
