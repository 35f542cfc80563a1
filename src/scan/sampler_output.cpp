// SPDX-License-Identifier: MIT
#include "smeftscan/scan/sampler_output.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "observable_notation.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/output/inference_data.hpp"
#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/sampling/diagnostics.hpp"
#include "smeftscan/sampling/nested.hpp"
#include "smeftscan/scan/best_fit_output.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/one_at_a_time_output.hpp"
#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {
namespace {

using output::DataArray;
using output::DataGroup;

constexpr long long points_of_a_visit = 1 << 16;

std::vector<double> column(const Rows& rows, Eigen::Index number) {
  std::vector<double> result(static_cast<std::size_t>(rows.rows()));
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = rows(static_cast<Eigen::Index>(i), number);
  return result;
}

output::hdf5::NamedAttributes latex_of(const Job& job, const std::string& parameter) {
  for (const models::ModelParameter& known : job.model.model->parameters())
    if (known.name == parameter && !known.latex.empty()) return {{"latex", known.latex}};
  return {};
}

output::Draws draws_of(const Job& job, const sampling::ChainResult& chains,
                       const output::JournalRows& journal) {
  const RowLayout layout(job);
  const Rows rows = rows_of(job, journal, chains.point);
  const auto parameters = static_cast<Eigen::Index>(chains.parameters.size());
  const Eigen::Index kept = layout.first_coordinate - layout.first_prediction;
  output::Draws draws;
  draws.chains = chains.chains;
  draws.warmup = std::min(chains.warmup, chains.draws());  // of a scan that was stopped
  for (const output::Parameter& parameter : free_parameters(job))
    draws.columns.push_back(
        {parameter.name, parameter.long_name, parameter.unit, latex_of(job, parameter.name)});
  for (output::KeptColumn& derived : kept_columns(job)) draws.columns.push_back(std::move(derived));
  draws.posterior.resize(rows.rows(), parameters + kept);
  draws.posterior.leftCols(parameters) =
      Eigen::Map<const Rows>(chains.position.data(), rows.rows(), parameters);
  draws.posterior.rightCols(kept) = rows.middleCols(layout.first_prediction, kept);
  draws.log_posterior = chains.log_posterior;
  draws.acceptance_rate = chains.acceptance_rate;
  draws.step_size = chains.step_size;
  draws.accepted.assign(chains.accepted.begin(), chains.accepted.end());
  draws.point = chains.point;
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    draws.status.push_back(static_cast<std::uint8_t>(RowLayout::status_of(rows, i)));
    draws.chi2.push_back(layout.chi_square(rows, i));
  }
  draws.groups = job.chi_square_parts;
  draws.chi2_group =
      rows.middleCols(RowLayout::first_group, static_cast<Eigen::Index>(draws.groups.size()));
  // before its first answer a chain stands nowhere
  for (std::size_t i = 0; i < draws.point.size(); ++i)
    if (draws.point[i] < 0)
      draws.posterior.row(static_cast<Eigen::Index>(i)).setConstant(std::nan(""));
  return draws;
}

}  // namespace

DataGroup diagnostics(const sampling::ChainResult& chains) {
  const sampling::ChainSummary summary = sampling::summarise(chains);
  DataGroup group{.name = "diagnostics",
                  .arrays = {{.name = "parameter",
                              .axes = {"parameter"},
                              .values = chains.parameters,
                              .long_name = "name of the parameter"}}};
  const auto add = [&](const char* name, double sampling::ParameterSummary::*member,
                       const char* long_name) {
    std::vector<double> values;
    for (const auto& parameter : summary.parameters) values.push_back(parameter.*member);
    group.arrays.push_back(
        {.name = name, .axes = {"parameter"}, .values = values, .long_name = long_name});
  };
  using Summary = sampling::ParameterSummary;
  add("mean", &Summary::mean, "mean, in the unit of the parameter");
  add("standard_deviation", &Summary::standard_deviation, "in the unit of the parameter");
  add("quantile_5", &Summary::quantile_5, "5 % quantile, in the unit of the parameter");
  add("median", &Summary::median, "in the unit of the parameter");
  add("quantile_95", &Summary::quantile_95, "95 % quantile, in the unit of the parameter");
  add("rhat", &Summary::rhat, "rank-normalised split R-hat");
  add("bulk_ess", &Summary::bulk_ess, "effective sample size of the bulk");
  add("tail_ess", &Summary::tail_ess, "effective sample size of the tails");
  add("autocorrelation_time", &Summary::autocorrelation_time, "integrated, in draws");
  group.arrays.push_back({.name = "acceptance_rate",
                          .axes = {},
                          .values = std::vector{summary.acceptance_rate},
                          .long_name = "mean acceptance rate"});
  return group;
}

