// SPDX-License-Identifier: MIT
#include "smeftscan/observables/predictor.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables {

Predictor::Predictor(const Inputs& inputs, const std::vector<input::ObservableKey>& keys,
                     const std::string& where)
    : inputs_(inputs) {
  for (const input::ObservableKey& key : keys) {
    const std::string& place = key.where.empty() ? where : key.where;
    const Observable& row = observable(key.name, place);
    if (row.bind == nullptr && !key.arguments.empty())
      throw InputError(place + ": '" + key.label() + "': the observable '" + key.name +
                       "' has no arguments. Give its name alone");
    formulas_.push_back(row.bind ? row.bind(inputs_, key, place) : Formula(row.formula));
    needs_lep2_ = needs_lep2_ || row.scale == Scale::lep2;
  }
}

void Predictor::predict(const smeft::LaneCoefficients& wc, const smeft::LaneCoefficients& wc_lep2,
                        std::span<Lanes> out) const {
  expect(out.size() == formulas_.size(), "one prediction an observable");
  const Theory theory{inputs_, wc, wc_lep2};
  for (std::size_t i = 0; i < formulas_.size(); ++i) out[i] = formulas_[i](theory);
}

}  // namespace smeftscan::observables
