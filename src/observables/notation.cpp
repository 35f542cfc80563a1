// SPDX-License-Identifier: MIT
#include "smeftscan/observables/notation.hpp"

#include <algorithm>
#include <array>
#include <numbers>

#include "smeftscan/observables/observable.hpp"

namespace smeftscan::observables {
namespace {

// The constants that define the SI (BIPM 2019): exact, so that they are units and not inputs.
constexpr double planck = 6.62607015e-34;                                    // J s
constexpr double charge = 1.602176634e-19;                                   // C
constexpr double light = 299792458.0;                                        // m/s
constexpr double hbar = planck / (2.0 * std::numbers::pi) / (1e9 * charge);  // GeV s
constexpr double second = 1.0 / hbar;                                        // in GeV^-1
constexpr double ps = 1e-12 * second;                                        // in GeV^-1
constexpr double m = 1.0 / (hbar * light);                                   // in GeV^-1
constexpr double nb = 1e-37 * m * m;                                         // in GeV^-2

struct Row {
  std::string_view observable;
  QuotedUnit unit;
};
constexpr std::array rows{Row{"DeltaM_s", {"ps^-1", ps}}, Row{"DeltaM_d", {"ps^-1", ps}},
                          Row{"tau_mumu", {"ps", 1.0 / ps}}, Row{"tau_n", {"s", 1.0 / second}},
                          Row{"sigma_had", {"nb", 1.0 / nb}}};

}  // namespace

std::string latex_label(const input::ObservableKey& key) {
  const Observable* const known = find_observable(key.name);
  if (known == nullptr) return key.label();
  std::string bin;
  for (const char letter : key.label().substr(key.name.size()))
    bin += letter == ',' ? ", " : std::string(1, letter);
  return std::string(known->latex) + (bin.empty() ? "" : " " + bin);
}

QuotedUnit quoted_unit(std::string_view observable) {
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const Row& r) { return r.observable == observable; });
  if (row != rows.end()) return row->unit;
  const Observable* const known = find_observable(observable);
  return {known == nullptr ? "1" : known->unit, 1.0};
}

}  // namespace smeftscan::observables
