// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <span>
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
  /// Settles the arguments of `key`. Throws InputError "<where>: ..." where they are not those of
  /// the observable.
  Formula (*bind)(const Inputs&, const input::ObservableKey& key,
                  const std::string& where) = nullptr;
  /// The names of the arguments in their order, "" where there are fewer.
  std::array<std::string_view, 3> arguments{};
  /// The modules of a data set of which its formula reads inputs; set for a whole family.
  std::span<const std::string_view> modules{};
};

/// All observables, family by family.
const std::vector<Observable>& observables();

/// The row of this name; nullptr if there is none.
const Observable* find_observable(std::string_view name);

/// Whether one of these observables is measured above the Z pole, at LEP-2. Throws InputError at
/// the place of the key for an unknown observable.
bool needs_lep2(const std::vector<input::ObservableKey>& keys);

/// The row of this name; throws InputError "<where>: unknown observable ..." with the nearest name.
const Observable& observable(std::string_view name, const std::string& where);

/// The modules of a data set of which the formulas of these observables read inputs, each once. A
/// Predictor is given no others. Throws as observable() does.
std::vector<std::string> modules_read(const std::vector<input::ObservableKey>& keys,
                                      const std::string& where);

/// The names of the arguments of an observable, in their order.
std::vector<std::string> argument_names(const Observable& row);

/// What a label means as ObservableKey::label() writes it: "R(Vus)", or with the values of the
/// arguments "<P5p>(B0->K*mumu)[4.3,6]". Throws InputError "<where>: ..." for an unknown
/// observable, and for other arguments than those of the observable.
input::ObservableKey parse_label(const std::string& label, const std::string& where);

/// An observable as a job names it: by its label, or by a map {name, q2min, q2max} whose arguments
/// may come in any order. Throws as parse_label() does.
input::ObservableKey read_observable(const input::Settings& entry);

}  // namespace smeftscan::observables
