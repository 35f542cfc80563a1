// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

#include "smeftscan/smeft/state.hpp"

namespace smeftscan::wet {

/// One summand: weight times the real in slot `slot` of the SMEFT coefficients.
struct Term {
  int slot;
  std::complex<double> weight;
};

/// A linear form of the SMEFT coefficients, each slot at most once, ascending.
using LinearForm = std::vector<Term>;

/// The value of a form at a point.
inline std::complex<double> applied(const LinearForm& form, const smeft::Coefficients& wc) {
  std::complex<double> sum = 0.0;
  for (const Term& term : form) sum += term.weight * wc.slot(term.slot);
  return sum;
}

}  // namespace smeftscan::wet
