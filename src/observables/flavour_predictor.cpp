// SPDX-License-Identifier: MIT
#include "smeftscan/observables/flavour_predictor.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/observables/bsll/observable_table.hpp"
#include "smeftscan/wet/inputs.hpp"

namespace smeftscan::observables {
namespace {

const std::string& place(const input::ObservableKey& key, const std::string& where) {
  return key.where.empty() ? where : key.where;
}

/// The arguments are those of the row, each once.
void check_arguments(const input::ObservableKey& key, const std::string& where) {
  const Observable& row = observable(key.name, place(key, where));
  std::string wanted;
  std::size_t found = 0;
  std::size_t count = 0;
  for (const std::string_view argument : row.arguments) {
    if (argument.empty()) continue;
    ++count;
    wanted += (wanted.empty() ? "" : ", ") + std::string(argument);
    found += std::any_of(key.arguments.begin(), key.arguments.end(),
                         [&](const auto& given) { return given.first == argument; });
  }
  if (found == count && key.arguments.size() == count) return;
  throw InputError(place(key, where) + ": '" + key.label() + "': the observable '" + key.name +
                   (count == 0 ? "' has no arguments. Give its name alone"
                               : "' has other arguments. Give " + wanted));
}

double argument(const input::ObservableKey& key, std::string_view name) {
  for (const auto& [given, value] : key.arguments)
    if (given == name) return value;
  return 0.0;
}

/// The largest q2 of a decay; infinity where the observable has none.
double largest_q2(const std::string& name, const bsll::Inputs& inputs,
                  const std::optional<bsll::RareModeInputs>& rare) {
  if (const auto known = bsll::find_named_observable(name)) {
    const auto& masses = inputs.parameters.masses(known->decay);
    return std::pow(masses.m_B - masses.m_M, 2);
  }
  if (name.find("(Lambdab->") != name.npos)
    return std::pow(rare->lambda_b.m_Lambda_b - rare->lambda_b.m_Lambda, 2);
  return std::pow(inputs.parameters.m_b_pole, 2);  // of inclusive decays
}

/// A bin lies in phase space. Ends beyond it are said, but for those that are published rounded.
void check_bin(const input::ObservableKey& key, double largest, const std::string& where) {
  if (key.arguments.empty()) return;
  constexpr double rounding = 1.1;
  const double low = argument(key, key.arguments.size() == 1 ? "q2" : "q2min");
  const double high = argument(key, key.arguments.size() == 1 ? "q2" : "q2max");
  const std::string name = place(key, where) + ": '" + key.label() + "'";
  if (low < 0.0) throw InputError(name + " begins below q2 = 0. Give q2 in GeV^2 from 0 up");
  if (low > high || (low == high && key.arguments.size() > 1))
    throw InputError(name + " has no bin (q2min must be below q2max)");
  char end[32];
  std::snprintf(end, sizeof end, "%.4g GeV^2", largest);
  if (low >= largest)
    throw InputError(name + " lies outside of phase space (q2 goes up to " + end + ")");
  if (high > rounding * largest)
    log::warning(name + " ends above the largest q2 of the decay, " + end +
                 ": rates are averaged over the bin as named");
}

bsll::RareModeInputs rare_mode_inputs(const input::DataSet& data, const bsll::Inputs& exclusive,
                                      const wet::WetInputs& flavour) {
  auto inputs = bsll::read_rare_mode_inputs(data, exclusive);
  const auto run_to = [&](double scale) {
    return wet::running_matrix(flavour, wet::b_scale, scale);
  };
  inputs.to_inclusive = run_to(inputs.inclusive.parameters.scale);
  inputs.to_mixing = run_to(inputs.mixing.scale);
  return inputs;
}

}  // namespace

FlavourPredictor::FlavourPredictor(const input::DataSet& data, const std::vector<FlavourKey>& keys,
                                   const std::string& where)
    : FlavourPredictor(data, wet::WetInputs::from(data), keys, where) {}

FlavourPredictor::FlavourPredictor(const input::DataSet& data, const wet::WetInputs& flavour,
                                   const std::vector<FlavourKey>& keys, const std::string& where)
    : map_(flavour, wet::b_scale) {
  const bsll::Inputs inputs = bsll::read_inputs(data);
  std::vector<input::ObservableKey> exclusive;
  std::optional<bsll::RareModeInputs> rare;
  for (const auto& [key, column] : keys) {
    check_arguments(key, where);
    const bsll::RareMode* const mode = bsll::find_rare_mode(key.name);
    if (!mode) {
      check_bin(key, largest_q2(key.name, inputs, rare), where);
      exclusive.push_back(key);
      exclusive_columns_.push_back(column);
      continue;
    }
    if (!rare) rare = rare_mode_inputs(data, inputs, flavour);
    check_bin(key, largest_q2(key.name, inputs, rare), where);
    rare_modes_.emplace_back(column,
                             mode->bind(*rare, argument(key, "q2min"), argument(key, "q2max")));
  }
  if (!exclusive.empty()) exclusive_.emplace(inputs, exclusive, where);
}

void FlavourPredictor::predict(const smeft::LaneCoefficients& wc, std::span<Lanes> out,
                               PredictorScratch& scratch) const {
  predict(map_.apply(wc), out, scratch);
}

void FlavourPredictor::predict(const wet::LaneCoefficients& wc, std::span<Lanes> out,
                               PredictorScratch& scratch) const {
  for (const auto& [column, formula] : rare_modes_) out[column] = formula(wc);
  if (!exclusive_) return;
  std::vector<Lanes>& values = scratch.exclusive;
  values.resize(exclusive_columns_.size());
  exclusive_->predict(wc, values, scratch.moments);
  for (std::size_t i = 0; i < values.size(); ++i) out[exclusive_columns_[i]] = values[i];
}

std::vector<double> flavour_standard_model(const input::DataSet& data,
                                           std::span<const input::ObservableKey> keys,
                                           const std::string& where) {
  const bsll::Inputs inputs = bsll::read_inputs(data);
  std::optional<bsll::RareModeInputs> rare;
  std::vector<double> result(keys.size());
  std::vector<input::ObservableKey> exclusive;
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const bsll::RareMode* const mode = bsll::find_rare_mode(keys[i].name);
    if (!mode) {
      exclusive.push_back(keys[i]);
      columns.push_back(i);
      continue;
    }
    if (!rare) {
      rare = bsll::read_rare_mode_inputs(data, inputs);
      rare->to_inclusive = rare->to_mixing =  // of coefficients that are zero
          Eigen::MatrixXd::Identity(wet::coefficient_count, wet::coefficient_count);
    }
    const auto formula = mode->bind(*rare, argument(keys[i], "q2min"), argument(keys[i], "q2max"));
    result[i] = formula(wet::broadcast({}))[0];
  }
  const std::vector<double> values = bsll::standard_model(inputs, exclusive, where);
  for (std::size_t i = 0; i < values.size(); ++i) result[columns[i]] = values[i];
  return result;
}

