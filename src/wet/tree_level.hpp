// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "broken_phase.hpp"
#include "smeftscan/wet/jms_operators.hpp"

/// The parts of the tree-level matching: each gives an entry C_pr or C_prst of the full flavour
/// tensor of a JMS operator (its position in the table) from the fermions of its indices
/// [JMS-matching, App. C].
namespace smeftscan::wet {

/// Of an operator with two indices the first two.
using FermionIndices = std::array<FermionIndex, 4>;

/// A JMS operator by its name; a misspelt one does not build.
struct JmsName {
  int position;
  consteval JmsName(const char* name) : position(find_jms_operator(name)) {
    if (position < 0) throw "no such operator";
  }
};

/// Dipoles of photons and gluons.
FirstOrder dipole(const BrokenPhase& smeft, int op, const FermionIndices& fermions);

/// What the four-fermion operators of the SMEFT give.
FirstOrder contact(const BrokenPhase& smeft, int op, const FermionIndices& fermions);

/// What the exchange of Z and W gives.
FirstOrder exchange(const BrokenPhase& smeft, int op, const FermionIndices& fermions);

}  // namespace smeftscan::wet
