// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "smeftscan/forms/moment_table.hpp"
#include "smeftscan/forms/polynomial.hpp"
#include "smeftscan/forms/station.hpp"

namespace smeftscan::forms {

/// A coefficient at a station, by its position in smeft::layout or in wet::FlavioBasis.
struct Reading {
  Station station;
  int coefficient;

  bool operator==(const Reading&) const = default;
};

/// The value of a variable: constant + sum_k weight_k C_k or C_k*, of readings; its real part alone
/// if it is real.
struct Amplitude {
  struct Term {
    int reading;
    bool conjugate;
    Complex weight;
  };

  Complex constant;
  std::vector<Term> terms;
  bool is_real;

  template <class Archive>
  void describe(Archive& archive) {
    archive(constant, terms, is_real);
  }
};

/// What an amplitude is made of, for an order that does not depend on which others there are: sums
/// over variables have the same bits whatever else is predicted.
using ReadingOrder = std::tuple<bool, int, double, int>;
using AmplitudeOrder = std::vector<std::tuple<ReadingOrder, bool, double, double>>;

/// Numbers the variables of polynomials while they are made.
class Variables {
 public:
  /// A coefficient under the name that it has at the station. ContractError without such a name.
  Variable read(const Station& station, std::string_view name);
  Variable read(const Reading& reading);
  /// A variable of its own for an affine polynomial, the same for the same polynomial: forms in a
  /// few amplitudes are shorter than those in all of their coefficients.
  Variable define(const Polynomial& affine);
  /// The same of its real part.
  Variable define_real(const Polynomial& affine);

  const std::vector<Reading>& readings() const { return readings_; }
  const std::vector<Amplitude>& amplitudes() const { return amplitudes_; }
  /// The variables by what they are made of.
  const std::map<AmplitudeOrder, int>& in_order() const { return in_order_; }

 private:
  Variable add(Amplitude amplitude);

  std::vector<Reading> readings_;
  std::vector<Amplitude> amplitudes_;  ///< by variable
  std::map<ReadingOrder, Variable> of_readings_;
  std::map<AmplitudeOrder, int> in_order_;
};

/// Moments of chosen observables, ready for evaluation: what is read, which amplitudes are made of
/// it, and the table of their products.
class Program {
 public:
  Program() = default;
  /// `moments` in variables of `variables`; those that no moment uses are left out.
  Program(const Variables& variables, const std::vector<Polynomial>& moments);

  /// What is read at all.
  const std::vector<Reading>& readings() const { return readings_; }
  /// The variables that must be given to evaluate(), with terms of readings().
  const std::vector<Amplitude>& amplitudes() const { return amplitudes_; }
  const MomentTable& table() const { return table_; }

  template <class Archive>
  void describe(Archive& archive) {
    archive(readings_, amplitudes_, table_);
  }

 private:
  struct Used;
  explicit Program(Used used);

  std::vector<Reading> readings_;
  std::vector<Amplitude> amplitudes_;
  MomentTable table_;
};

}  // namespace smeftscan::forms
