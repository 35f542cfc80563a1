// SPDX-License-Identifier: MIT
#pragma once

#include <complex>
#include <cstddef>
#include <span>
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

/// The value of a form at a point, all coefficients of the basis in its order.
inline std::complex<double> applied(const CoefficientForm& form,
                                    std::span<const std::complex<double>> coefficients) {
  std::complex<double> sum = 0.0;
  for (const CoefficientTerm& term : form)
    sum += term.of(coefficients[static_cast<std::size_t>(term.coefficient)]);
  return sum;
}

}  // namespace smeftscan::wet
