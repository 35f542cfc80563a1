// SPDX-License-Identifier: MIT
#include "smeftscan/scan/one_at_a_time_output.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "smeftscan/sampling/fit_table.hpp"
#include "smeftscan/sampling/one_at_a_time.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/scan/sampler_output.hpp"

namespace smeftscan::scan {
namespace {

using output::DataArray;
using output::DataGroup;
using sampling::CrossingEnd;
using sampling::OneParameterFit;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();
constexpr const char* levels[]{"68", "95"};

/// The fits of a job that has finished with them; null for any other.
const sampling::OneAtATime* finished(const Job& job) {
  const auto* sampler = dynamic_cast<const sampling::OneAtATime*>(job.sampler.get());
  return sampler != nullptr && !sampler->result().fits.empty() ? sampler : nullptr;
}

/// The group, by its place, whose chi-square changes most from the first row to another; -1 if
/// there is none.
Eigen::Index deciding_group(const Rows& chi2_group, Eigen::Index row) {
  Eigen::Index group = -1;
  const auto changes = (chi2_group.row(row) - chi2_group.row(0)).cwiseAbs().eval();
  if (changes.size() > 0 && changes.allFinite()) changes.maxCoeff(&group);
  return group;
}

std::string name_of(const Job& job, Eigen::Index group) {
  return group < 0 ? "" : job.chi_square_parts[static_cast<std::size_t>(group)];
}

/// One number a parameter.
template <class Number>
auto of_fits(const std::vector<OneParameterFit>& fits, Number&& number) {
  std::vector<std::decay_t<decltype(number(fits.front()))>> result;
  for (const OneParameterFit& fit : fits) result.push_back(number(fit));
  return result;
}

/// Both ends of the intervals of one level, and what is known of them.
void add_intervals(const std::vector<OneParameterFit>& fits, std::size_t level, DataGroup& group) {
  const std::vector<std::string> axis{"parameter"};
  const std::string percent = levels[level];
  for (const std::size_t side : {0U, 1U}) {
    const std::string name = (side == 0 ? "lower_" : "upper_") + percent;
    group.arrays.push_back(
        {name, axis, of_fits(fits, [&](const auto& f) { return f.intervals[level].ends[side]; }),
         "see parameter_units", "end of the " + percent + " % interval around the minimum"});
    group.arrays.push_back({name + "_end",
                            axis,
                            of_fits(fits,
                                    [&](const OneParameterFit& f) {
                                      return static_cast<std::uint8_t>(
                                          f.intervals[level].how[side]);
                                    }),
                            "1",
                            "how the search for it ended",
                            {"crossed", "limit", "failed", "lower_minimum"}});
  }
  group.arrays.push_back({"disjoint_" + percent, axis,
                          of_fits(fits,
                                  [&](const OneParameterFit& f) {
                                    return std::int8_t{f.constrained && !f.intervals[level].is_all};
                                  }),
                          "1", "values outside of this interval are allowed as well"});
}

/// At the defaults, and at each minimum.
Rows chi2_by_group(const Pipeline& pipeline, const sampling::OneAtATime& sampler) {
  const auto& fits = sampler.result().fits;
  const auto count = static_cast<Eigen::Index>(fits.size()) + 1;
  const auto groups = static_cast<Eigen::Index>(pipeline.job().chi_square_parts.size());
  Rows coordinates(count, static_cast<Eigen::Index>(fits.size()));
  for (Eigen::Index row = 0; row < count; ++row)
    for (std::size_t i = 0; i < fits.size(); ++i)
      coordinates(row, static_cast<Eigen::Index>(i)) =
          row == static_cast<Eigen::Index>(i) + 1 && fits[i].constrained ? fits[i].value
                                                                         : sampler.defaults()[i];
  Rows result = Rows::Constant(count, groups, not_known);
  Pipeline::Workspace workspace(pipeline);
  for (Eigen::Index first = 0; first < count; first += Lanes::count) {
    const Eigen::Index here = std::min<Eigen::Index>(Lanes::count, count - first);
    const GroupResult& found =
        pipeline.evaluate(group_of(pipeline.job(), coordinates.middleRows(first, here)), workspace);
    for (Eigen::Index k = 0; k < here; ++k)
      if (found.outcome[static_cast<std::size_t>(k)].status == PointStatus::ok)
        for (Eigen::Index g = 0; g < groups; ++g)
          result(first + k, g) = found.chi_square[static_cast<std::size_t>(g)][static_cast<int>(k)];
  }
  return result;
}

std::string shown(const char* pattern, double value) {
  if (std::isnan(value)) return "-";
  char text[40];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

/// "[-1.2e-08, 3.4e-08]"; an open end is that of the range, and one that was not found a '?'.
std::string interval_text(const sampling::LineInterval& interval) {
  const auto end = [&](std::size_t side) {
    if (interval.how[side] == CrossingEnd::crossed) return shown("%.4g", interval.ends[side]);
    return std::string(interval.how[side] == CrossingEnd::limit ? "range" : "?");
  };
  return "[" + end(0) + ", " + end(1) + "]" + (interval.is_all ? "" : "*");
}

}  // namespace

std::vector<DataGroup> one_at_a_time_groups(const Job& job, const output::JournalRows& journal) {
  const sampling::OneAtATime* const sampler = finished(job);
  if (sampler == nullptr) return {};
  const sampling::OneAtATimeResult& result = sampler->result();
  const std::vector<OneParameterFit>& fits = result.fits;
  std::vector<std::string> names, units;
  for (const output::Parameter& known : free_parameters(job)) {
    names.push_back(known.name);
    units.push_back(known.unit);
  }
  std::vector<std::int64_t> points{result.default_point};
  for (const OneParameterFit& fit : fits) points.push_back(fit.point);
  const auto group_count = static_cast<Eigen::Index>(job.chi_square_parts.size());
  const Rows chi2_group =
      rows_of(job, journal, points).middleCols(RowLayout::first_group, group_count);
  std::vector<std::string> deciding;
  for (Eigen::Index i = 1; i < chi2_group.rows(); ++i)
    deciding.push_back(name_of(job, deciding_group(chi2_group, i)));

  const std::vector<std::string> axis{"parameter"};
  const std::string unit = "see parameter_units";
  DataGroup group{
      .name = "best_fit",
      .arrays = {{"parameter", axis, names, "1", "name of the parameter, fitted alone"},
                 {"parameter_units", axis, units, "1", "unit of the parameter"},
                 {"best", axis, of_fits(fits, [](const auto& f) { return f.value; }), unit,
                  "value at the minimum, all other parameters at their defaults"},
                 {"default", axis, sampler->defaults(), unit, "while other parameters are fitted"},
                 {"chi2", axis, of_fits(fits, [](const auto& f) { return f.chi2; }), "1",
                  "chi-square at the minimum"},
                 {"chi2_default",
                  {},
                  std::vector{result.default_chi2},
                  "1",
                  "chi-square where all parameters have their defaults"},
                 {"pull", axis, of_fits(fits, [](const auto& f) { return f.pull; }), "1",
                  "sign(best - default) sqrt(chi2_default - chi2)"},
                 {"group", axis, deciding, "1",
                  "likelihood group whose chi-square changes most between default and minimum"}}};
  for (std::size_t level = 0; level < std::size(levels); ++level) add_intervals(fits, level, group);
  for (DataArray array : std::vector<DataArray>{
           {"constrained",
            axis,
            of_fits(fits, [](const auto& f) { return std::uint8_t{f.constrained}; }),
            "1",
            "whether chi-square depends on it",
            {"unconstrained", "constrained"}},
           {"converged", axis,
            of_fits(fits, [](const auto& f) { return std::int8_t{f.converged}; }), "1",
            "the search for the minimum converged"},
           {"limit", axis, of_fits(fits, [](const auto& f) { return std::int64_t{f.limit}; }), "1",
            "-1 or 1: at the lower or upper end of its range"},
           {"point", axis, std::vector<std::int64_t>(points.begin() + 1, points.end()), "1",
            "number of the point in /points; -1 if there is none"},
           {"evaluations",
            {},
            std::vector{std::int64_t{result.evaluations}},
            "1",
            "points computed"}})
    group.arrays.push_back(std::move(array));
  if (job.groups.empty()) return {group};
  group.arrays.push_back(
      {"likelihood_group", {"likelihood_group"}, job.chi_square_parts, "1", "likelihood group"});
  const Rows at_minima = chi2_group.bottomRows(chi2_group.rows() - 1);
  group.arrays.push_back({"chi2_group",
                          {"parameter", "likelihood_group"},
                          std::vector(at_minima.data(), at_minima.data() + at_minima.size()),
                          "1",
                          "chi-square of one group at the minimum"});
  group.arrays.push_back({"chi2_group_default",
                          {"likelihood_group"},
                          std::vector(chi2_group.data(), chi2_group.data() + group_count),
                          "1",
                          "chi-square of one group where all parameters have their defaults"});
  return {group};
}

std::vector<sampling::Remark> one_at_a_time_table(const Pipeline& pipeline) {
  const Job& job = pipeline.job();
  const sampling::OneAtATime* const sampler = finished(job);
  if (sampler == nullptr) return {};
  const sampling::OneAtATimeResult& result = sampler->result();
  const Rows by_group = chi2_by_group(pipeline, *sampler);
  std::vector<std::vector<std::string>> cells{
      {"parameter", "unit", "best", "68 %", "95 %", "pull", "deciding group", ""}};
  bool is_disjoint = false;
  for (std::size_t i = 0; i < result.fits.size(); ++i) {
    const sampling::FreeParameter& parameter = sampler->space()[i];
    const OneParameterFit& fit = result.fits[i];
    if (!fit.constrained) {
      cells.push_back({parameter.name, parameter.unit, "-", "-", "-", "-", "-",
                       sampling::unconstrained_remark});
      continue;
    }
    const Eigen::Index group = deciding_group(by_group, static_cast<Eigen::Index>(i) + 1);
    is_disjoint = is_disjoint || !fit.intervals[0].is_all || !fit.intervals[1].is_all;
    cells.push_back({parameter.name, parameter.unit, shown("%.4g", fit.value),
                     interval_text(fit.intervals[0]), interval_text(fit.intervals[1]),
                     shown("%+.2f", fit.pull), name_of(job, group),
                     fit.limit == 0  ? ""
                     : fit.limit < 0 ? "at its lower limit"
                                     : "at its upper limit"});
  }
  std::vector<sampling::Remark> lines{
      {"one parameter at a time, the others at their defaults: chi-square there " +
       shown("%.2f", result.default_chi2)}};
  for (sampling::Remark& line : sampling::in_columns(cells)) lines.push_back(std::move(line));
  if (is_disjoint)
    lines.push_back(
        {"* around the minimum; values outside of this interval are allowed as well (other "
         "minima)"});
  return lines;
}

}  // namespace smeftscan::scan
