// SPDX-License-Identifier: MIT
#include "smeftscan/observables/predictor.hpp"

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/flavour_predictor.hpp"

namespace smeftscan::observables {

Predictor::Predictor(const input::DataSet& data, const std::vector<input::ObservableKey>& keys,
                     const std::string& where)
    : size_(keys.size()) {
  const input::DataSet used = data.only(modules_read(keys, where));
  inputs_ = Inputs::from(used);
  std::vector<FlavourKey> flavour;
  for (std::size_t column = 0; column < keys.size(); ++column) {
    const input::ObservableKey& key = keys[column];
    const std::string& place = key.where.empty() ? where : key.where;
    const Observable& row = observable(key.name, place);
    if (row.scale == Scale::b) {
      flavour.push_back({key, column});
      continue;
    }
    if (row.bind == nullptr && !key.arguments.empty())
      throw InputError(place + ": '" + key.label() + "': the observable '" + key.name +
                       "' has no arguments. Give its name alone");
    formulas_.emplace_back(column, row.bind ? row.bind(inputs_, key, place) : Formula(row.formula));
    needs_lep2_ = needs_lep2_ || row.scale == Scale::lep2;
  }
  if (!flavour.empty()) flavour_ = std::make_shared<const FlavourPredictor>(used, flavour, where);
}

void Predictor::predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
                        std::span<Lanes> out) const {
  PredictorScratch scratch;
  predict(wc, wc_lep2, out, scratch);
}

void Predictor::predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
                        std::span<Lanes> out, PredictorScratch& scratch) const {
  expect(out.size() == size_, "one prediction an observable");
  if (flavour_) flavour_->predict(wc, out, scratch);
  if (formulas_.empty()) return;
  const Theory theory{inputs_, wc, wc_lep2};
  for (const auto& [column, formula] : formulas_) out[column] = formula(theory);
}

void Predictor::predict(const wet::LaneCoefficients& wc, std::span<Lanes> out) const {
  expect(out.size() == size_, "one prediction an observable");
  expect(formulas_.empty(), "only observables of the WET");
  PredictorScratch scratch;
  if (flavour_) flavour_->predict(wc, out, scratch);
}

}  // namespace smeftscan::observables
