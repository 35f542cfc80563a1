// SPDX-License-Identifier: MIT
#include "smeftscan/scan/best_fit_output.hpp"

#include <array>
#include <numeric>

#include "observable_notation.hpp"
#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/scan/sampler_output.hpp"

namespace smeftscan::scan {
namespace {

using output::DataArray;
using output::DataGroup;
using Axes = std::vector<std::string>;

const Axes parameter{"parameter"};
const Axes matrix{"parameter", "parameter_2"};

std::vector<double> values_of(const Rows& rows) { return {rows.data(), rows.data() + rows.size()}; }

DataArray number(const std::string& name, double value, const std::string& long_name) {
  return {name, {}, std::vector{value}, "1", long_name};
}

DataArray count(const std::string& name, long long value, const std::string& long_name) {
  return {name, {}, std::vector{std::int64_t{value}}, "1", long_name};
}

DataArray flag(const std::string& name, bool value, const std::string& long_name) {
  return {name, {}, std::vector{std::int8_t{value}}, "1", long_name};
}

DataArray ends(const std::string& name, const std::vector<sampling::CrossingEnd>& ends) {
  std::vector<std::uint8_t> codes;
  for (const sampling::CrossingEnd end : ends) codes.push_back(static_cast<std::uint8_t>(end));
  return {name,
          parameter,
          codes,
          "1",
          "how the search for the asymmetric error ended",
          {"crossed", "limit", "failed", "lower_minimum"}};
}

DataArray index(const std::string& name, std::size_t size, const std::string& long_name) {
  std::vector<std::int64_t> numbers(size);
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  return {name, {name}, numbers, "1", long_name};
}

void add_parameters(const Job& job, const sampling::BestFitResult& fit, DataGroup& group) {
  std::vector<std::string> names, units;
  for (const output::Parameter& known : free_parameters(job)) {
    names.push_back(known.name);
    units.push_back(known.unit);
  }
  const std::string unit = "see parameter_units";
  const std::vector<std::int64_t> limits(fit.limits.begin(), fit.limits.end());
  const std::vector<std::uint8_t> constrained(fit.constrained.begin(), fit.constrained.end());
  for (DataArray array : std::vector<DataArray>{
           {"parameter", parameter, names, "1", "name of the parameter"},
           {"parameter_2", {"parameter_2"}, names, "1", "name of the parameter"},
           {"parameter_units", parameter, units, "1", "unit of the parameter"},
           {"parameters", parameter, fit.values, unit, "values at the minimum"},
           {"constrained",
            parameter,
            constrained,
            "1",
            "whether the minimum depends on it",
            {"unconstrained", "constrained"}},
           {"errors", parameter, fit.errors, unit, "standard errors, of the covariance"},
           {"lower_errors", parameter, fit.lower_errors, unit, "down to a profiled chi2 + 1"},
           {"upper_errors", parameter, fit.upper_errors, unit, "up to a profiled chi2 + 1"},
           ends("lower_end", fit.lower_ends),
           ends("upper_end", fit.upper_ends),
           {"limit", parameter, limits, "1", "-1 or 1: at the lower or upper end of its range"},
           {"covariance", matrix, values_of(fit.covariance), "products of parameter_units",
            "inverse of half the second derivatives of chi-square"},
           {"correlation", matrix, values_of(fit.correlation), "1", "correlation"}})
    group.arrays.push_back(std::move(array));
}

void add_minima(const sampling::BestFitResult& fit, DataGroup& group) {
  std::vector<double> values, chi2;
  std::vector<std::int64_t> points, starts;
  std::vector<std::int8_t> mirrors;
  for (const sampling::LocalMinimum& minimum : fit.minima) {
    values.insert(values.end(), minimum.values.begin(), minimum.values.end());
    chi2.push_back(minimum.chi2);
    points.push_back(minimum.point);
    starts.push_back(minimum.starts);
    mirrors.push_back(std::int8_t{minimum.mirror});
  }
  const Axes axis{"minimum"};
  const Axes table{"minimum", "parameter"};
  const std::string unit = "see parameter_units";
  group.arrays.push_back(index("minimum", fit.minima.size(), "minimum, the best one first"));
  group.arrays.push_back({"minima", table, values, unit, "values at the minima"});
  group.arrays.push_back({"minima_chi2", axis, chi2, "1", "chi-square at the minima"});
  group.arrays.push_back({"minima_point", axis, points, "1", "number of the point in /points"});
  group.arrays.push_back({"minima_starts", axis, starts, "1", "searches that ended there"});
  group.arrays.push_back(
      {"minima_mirror", axis, mirrors, "1", "the best one with some signs reversed"});
  if (fit.starts.rows() == 0) return;
  group.arrays.push_back(
      index("start", static_cast<std::size_t>(fit.starts.rows()), "number of the search"));
  group.arrays.push_back(
      {"starts", {"start", "parameter"}, values_of(fit.starts), unit, "where searches started"});
}

/// Chi-square by group and what the job keeps, at the best minimum.
void add_point(const Job& job, const sampling::BestFitResult& fit,
               const output::JournalRows& journal, DataGroup& group) {
  const RowLayout layout(job);
  const Rows row = rows_of(job, journal, std::array{std::int64_t{fit.point}});
  group.arrays.push_back(
      number("chi2", layout.chi_square(row, 0), "chi-square of the likelihood at the minimum"));
  if (!job.groups.empty()) {
    std::vector<double> by_group;
    for (std::size_t i = 0; i < job.chi_square_parts.size(); ++i)
      by_group.push_back(row(0, RowLayout::first_group + static_cast<Eigen::Index>(i)));
    group.arrays.push_back({"group", {"group"}, job.chi_square_parts, "1", "likelihood group"});
    group.arrays.push_back({"chi2_group", {"group"}, by_group, "1", "chi-square of one group"});
  }
  Eigen::Index column = layout.first_prediction;
  for (const output::KeptColumn& kept : kept_columns(job))
    group.arrays.push_back({kept.name,
                            {},
                            std::vector{row(0, column++)},
                            kept.unit,
                            kept.long_name,
                            {},
                            kept.attributes});
}

/// Beside the SM; and every measurement beside its prediction at the best minimum.
void add_quality(const FitQuality& quality, DataGroup& group) {
  for (DataArray array :
       {number("chi2_sm", quality.sm_chi2, "chi-square of the SM: all coefficients zero"),
        number("chi2_difference", quality.difference(), "chi2_sm - chi2"),
        count("value_count", quality.values, "measured values"),
        count("degrees_of_freedom", quality.degrees_of_freedom,
              "values less parameters on which chi-square depends"),
        number("p_value", quality.p_value, "that chi-square is larger by chance")})
    group.arrays.push_back(std::move(array));

  std::vector<std::string> labels, observables, groups;
  std::vector<likelihood::ObservableKey> keys;
  std::vector<double> measured, errors, predicted, pulls;
  for (const likelihood::Pull& pull : quality.pulls) {
    labels.push_back(pull.measurement + ": " + pull.observable.label());
    observables.push_back(pull.observable.label());
    groups.push_back(pull.group);
    keys.push_back(pull.observable);
    measured.push_back(pull.measured);
    errors.push_back(pull.error);
    predicted.push_back(pull.predicted);
    pulls.push_back(pull.pull);
  }
  const Axes obs{"obs"};
  const std::string unit = "that of the observable";
  for (DataArray array : std::vector<DataArray>{
           {"obs", obs, labels, "1", "measurement and observable"},
           {"obs_observable", obs, observables, "1", "observable"},
           {"obs_group", obs, groups, "1", "likelihood group"},
           {"obs_measured", obs, measured, unit, "measured value"},
           {"obs_error", obs, errors, unit, "of experiment and theory in quadrature"},
           {"obs_predicted", obs, predicted, unit, "at the minimum"},
           {"obs_pull", obs, pulls, "1", "(predicted - measured)/error at the minimum"}})
    group.arrays.push_back(std::move(array));
  for (DataArray& array : notation_arrays(keys, "obs_")) group.arrays.push_back(std::move(array));
}

}  // namespace

std::vector<DataGroup> best_fit_groups(const Job& job, const output::JournalRows& journal,
                                       const FitQuality* quality) {
  const auto* sampler = dynamic_cast<const sampling::BestFit*>(job.sampler.get());
  if (sampler == nullptr || !sampler->result().found) return {};
  const sampling::BestFitResult& fit = sampler->result();
  DataGroup group{.name = "best_fit", .arrays = {}};
  group.arrays = {number("constraint_chi2", fit.constraint_chi2,
                         "of the Gaussian priors, minimised together with chi2"),
                  count("point", fit.point, "number of the point in /points"),
                  flag("converged", fit.converged, "the best search converged"),
                  flag("positive_definite", fit.positive_definite,
                       "the second derivatives off the limits make a minimum"),
                  number("distance", fit.distance, "estimated chi-square above the true minimum"),
                  number("gradient_norm", fit.gradient_norm, "in chi-square a standard deviation"),
                  count("evaluations", fit.evaluations, "points computed"),
                  count("searches", fit.searches, "from different points"),
                  count("lost", fit.lost, "searches that did not converge")};
  add_parameters(job, fit, group);
  add_minima(fit, group);
  add_point(job, fit, journal, group);
  if (quality != nullptr) add_quality(*quality, group);
  return {group};
}

}  // namespace smeftscan::scan
