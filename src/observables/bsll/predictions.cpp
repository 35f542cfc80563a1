// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/predictions.hpp"

#include <map>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables::bsll {

namespace {

NamedObservable named(const input::ObservableKey& key, const std::string& where) {
  if (const auto found = find_named_observable(key.name)) return *found;
  const std::string near = nearest_name(key.name, observable_names());
  throw InputError(where + ": unknown observable '" + key.name + "'." +
                   (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

/// The bin of a key: q2min and q2max, or q2 twice.
std::pair<double, double> bin(const input::ObservableKey& key, bool binned,
                              const std::string& where) {
  std::map<std::string, double> arguments(key.arguments.begin(), key.arguments.end());
  const bool complete =
      binned ? arguments.size() == 2 && arguments.contains("q2min") && arguments.contains("q2max")
             : arguments.size() == 1 && arguments.contains("q2");
  if (!complete)
    throw InputError(where + ": '" + key.name + "' needs " +
                     (binned ? "a bin: q2min and q2max" : "one argument: q2"));
  if (!binned) return {arguments.at("q2"), arguments.at("q2")};
  if (!(arguments.at("q2min") < arguments.at("q2max")))
    throw InputError(where + ": '" + key.label() + "' has no bin (q2min must be below q2max)");
  return {arguments.at("q2min"), arguments.at("q2max")};
}

PredictionPlan make_plan(const Inputs& inputs, std::span<const input::ObservableKey> keys,
                         const std::string& where) {
  PredictionPlan plan;
  std::map<MomentKey, int> positions;
  for (const input::ObservableKey& key : keys) {
    const std::string& place = key.where.empty() ? where : key.where;
    const NamedObservable observable = named(key, place);
    const auto [q2_min, q2_max] = bin(key, observable.binned, place);
    PredictionPlan::Formula formula{observable.quantity->formula, {}, 0, 1.0};
    for (const Lepton lepton : observable.leptons) {
      const Cell cell{observable.decay, lepton, q2_min, q2_max};
      if (bin_nodes(cell, inputs).empty())
        throw InputError(place + ": '" + key.label() +
                         "' lies outside of phase space (4 m_l^2 < q2 < (m_B - m_M)^2)");
      for (const Moment moment : observable.quantity->moments) {
        const MomentKey wanted{cell, moment};
        const auto [found, is_new] =
            positions.try_emplace(wanted, static_cast<int>(plan.moments.size()));
        if (is_new) plan.moments.push_back(wanted);
        formula.moments.at(formula.moment_count++) = found->second;
      }
    }
    if (observable.quantity->kind == Quantity::Kind::branching_ratio)
      formula.factor = inputs.parameters.masses(observable.decay).tau_B /
                       (observable.binned ? q2_max - q2_min : 1.0);
    plan.formulas.push_back(formula);
  }
  return plan;
}

}  // namespace

Lanes PredictionPlan::Formula::at(std::span<const Lanes> all_moments) const {
  std::array<Lanes, 8> arguments;
  for (std::size_t m = 0; m < moment_count; ++m)
    arguments[m] = all_moments[static_cast<std::size_t>(moments[m])];
  return factor * of({arguments.data(), moment_count});
}

std::vector<double> standard_model(const Inputs& inputs, std::span<const input::ObservableKey> keys,
                                   const std::string& where) {
  const PredictionPlan plan = make_plan(inputs, keys, where);
  std::map<Cell, std::vector<std::size_t>> cells;
  for (std::size_t i = 0; i < plan.moments.size(); ++i) cells[plan.moments[i].cell].push_back(i);
  std::vector<Lanes> moments(plan.moments.size());
  for (const auto& [cell, positions] : cells) {
    std::vector<Moment> wanted;
    for (const std::size_t i : positions) wanted.push_back(plan.moments[i].moment);
    const std::vector<double> values = integrate_standard_model(cell, wanted, inputs);
    for (std::size_t j = 0; j < positions.size(); ++j) moments[positions[j]] = values[j];
  }
  std::vector<double> result;
  for (const auto& formula : plan.formulas) result.push_back(formula.at(moments)[0]);
  return result;
}

Predictions::Predictions(const Inputs& inputs, std::span<const input::ObservableKey> keys,
                         const std::string& where)
    : Predictions(inputs, make_plan(inputs, keys, where)) {}

Predictions::Predictions(const Inputs& inputs, PredictionPlan plan)
    : formulas_(std::move(plan.formulas)), forms_(plan.moments, inputs) {}

void Predictions::predict(const wet::LaneCoefficients& wc, std::span<Lanes> out) const {
  std::vector<Lanes> moments;
  predict(wc, out, moments);
}

void Predictions::predict(const wet::LaneCoefficients& wc, std::span<Lanes> out,
                          std::vector<Lanes>& moments) const {
  expect(out.size() == formulas_.size(), "every observable has its place");
  moments.resize(forms_.size());
  forms_.evaluate(wc, moments);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = formulas_[i].at(moments);
}

}  // namespace smeftscan::observables::bsll
