// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <vector>

namespace smeftscan::wet {

/// One summand of a linear form of the coefficients of a basis at one scale: weight times a
/// coefficient as it stands in a file, or times its complex conjugate.
struct CoefficientTerm {
  int coefficient;  ///< position in the basis
  bool conjugate;
  std::complex<double> weight;

  std::complex<double> of(std::complex<double> c) const {
    return weight * (conjugate ? std::conj(c) : c);
  }
};

using CoefficientForm = std::vector<CoefficientTerm>;

}  // namespace smeftscan::wet
