// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "smeftscan/wet/low_energy_theory.hpp"

/// Where observables take the coefficients.
namespace smeftscan::observables {

struct Observable;

/// An effective theory: one below the electroweak scale, or, without a value, the SMEFT.
using Eft = std::optional<wet::Eft>;

/// "SMEFT", "WET", "WET-4", "WET-3".
std::string_view name_of(Eft eft);

/// Whether coefficients of one theory tell those of another: of itself and of all below it.
inline bool tells(Eft from, Eft to) { return from <= to; }

/// A theory and a scale (GeV) at which coefficients are read; wet::Station with the SMEFT.
struct Station {
  Eft eft;
  double scale;

  bool operator==(const Station&) const = default;
};

/// The stations of an observable, the highest theory first and each once.
std::vector<Station> stations(const Observable& observable);

/// Whether coefficients of a theory tell those at all stations of the observable.
bool can_be_predicted(const Observable& observable, Eft from);

}  // namespace smeftscan::observables
