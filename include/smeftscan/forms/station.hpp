// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

#include "smeftscan/wet/low_energy_theory.hpp"

/// From affine amplitudes to predictions of eight points at a time:
///
///     station     coefficients of one theory at one scale
///     Polynomial  amplitudes, affine in coefficients, and rates, quadratic in them
///     Program     the moments that observables need, as tables
///     SmeftMap, LowEnergyMap  the values of its variables from coefficients of a theory
///
/// Everything but the last is done once.
namespace smeftscan::forms {

/// An effective theory: one below the electroweak scale, or, without a value, the SMEFT.
using Eft = std::optional<wet::Eft>;

/// "SMEFT", "WET", "WET-4", "WET-3".
inline std::string_view name_of(Eft eft) { return eft ? wet::name_of(*eft) : "SMEFT"; }

/// Whether coefficients of one theory tell those of another: of itself and of all below it.
inline bool tells(Eft from, Eft to) { return from <= to; }

/// A theory and a scale (GeV) at which coefficients are read: those of the SMEFT in the down basis
/// of the Warsaw basis at that scale, those of the others in the basis flavio.
struct Station {
  Eft eft;
  double scale;

  bool operator==(const Station&) const = default;
};

}  // namespace smeftscan::forms
