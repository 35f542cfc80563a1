// SPDX-License-Identifier: MIT
#include <algorithm>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/cabibbo.hpp"
#include "smeftscan/observables/electroweak.hpp"
#include "smeftscan/observables/flavour_predictor.hpp"
#include "smeftscan/observables/lep_contact.hpp"
#include "smeftscan/observables/lepton_universality.hpp"
#include "smeftscan/observables/observable.hpp"
#include "smeftscan/observables/trident.hpp"

namespace smeftscan::observables {

const std::vector<Observable>& observables() {
  static const std::vector<Observable> table = [] {
    std::vector<Observable> all;
    for (const std::span<const Observable> family :
         {cabibbo_observables(), electroweak_observables(), lepton_universality_observables(),
          trident_observables(), lep_contact_observables()})
      all.insert(all.end(), family.begin(), family.end());
    const auto& flavour = flavour_observables();
    all.insert(all.end(), flavour.begin(), flavour.end());
    return all;
  }();
  return table;
}

const Observable* find_observable(std::string_view name) {
  const auto& table = observables();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Observable& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

bool needs_lep2(const std::vector<input::ObservableKey>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const input::ObservableKey& key) {
    return observable(key.name, key.where).scale == Scale::lep2;
  });
}

const Observable& observable(std::string_view name, const std::string& where) {
  if (const Observable* const found = find_observable(name)) return *found;
  std::vector<std::string> names;
  for (const Observable& row : observables()) names.emplace_back(row.name);
  const std::string near = nearest_name(name, names);
  throw InputError(where + ": unknown observable '" + std::string(name) + "'." +
                   (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

}  // namespace smeftscan::observables
