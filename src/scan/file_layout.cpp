// SPDX-License-Identifier: MIT
#include "smeftscan/scan/file_layout.hpp"

#include "observable_notation.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/smeft/label.hpp"
#include "smeftscan/smeft/notation.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::scan {

std::vector<output::Parameter> free_parameters(const Job& job) {
  std::vector<output::Parameter> result;
  for (const sampling::FreeParameter& parameter : job.sampler->space())
    result.push_back({parameter.name, parameter.unit, parameter.meaning});
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
    NamedAttributes at{{"scale", scale}, {"basis", std::string("Warsaw")}};
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
  const sampling::Shape shape = job.sampler->shape();
  if (shape.is_list()) {
    layout.kind = output::ScanLayout::Kind::points;
    layout.parameters = parameters;
    layout.sources = shape.sources;
  }
  for (const auto& [place, values] : shape.axes)
    layout.axes.push_back(
        {parameters[place].name, parameters[place].unit, parameters[place].long_name, values});
  for (const std::size_t i : shape.minimised) layout.nuisances.push_back(parameters[i]);
  layout.groups = job.chi_square_parts;
  layout.kept = kept_columns(job);
  if (shape.found)
    for (const sampling::GridColumn& column : shape.found->columns)
      layout.kept.push_back({column.name, column.long_name, "1", {}});
  return layout;
}

}  // namespace smeftscan::scan
