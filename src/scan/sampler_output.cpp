// SPDX-License-Identifier: MIT
#include "smeftscan/scan/sampler_output.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "observable_notation.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/output/inference_data.hpp"
#include "smeftscan/scan/comparison.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/journal_rows.hpp"
#include "smeftscan/scan/minimum_output.hpp"
#include "smeftscan/scan/row_layout.hpp"

namespace smeftscan::scan {
namespace {

NamedAttributes latex_of(const Job& job, const std::string& parameter) {
  for (const models::ModelParameter& known : job.model.model->parameters())
    if (known.name == parameter && !known.latex.empty()) return {{"latex", known.latex}};
  return {};
}

output::Draws draws_of(const Job& job, const sampling::ChainResult& chains,
                       const storage::JournalRows& journal) {
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

/// The group of this name.
DataGroup& named(const std::string& name, std::vector<DataGroup>& groups) {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const DataGroup& group) { return group.name == name; });
  expect(found != groups.end(), "a sampler names a group of its results");
  return *found;
}

}  // namespace

std::vector<DataGroup> sampler_groups(const Job& job, const storage::JournalRows& journal,
                                      const FitQuality* quality) {
  std::vector<DataGroup> result = job.sampler->results();
  if (const auto best = job.sampler->best_point(); best && !best->group.empty()) {
    DataGroup& group = named(best->group, result);
    add_minimum(job, best->point, journal, group);
    if (quality != nullptr) add_quality(*quality, group);
  }
  if (const auto comparison = job.sampler->comparison())
    add_comparison(job, *comparison, journal, named(comparison->group, result));
  const sampling::ChainResult* chains = job.sampler->posterior();
  if (chains == nullptr || chains->draws() == 0) return result;
  std::vector<DataGroup> draws = output::inference_data(draws_of(job, *chains, journal));
  result.insert(result.begin(), std::make_move_iterator(draws.begin()),
                std::make_move_iterator(draws.end()));
  if (!job.groups.empty()) result.push_back(observed_data(job));
  result.push_back(constant_data(job));
  return result;
}

}  // namespace smeftscan::scan
