// SPDX-License-Identifier: MIT
// The group best_fit of fits of one parameter at a time, and the same for people.
#include <cmath>
#include <cstdio>

#include "smeftscan/sampling/fit_table.hpp"
#include "smeftscan/sampling/one_at_a_time.hpp"
#include "smeftscan/sampling/result_arrays.hpp"

namespace smeftscan::sampling {
namespace {

constexpr const char* levels[]{"68", "95"};

/// One number a parameter.
template <class Number>
auto of_fits(const std::vector<OneParameterFit>& fits, Number&& number) {
  std::vector<std::decay_t<decltype(number(fits.front()))>> result;
  for (const OneParameterFit& fit : fits) result.push_back(number(fit));
  return result;
}

/// Both ends of the intervals of one level, and what is known of them.
void add_intervals(const std::vector<OneParameterFit>& fits, std::size_t level, DataGroup& group) {
  const std::string percent = levels[level];
  for (const std::size_t side : {0U, 1U}) {
    const std::string name = (side == 0 ? "lower_" : "upper_") + percent;
    const auto end = [&](const auto& fit) { return fit.intervals[level].ends[side]; };
    const auto how = [&](const auto& fit) { return fit.intervals[level].how[side]; };
    group.arrays.push_back({name, parameter_axis, of_fits(fits, end), unit_of_parameter,
                            "end of the " + percent + " % interval around the minimum"});
    group.arrays.push_back(
        crossing_ends(name + "_end", of_fits(fits, how), "how the search for it ended"));
  }
  const auto is_disjoint = [&](const OneParameterFit& fit) {
    return std::int8_t{fit.constrained && !fit.intervals[level].is_all};
  };
  group.arrays.push_back({"disjoint_" + percent, parameter_axis, of_fits(fits, is_disjoint), "1",
                          "values outside of this interval are allowed as well"});
}

std::string shown(const char* pattern, double value) {
  if (std::isnan(value)) return "-";
  char text[40];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

/// "[-1.2e-08, 3.4e-08]"; an open end is that of the range, and one that was not found a '?'.
std::string interval_text(const LineInterval& interval) {
  const auto end = [&](std::size_t side) {
    if (interval.how[side] == CrossingEnd::crossed) return shown("%.4g", interval.ends[side]);
    return std::string(interval.how[side] == CrossingEnd::limit ? "range" : "?");
  };
  return "[" + end(0) + ", " + end(1) + "]" + (interval.is_all ? "" : "*");
}

}  // namespace

std::vector<DataGroup> OneAtATime::results() const {
  const std::vector<OneParameterFit>& fits = result_.fits;
  if (fits.empty()) return {};
  const std::vector<std::string>& axis = parameter_axis;
  const std::string unit = unit_of_parameter;
  DataGroup group{
      .name = "best_fit",
      .arrays = {parameter_names(space(), "name of the parameter, fitted alone"),
                 parameter_units(space()),
                 {"best", axis, of_fits(fits, [](const auto& f) { return f.value; }), unit,
                  "value at the minimum, all other parameters at their defaults"},
                 {"default", axis, defaults_, unit, "while other parameters are fitted"},
                 {"chi2", axis, of_fits(fits, [](const auto& f) { return f.chi2; }), "1",
                  "chi-square at the minimum"},
                 single("chi2_default", result_.default_chi2,
                        "chi-square where all parameters have their defaults"),
                 {"pull", axis, of_fits(fits, [](const auto& f) { return f.pull; }), "1",
                  "sign(best - default) sqrt(chi2_default - chi2)"}}};
  for (std::size_t level = 0; level < std::size(levels); ++level) add_intervals(fits, level, group);
  for (DataArray array : std::vector<DataArray>{
           constrained_flags(of_fits(fits, [](const auto& f) { return int{f.constrained}; }),
                             "whether chi-square depends on it"),
           {"converged", axis,
            of_fits(fits, [](const auto& f) { return std::int8_t{f.converged}; }), "1",
            "the search for the minimum converged"},
           limits_reached(of_fits(fits, [](const auto& f) { return f.limit; })),
           {"point", axis, of_fits(fits, [](const auto& f) { return std::int64_t{f.point}; }), "1",
            "number of the point in /points; -1 if there is none"},
           single("evaluations", result_.evaluations, "points computed")})
    group.arrays.push_back(std::move(array));
  return {group};
}

std::optional<Comparison> OneAtATime::comparison() const {
  const std::vector<OneParameterFit>& fits = result_.fits;
  if (fits.empty()) return std::nullopt;
  Comparison comparison{.group = "best_fit",
                        .axis = "parameter",
                        .reference = "default",
                        .meaning = "where all parameters have their defaults",
                        .points = {result_.default_point},
                        .coordinates = {}};
  const Eigen::Map<const Eigen::RowVectorXd> at_rest(defaults_.data(),
                                                     static_cast<Eigen::Index>(defaults_.size()));
  comparison.coordinates = at_rest.replicate(static_cast<Eigen::Index>(fits.size()) + 1, 1);
  for (std::size_t i = 0; i < fits.size(); ++i) {
    const auto k = static_cast<Eigen::Index>(i);
    comparison.points.push_back(fits[i].point);
    if (fits[i].constrained) comparison.coordinates(k + 1, k) = fits[i].value;
  }
  return comparison;
}

std::vector<Remark> OneAtATime::compared(const std::vector<std::string>& deciding) const {
  std::vector<std::vector<std::string>> cells{
      {"parameter", "unit", "best", "68 %", "95 %", "pull", "deciding group", ""}};
  bool is_disjoint = false;
  for (std::size_t i = 0; i < result_.fits.size(); ++i) {
    const FreeParameter& parameter = space()[i];
    const OneParameterFit& fit = result_.fits[i];
    if (!fit.constrained) {
      cells.push_back(
          {parameter.name, parameter.unit, "-", "-", "-", "-", "-", unconstrained_remark});
      continue;
    }
    is_disjoint = is_disjoint || !fit.intervals[0].is_all || !fit.intervals[1].is_all;
    cells.push_back({parameter.name, parameter.unit, shown("%.4g", fit.value),
                     interval_text(fit.intervals[0]), interval_text(fit.intervals[1]),
                     shown("%+.2f", fit.pull), deciding[i],
                     fit.limit == 0  ? ""
                     : fit.limit < 0 ? "at its lower limit"
                                     : "at its upper limit"});
  }
  std::vector<Remark> lines{
      {"one parameter at a time, the others at their defaults: chi-square there " +
       shown("%.2f", result_.default_chi2)}};
  for (Remark& line : in_columns(cells)) lines.push_back(std::move(line));
  if (is_disjoint)
    lines.push_back(
        {"* around the minimum; values outside of this interval are allowed as well (other "
         "minima)"});
  return lines;
}

}  // namespace smeftscan::sampling
