// SPDX-License-Identifier: MIT
#include "smeftscan/observables/station.hpp"

#include <algorithm>

#include "smeftscan/observables/observable.hpp"
#include "smeftscan/wet/coefficients.hpp"

namespace smeftscan::observables {

std::string_view name_of(Eft eft) { return eft ? wet::name_of(*eft) : "SMEFT"; }

std::vector<Station> stations(const Observable& observable) {
  switch (observable.scale) {
    case Scale::mu_EW: return {{std::nullopt, electroweak_scale}};
    case Scale::lep2: return {{std::nullopt, electroweak_scale}, {std::nullopt, lep2_scale}};
    case Scale::b: return {{wet::Eft::wet, wet::b_scale}};
  }
  return {};
}

bool can_be_predicted(const Observable& observable, Eft from) {
  const std::vector<Station> all = stations(observable);
  return std::all_of(all.begin(), all.end(),
                     [&](const Station& station) { return tells(from, station.eft); });
}

}  // namespace smeftscan::observables