namespace {

/// Of which inputs are read: the first ten for exclusive decays, all for the rare modes.
constexpr std::array<std::string_view, 15> modules{"running",
                                                   "flavour",
                                                   "bsll",
                                                   "wilson_sm",
                                                   "charm_loops",
                                                   "spectator_scattering",  //
                                                   "form_factors_B_K",
                                                   "form_factors_B_Kstar",
                                                   "form_factors_Bs_phi",
                                                   "hadronic_remainder",  //
                                                   "inclusive",
                                                   "inclusive_charm_loops",
                                                   "lambda_b",
                                                   "neutrinos",
                                                   "meson_mixing"};

}  // namespace

const std::vector<Observable>& flavour_observables() {
  static const std::vector<std::string> exclusive = bsll::observable_names();
  static const std::vector<std::string> latex = [] {
    std::vector<std::string> all;
    for (const std::string& name : exclusive)
      all.push_back(bsll::find_named_observable(name)->latex);
    return all;
  }();
  static const std::vector<Observable> rows = [] {
    std::vector<Observable> all;
    for (std::size_t i = 0; i < exclusive.size(); ++i) {
      const std::string& name = exclusive[i];
      const auto named = *bsll::find_named_observable(name);
      const bsll::Quantity& quantity = *named.quantity;
      Observable row{name, latex[i], quantity.unit, quantity.reference, nullptr, Scale::b};
      row.arguments = {named.binned ? "q2min" : "q2", named.binned ? "q2max" : ""};
      row.modules = std::span(modules).first(10);
      all.push_back(row);
    }
    for (const bsll::RareMode& mode : bsll::rare_modes()) {
      Observable row{mode.name, mode.latex, mode.unit, mode.reference, nullptr, Scale::b};
      if (mode.binned) row.arguments = {"q2min", "q2max"};
      row.modules = modules;
      all.push_back(row);
    }
    return all;
  }();
  return rows;
}

}  // namespace smeftscan::observables
