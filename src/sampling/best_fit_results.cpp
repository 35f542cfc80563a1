// SPDX-License-Identifier: MIT
// The group best_fit of a scan file.
#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/sampling/result_arrays.hpp"

namespace smeftscan::sampling {
namespace {

std::vector<double> values_of(const Rows& rows) { return {rows.data(), rows.data() + rows.size()}; }

std::vector<DataArray> summary(const BestFitResult& fit) {
  return {single("constraint_chi2", fit.constraint_chi2,
                 "of the Gaussian priors, minimised together with chi2"),
          single("point", fit.point, "number of the point in /points"),
          single("converged", fit.converged, "the best search converged"),
          single("positive_definite", fit.positive_definite,
                 "the second derivatives off the limits make a minimum"),
          single("distance", fit.distance, "estimated chi-square above the true minimum"),
          single("gradient_norm", fit.gradient_norm, "in chi-square a standard deviation"),
          single("evaluations", fit.evaluations, "points computed"),
          single("searches", fit.searches, "from different points"),
          single("lost", fit.lost, "searches that did not converge")};
}

std::vector<DataArray> of_parameters(const ParameterSpace& space, const BestFitResult& fit) {
  const std::string name = "name of the parameter";
  const std::string unit = unit_of_parameter;
  const std::string end = "how the search for the asymmetric error ended";
  const std::vector<std::string> matrix{"parameter", "parameter_2"};
  return {parameter_names(space, name),
          parameter_names(space, name, "parameter_2"),
          parameter_units(space),
          {"parameters", parameter_axis, fit.values, unit, "values at the minimum"},
          constrained_flags(fit.constrained, "whether the minimum depends on it"),
          {"errors", parameter_axis, fit.errors, unit, "standard errors, of the covariance"},
          {"lower_errors", parameter_axis, fit.lower_errors, unit, "down to a profiled chi2 + 1"},
          {"upper_errors", parameter_axis, fit.upper_errors, unit, "up to a profiled chi2 + 1"},
          crossing_ends("lower_end", fit.lower_ends, end),
          crossing_ends("upper_end", fit.upper_ends, end),
          limits_reached(fit.limits),
          {"covariance", matrix, values_of(fit.covariance), "products of parameter_units",
           "inverse of half the second derivatives of chi-square"},
          {"correlation", matrix, values_of(fit.correlation), "1", "correlation"}};
}

std::vector<DataArray> of_minima(const BestFitResult& fit) {
  std::vector<double> coordinates, chi2;
  std::vector<std::int64_t> points, starts;
  std::vector<std::int8_t> mirrors;
  for (const LocalMinimum& minimum : fit.minima) {
    coordinates.insert(coordinates.end(), minimum.values.begin(), minimum.values.end());
    chi2.push_back(minimum.chi2);
    points.push_back(minimum.point);
    starts.push_back(minimum.starts);
    mirrors.push_back(std::int8_t{minimum.mirror});
  }
  const std::vector<std::string> axis{"minimum"};
  const std::string unit = unit_of_parameter;
  std::vector<DataArray> arrays{
      numbered_axis("minimum", fit.minima.size(), "minimum, the best one first"),
      {"minima", {"minimum", "parameter"}, coordinates, unit, "values at the minima"},
      {"minima_chi2", axis, chi2, "1", "chi-square at the minima"},
      {"minima_point", axis, points, "1", "number of the point in /points"},
      {"minima_starts", axis, starts, "1", "searches that ended there"},
      {"minima_mirror", axis, mirrors, "1", "the best one with some signs reversed"}};
  if (fit.starts.rows() == 0) return arrays;
  arrays.push_back(
      numbered_axis("start", static_cast<std::size_t>(fit.starts.rows()), "number of the search"));
  arrays.push_back(
      {"starts", {"start", "parameter"}, values_of(fit.starts), unit, "where searches started"});
  return arrays;
}

}  // namespace

std::vector<DataGroup> BestFit::results() const {
  if (!result_.found) return {};
  DataGroup group{.name = "best_fit", .arrays = summary(result_)};
  for (DataArray& array : of_parameters(space(), result_)) group.arrays.push_back(std::move(array));
  for (DataArray& array : of_minima(result_)) group.arrays.push_back(std::move(array));
  return {group};
}

}  // namespace smeftscan::sampling
