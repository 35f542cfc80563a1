// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/observable_key.hpp"
#include "smeftscan/observables/set_up.hpp"

namespace smeftscan::observables {

/// The real parts of these polynomials are what a formula takes; its value is multiplied by
/// `factor`.
struct MomentList {
  std::vector<Polynomial> polynomials;
  double factor = 1.0;
};

/// The values of one observable's moments at eight points, in the order of its MomentList.
class Moments {
 public:
  /// `rows`: where they are in a table.
  Moments(const Lanes* table, const int* rows) : table_(table), rows_(rows) {}

  const Lanes& operator[](std::size_t i) const { return table_[rows_[i]]; }
  /// Without the first `count`.
  Moments from(std::size_t count) const { return {table_, rows_ + count}; }

 private:
  const Lanes* table_;
  const int* rows_;
};

/// Formulas that most observables share.
Lanes the_moment(Moments m);  ///< m[0]
Lanes ratio(Moments m);       ///< m[0] / m[1]

/// A row of the table of observables.
struct Observable {
  std::string_view name;  ///< as measurements and jobs call it
  std::string_view latex;
  std::string_view unit;       ///< "1" or a power of GeV
  std::string_view reference;  ///< key of data/references.bib
  /// Amplitudes, rates and integrals: done once. Throws InputError "<where>: ..." for arguments
  /// outside of phase space.
  MomentList (*moments)(SetUp& set_up, const Request& request);
  /// The prediction from its moments, at each group of points.
  Lanes (*formula)(Moments moments) = &the_moment;
  /// The names of the arguments in their order, "" where there are fewer.
  std::array<std::string_view, 3> arguments{};
  /// Where coefficients are read, the highest theory first.
  std::span<const Station> stations{};
  /// The modules of a data set of which inputs are read.
  std::span<const std::string_view> modules{};
};

/// Observables of one kind: rows, of which stations and modules are those of the family where they
/// have none of their own.
struct Family {
  std::span<const Observable> rows;
  std::span<const Station> stations;
  std::span<const std::string_view> modules;
};

/// All observables, family by family.
const std::vector<Observable>& observables();

/// The row of this name; nullptr if there is none.
const Observable* find_observable(std::string_view name);

/// The row of this name; throws InputError "<where>: unknown observable ..." with the nearest name.
const Observable& observable(std::string_view name, const std::string& where);

/// Whether coefficients of a theory tell those at all stations of the observable.
bool can_be_predicted(const Observable& observable, forms::Eft from);

/// Whether one of these observables is measured above the Z pole, at LEP-2. Throws InputError at
/// the place of the key for an unknown observable.
bool needs_lep2(const std::vector<input::ObservableKey>& keys);

/// The modules of a data set of which the moments of these observables read inputs, each once. A
/// Predictor is given no others. Throws as observable() does.
std::vector<std::string> modules_read(const std::vector<input::ObservableKey>& keys,
                                      const std::string& where);

/// The names of the arguments of an observable, in their order.
std::vector<std::string> argument_names(const Observable& row);

/// The observable that a key names, with its arguments in the order of the row. Throws InputError
/// "<place>: ...", the place of the key or else `where`, for an unknown observable and for other
/// arguments than its own.
Request request_of(const input::ObservableKey& key, const std::string& where);

/// What a label means as ObservableKey::label() writes it: "R(Vus)", or with the values of the
/// arguments "<P5p>(B0->K*mumu)[4.3,6]". Throws InputError "<where>: ..." for an unknown
/// observable, and for other arguments than those of the observable.
input::ObservableKey parse_label(const std::string& label, const std::string& where);

/// An observable as a job names it: by its label, or by a map {name, q2min, q2max} whose arguments
/// may come in any order. Throws as parse_label() does.
input::ObservableKey read_observable(const input::Settings& entry);

}  // namespace smeftscan::observables
