// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/theory.hpp"

namespace smeftscan::observables {

/// Where the coefficients of a formula are taken: Theory::wc, Theory::wc_lep2, or the effective
/// theory below the electroweak scale at wet::b_scale.
enum class Scale { mu_EW, lep2, b };

/// A formula whose arguments (energies, bins) are settled and integrals are done.
using Formula = std::function<Lanes(const Theory&)>;

/// A row of the table of observables: with `formula` if it has no arguments, with `bind` if it has.
/// Those of Scale::b have neither: FlavourPredictor computes them together.
struct Observable {
  std::string_view name;  ///< as measurements and jobs call it
  std::string_view latex;
  std::string_view unit;       ///< "1" or a power of GeV
  std::string_view reference;  ///< key of data/references.bib
  Lanes (*formula)(const Theory&);
  Scale scale = Scale::mu_EW;
  /// Settles the arguments of `key`. Throws InputError "<where>: ..." where they are not those of the
  /// observable.
  Formula (*bind)(const Inputs&, const input::ObservableKey& key,
                  const std::string& where) = nullptr;
  /// Of Scale::b: the names of the arguments, "" where there are fewer.
  std::array<std::string_view, 2> arguments{};
};

/// All observables, family by family.
const std::vector<Observable>& observables();

/// The row of this name; nullptr if there is none.
const Observable* find_observable(std::string_view name);

/// Whether one of these observables is measured above the Z pole, at LEP-2. Throws InputError at the
/// place of the key for an unknown observable.
bool needs_lep2(const std::vector<input::ObservableKey>& keys);

/// The row of this name; throws InputError "<where>: unknown observable ..." with the nearest name.
const Observable& observable(std::string_view name, const std::string& where);

}  // namespace smeftscan::observables
