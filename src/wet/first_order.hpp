// SPDX-License-Identifier: MIT
#pragma once

#include <complex>

#include "smeftscan/wet/linear_form.hpp"

namespace smeftscan::wet {

/// A quantity to first order in the SMEFT coefficients, so that formulas are written as products.
struct FirstOrder {
  std::complex<double> sm;  ///< its value without coefficients
  LinearForm shift;         ///< in any order, a slot perhaps more than once

  // Not explicit: numbers are quantities without coefficients.
  FirstOrder(double number = 0.0) : sm(number) {}
  FirstOrder(std::complex<double> number) : sm(number) {}

  FirstOrder& operator+=(const FirstOrder& other);
};

FirstOrder operator+(FirstOrder a, const FirstOrder& b);
FirstOrder operator-(FirstOrder a, const FirstOrder& b);
FirstOrder operator*(const FirstOrder& a, const FirstOrder& b);
FirstOrder conj(FirstOrder a);

/// `terms` with each slot once, in ascending order, without weights that vanish or cancel to
/// rounding.
LinearForm collected(LinearForm terms);

}  // namespace smeftscan::wet
