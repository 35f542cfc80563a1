// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

namespace smeftscan::wet {

/// One summand: weight times the real in slot `slot` of the SMEFT coefficients.
struct Term {
  int slot;
  std::complex<double> weight;
};

/// A linear form of the SMEFT coefficients, each slot at most once, ascending.
using LinearForm = std::vector<Term>;

}  // namespace smeftscan::wet