namespace {

/// The measurements with the total error of each, as they enter chi-square.
DataGroup observed_data(const Job& job) {
  const auto columns = likelihood::needed_observables(job.measurements, job.groups);
  const likelihood::Likelihood measured(job.measurements, job.groups, columns, job.theory);
  std::vector<std::string> labels, names, groups;
  std::vector<likelihood::ObservableKey> keys;
  std::vector<double> values, errors;
  for (const likelihood::Pull& pull : measured.pulls(std::vector<double>(columns.size(), 0.0))) {
    labels.push_back(pull.measurement + ": " + pull.observable.label());
    names.push_back(pull.observable.label());
    groups.push_back(pull.group);
    keys.push_back(pull.observable);
    values.push_back(pull.measured);
    errors.push_back(pull.error);
  }
  const std::vector<std::string> obs{"obs"};
  DataGroup group{.name = "observed_data",
                  .arrays = {{"obs", obs, labels, "1", "measurement and observable"},
                             {"observable", obs, names, "1", "observable"},
                             {"group", obs, groups, "1", "likelihood group"},
                             {"value", obs, values, "see list", "measured value"},
                             {"error", obs, errors, "see list", "of experiment and theory"}}};
  for (DataArray& array : notation_arrays(keys, "")) group.arrays.push_back(std::move(array));
  return group;
}

/// The parameters of the model that are fixed, and the priors of the free ones.
DataGroup constant_data(const Job& job) {
  std::vector<std::string> names, units, priors;
  std::vector<double> values, lower, upper;
  const auto& parameters = job.model.model->parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (std::count(job.model.free.begin(), job.model.free.end(), static_cast<int>(i)) > 0) continue;
    names.push_back(parameters[i].name);
    units.push_back(parameters[i].unit);
    values.push_back(job.model.values[i]);
  }
  for (const sampling::FreeParameter& parameter : job.sampler->space()) {
    lower.push_back(parameter.lower);
    upper.push_back(parameter.upper);
    priors.push_back(sampling::to_yaml(parameter.prior));
  }
  const std::vector<std::string> parameter{"parameter"};
  DataGroup group{
      .name = "constant_data",
      .arrays = {{"parameter", parameter, job.sampler->space().names(), "1", "free parameter"},
                 {"lower", parameter, lower, "see /points", "lower end of the range"},
                 {"upper", parameter, upper, "see /points", "upper end of the range"},
                 {"prior", parameter, priors, "1", "prior in the range"}}};
  if (names.empty()) return group;
  const std::vector<std::string> fixed{"fixed_parameter"};
  group.arrays.push_back({"fixed_parameter", fixed, names, "1", "fixed parameter of the model"});
  group.arrays.push_back({"fixed_units", fixed, units, "1", "its unit"});
  group.arrays.push_back({"fixed_value", fixed, values, "see fixed_units", "its value"});
  return group;
}

DataGroup nested_group(const Job& job, const sampling::NestedResult& nested) {
  const auto number = [](const char* name, double value, const char* long_name) {
    return DataArray{name, {}, std::vector{value}, "1", long_name};
  };
  const std::vector<std::string> axis{"sample"};
  std::vector<std::int64_t> samples(nested.log_likelihood.size());
  std::iota(samples.begin(), samples.end(), std::int64_t{0});
  const std::vector<std::int64_t> points(nested.number.begin(), nested.number.end());
  DataGroup group{
      .name = "nested",
      .arrays = {number("log_evidence", nested.log_evidence, "ln of the evidence"),
                 number("log_evidence_error", nested.error, "standard error of it"),
                 number("information", nested.information, "from prior to posterior, in nats"),
                 number("efficiency", nested.efficiency, "points that stood, of those computed"),
                 {"end",
                  {},
                  std::vector{static_cast<std::uint8_t>(nested.end)},
                  "1",
                  "why it ended",
                  {"converged", "plateau", "stuck"}},
                 {"sample", axis, samples, "1", "weighted point, ascending in likelihood"},
                 {"log_likelihood", axis, nested.log_likelihood, "1", "-chi2/2"},
                 {"log_weight", axis, nested.log_weight, "1", "ln of its posterior weight"},
                 {"point", axis, points, "1", "number of the point in /points"}}};
  const std::vector<output::Parameter> parameters = free_parameters(job);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    group.arrays.push_back({parameters[i].name, axis,
                            column(nested.points, static_cast<Eigen::Index>(i)), parameters[i].unit,
                            parameters[i].long_name});
  return group;
}

}  // namespace

Rows rows_of(const Job& job, const output::JournalRows& journal,
             std::span<const std::int64_t> points) {
  const auto count = static_cast<Eigen::Index>(points.size());
  Rows result = Rows::Constant(count, RowLayout(job).columns, std::nan(""));
  result.col(RowLayout::outcome).setConstant(RowLayout::outcome_of(PointStatus::not_computed, 0));
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return points[a] < points[b]; });
  auto next = std::find_if(order.begin(), order.end(), [&](auto i) { return points[i] >= 0; });
  while (next != order.end()) {
    const long long first = points[*next];
    journal.visit(first, points_of_a_visit, [&](long long at, const Rows& rows) {
      for (; next != order.end() && points[*next] < at + rows.rows(); ++next)
        if (points[*next] >= at)
          result.row(static_cast<Eigen::Index>(*next)) = rows.row(points[*next] - at);
    });
    while (next != order.end() && points[*next] < first + points_of_a_visit) ++next;
  }
  return result;
}

std::vector<DataGroup> sampler_groups(const Job& job, const output::JournalRows& journal,
                                      const FitQuality* quality) {
  std::vector<DataGroup> result = best_fit_groups(job, journal, quality);
  if (result.empty()) result = one_at_a_time_groups(job, journal);
  const sampling::ChainResult* chains = job.sampler->posterior();
  if (chains == nullptr || chains->draws() == 0) return result;
  result = output::inference_data(draws_of(job, *chains, journal));
  if (chains->draws() > chains->warmup) result.push_back(diagnostics(*chains));
  if (!job.groups.empty()) result.push_back(observed_data(job));
  result.push_back(constant_data(job));
  const auto* nested = dynamic_cast<const sampling::Nested*>(job.sampler.get());
  if (nested != nullptr && nested->result().found)
    result.push_back(nested_group(job, nested->result()));
  return result;
}

}  // namespace smeftscan::scan
