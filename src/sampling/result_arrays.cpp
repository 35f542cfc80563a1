// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/result_arrays.hpp"

namespace smeftscan::sampling {

DataArray parameter_names(const ParameterSpace& space, const std::string& long_name,
                          const std::string& axis) {
  return {axis, {axis}, space.names(), "1", long_name};
}

DataArray parameter_units(const ParameterSpace& space) {
  std::vector<std::string> units;
  for (const FreeParameter& parameter : space) units.push_back(parameter.unit);
  return {"parameter_units", parameter_axis, units, "1", "unit of the parameter"};
}

DataArray crossing_ends(const std::string& name, const std::vector<CrossingEnd>& ends,
                        const std::string& long_name) {
  std::vector<std::uint8_t> codes;
  for (const CrossingEnd end : ends) codes.push_back(static_cast<std::uint8_t>(end));
  return {name, parameter_axis, codes,
          "1",  long_name,      {"crossed", "limit", "failed", "lower_minimum"}};
}

DataArray constrained_flags(const std::vector<int>& constrained, const std::string& long_name) {
  return {"constrained",
          parameter_axis,
          std::vector<std::uint8_t>(constrained.begin(), constrained.end()),
          "1",
          long_name,
          {"unconstrained", "constrained"}};
}

DataArray limits_reached(const std::vector<int>& limits) {
  return {"limit", parameter_axis, std::vector<std::int64_t>(limits.begin(), limits.end()), "1",
          "-1 or 1: at the lower or upper end of its range"};
}

}  // namespace smeftscan::sampling
