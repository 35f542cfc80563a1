// SPDX-License-Identifier: MIT
#include "smeftscan/scan/file_layout.hpp"

#include "observable_notation.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/point_list.hpp"
#include "smeftscan/sampling/profile.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::scan {
namespace {

std::vector<output::Axis> axes_of(const std::vector<output::Parameter>& parameters,
                                  const std::vector<std::vector<double>>& values) {
  std::vector<output::Axis> result;
  for (std::size_t i = 0; i < values.size(); ++i)
    result.push_back({parameters[i].name, parameters[i].unit, parameters[i].long_name, values[i]});
  return result;
}

}  // namespace

std::vector<output::Parameter> free_parameters(const Job& job) {
  std::vector<output::Parameter> result;
  for (const sampling::FreeParameter& parameter : job.sampler->space()) {
    std::string meaning = parameter.name;
    for (const auto& known : job.model.model->parameters())
      if (known.name == parameter.name) meaning = known.meaning;
    result.push_back({parameter.name, parameter.unit, meaning});
  }
  return result;
}

std::vector<output::KeptColumn> kept_columns(const Job& job) {
  std::vector<output::KeptColumn> result;
  const auto attributes = prediction_attributes(job);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const auto& key = job.keep.predictions[i];
    const auto& row = observables::observable(key.name, job.source);
    result.push_back({key.label(), key.label(), std::string(row.unit), attributes[i]});
  }
  const double scale = smeft::read_sm_inputs(job.data.inputs("running")).scale;
  for (const int coefficient : job.keep.coefficients) {
    const std::string name = smeft::coefficient_name(coefficient);
    output::hdf5::NamedAttributes at{{"scale", scale}, {"basis", std::string("Warsaw")}};
    at.emplace_back("latex", "$" + smeft::coefficient_latex(coefficient) + "$");
    result.push_back({"wc_" + name, "Wilson coefficient " + name, "GeV^-2", at});
    at.back().second = "$\\mathrm{Im}\\," + smeft::coefficient_latex(coefficient) + "$";
    if (!smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real)
      result.push_back({"wc_" + name + ".im", "imaginary part of " + name, "GeV^-2", at});
  }
  for (const std::size_t i : job.keep.derived) {
    const std::string name = job.model.model->derived()[i];
    result.push_back(
        {"derived_" + name, "derived quantity " + name + " of the model", "powers of GeV", {}});
  }
  return result;
}

output::ScanLayout file_layout(const Job& job) {
  output::ScanLayout layout;
  const std::vector<output::Parameter> parameters = free_parameters(job);
  if (const auto* grid = dynamic_cast<const sampling::Grid*>(job.sampler.get())) {
    for (const std::size_t i : grid->kept())
      layout.axes.push_back(
          {parameters[i].name, parameters[i].unit, parameters[i].long_name, grid->axes()[i]});
    for (const std::size_t i : grid->minimised()) layout.nuisances.push_back(parameters[i]);
  } else if (const sampling::ProfileResult* profile = finished_profile(job)) {
    std::vector<output::Parameter> axes;
    for (const std::size_t i : profile->axes) axes.push_back(parameters[i]);
    layout.axes = axes_of(axes, profile->values);
    for (const std::size_t i : profile->nuisances) layout.nuisances.push_back(parameters[i]);
  } else {
    layout.kind = output::ScanLayout::Kind::points;
    layout.parameters = parameters;
    if (const auto* list = dynamic_cast<const sampling::PointList*>(job.sampler.get()))
      layout.sources = list->sources();
  }
  layout.groups = job.chi_square_parts;
  layout.kept = kept_columns(job);
  if (const auto* profile = finished_profile(job); profile && !profile->constraint_chi2.empty())
    layout.kept.push_back({"constraint_chi2", "chi-square of the Gaussian priors", "1", {}});
  return layout;
}

const sampling::ProfileResult* finished_profile(const Job& job) {
  const auto* profile = dynamic_cast<const sampling::Profile*>(job.sampler.get());
  return profile != nullptr && !profile->result().point.empty() ? &profile->result() : nullptr;
}

}  // namespace smeftscan::scan
