// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>

#include "smeftscan/smeft/state.hpp"
#include "support/catch.hpp"

namespace smeftscan::tests {

/// Largest deviation of an entry over the largest entry.
inline double yukawa_deviation(const smeft::FlavourMatrix<std::complex<double>>& found,
                               const smeft::FlavourMatrix<std::complex<double>>& wanted) {
  double size = 0.0;
  double difference = 0.0;
  for (std::size_t i = 0; i < 9; ++i) {
    size = std::max(size, std::abs(wanted[i]));
    difference = std::max(difference, std::abs(found[i] - wanted[i]));
  }
  return difference / size;
}

/// Every coupling within `tol` of itself, Yukawa entries within `tol` of their matrix's largest.
inline void check_sm(const smeft::SmCouplings& found, const smeft::SmCouplings& wanted,
                     double tol) {
  CHECK(found.g == Approx(wanted.g).epsilon(tol));
  CHECK(found.gp == Approx(wanted.gp).epsilon(tol));
  CHECK(found.gs == Approx(wanted.gs).epsilon(tol));
  CHECK(found.lambda == Approx(wanted.lambda).epsilon(tol));
  CHECK(found.m2 == Approx(wanted.m2).epsilon(tol));
  CHECK(yukawa_deviation(found.Gu, wanted.Gu) < tol);
  CHECK(yukawa_deviation(found.Gd, wanted.Gd) < tol);
  CHECK(yukawa_deviation(found.Ge, wanted.Ge) < tol);
}

}  // namespace smeftscan::tests
