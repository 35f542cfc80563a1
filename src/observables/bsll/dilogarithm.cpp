// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/dilogarithm.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace smeftscan::observables::bsll {

namespace {

using Complex = std::complex<double>;

/// Li2(z) = sum_n B_n u^(n+1)/(n+1)! with u = -ln(1 - z), for |z| <= 1, Re z <= 1/2, where |u|
/// < 1.3 and the radius of convergence is 2 pi.
Complex bernoulli_series(Complex z) {
  // B_2k / (2k + 1)!
  static constexpr std::array<double, 10> b{
      1.0 / 36,
      -1.0 / 3600,
      1.0 / 211680,
      -1.0 / 10886400,
      1.0 / 526901760,
      -4.0647616451442255e-11,
      8.9216910204564526e-13,
      -1.9939295860721076e-14,
      4.5189800296199182e-16,
      -1.0356517612182471e-17,
  };
  const Complex u = -std::log(1.0 - z);
  const Complex u2 = u * u;
  Complex sum = 0.0;
  for (std::size_t k = b.size(); k-- > 0;) sum = b[k] + u2 * sum;
  return u - 0.25 * u2 + u * u2 * sum;
}

constexpr double zeta2 = std::numbers::pi * std::numbers::pi / 6.0;

/// For |z| <= 1, with rounding.
Complex in_unit_disc(Complex z) {
  if (z == 0.0) return 0.0;
  if (z == 1.0) return zeta2;
  if (z.real() > 0.5) return zeta2 - std::log(z) * std::log(1.0 - z) - bernoulli_series(1.0 - z);
  return bernoulli_series(z);
}

}  // namespace

Complex dilogarithm(Complex z) {
  if (std::norm(z) <= 1.0) return in_unit_disc(z);
  const Complex log_minus_z = std::log(-z);
  return -zeta2 - 0.5 * log_minus_z * log_minus_z - in_unit_disc(1.0 / z);
}

}  // namespace smeftscan::observables::bsll
