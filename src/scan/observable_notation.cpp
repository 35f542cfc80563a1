// SPDX-License-Identifier: MIT
#include "observable_notation.hpp"

#include <algorithm>

#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/notation.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/predictor.hpp"

namespace smeftscan::scan {
namespace {

using likelihood::ObservableKey;

/// Predictions without new physics.
std::vector<double> standard_model(const Job& job, const std::vector<ObservableKey>& keys) {
  const observables::Predictor predictor(job.data, keys, job.source,
                                         observables::SetUp::Scope::standard_model);
  return predictor.standard_model();
}

/// Every measured value of the likelihood; the predictions in it mean nothing.
std::vector<likelihood::Pull> measured_values(const Job& job) {
  const auto columns = likelihood::needed_observables(job.measurements, job.groups);
  const likelihood::Likelihood likelihood(job.measurements, job.groups, columns, job.theory);
  return likelihood.pulls(std::vector<double>(columns.size(), 0.0));
}

}  // namespace

std::vector<NamedAttributes> prediction_attributes(const Job& job) {
  const std::vector<ObservableKey>& keys = job.keep.predictions;
  if (keys.empty()) return {};
  const std::vector<double> sm = standard_model(job, keys);
  const std::vector<likelihood::Pull> measured = measured_values(job);
  std::vector<NamedAttributes> result;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto quoted = observables::quoted_unit(keys[i].name);
    NamedAttributes attributes{{"latex", observables::latex_label(keys[i])},
                               {"quoted_units", std::string(quoted.name)},
                               {"quoted_factor", quoted.factor},
                               {"standard_model", sm[i]}};
    const auto is_of_key = [&](const likelihood::Pull& pull) { return pull.observable == keys[i]; };
    if (std::count_if(measured.begin(), measured.end(), is_of_key) == 1) {
      const auto found = std::find_if(measured.begin(), measured.end(), is_of_key);
      attributes.emplace_back("measured", found->measured);
      attributes.emplace_back("measured_error", found->error);
    }
    result.push_back(std::move(attributes));
  }
  return result;
}

std::vector<DataArray> notation_arrays(const std::vector<ObservableKey>& keys,
                                       const std::string& prefix) {
  std::vector<std::string> latex, units, quoted_units;
  std::vector<double> factors;
  for (const ObservableKey& key : keys) {
    const auto quoted = observables::quoted_unit(key.name);
    const observables::Observable* const known = observables::find_observable(key.name);
    latex.push_back(observables::latex_label(key));
    units.emplace_back(known == nullptr ? "1" : known->unit);
    quoted_units.emplace_back(quoted.name);
    factors.push_back(quoted.factor);
  }
  const std::vector<std::string> obs{"obs"};
  return {{prefix + "latex", obs, latex, "1", "observable in LaTeX"},
          {prefix + "units", obs, units, "1", "unit of the observable"},
          {prefix + "quoted_units", obs, quoted_units, "1", "unit in which people quote it"},
          {prefix + "quoted_factor", obs, factors, "1", "from units to quoted_units"}};
}

}  // namespace smeftscan::scan
