// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/p_value.hpp"

#include <cmath>
#include <limits>

namespace smeftscan::likelihood {

namespace {

constexpr double precision = 1e-15;
constexpr double smallest = 1e-300;

/// x^a exp(-x) / Gamma(a)
double prefactor(double a, double x) { return std::exp(a * std::log(x) - x - std::lgamma(a)); }

double away_from_zero(double x) { return std::abs(x) < smallest ? smallest : x; }

/// P(a, x) = prefactor sum over n of x^n / (a (a + 1) ... (a + n)), for x below a + 1.
double lower_series(double a, double x) {
  double term = 1.0 / a;
  double sum = term;
  for (double n = 1.0; term > precision * sum; ++n) sum += term *= x / (a + n);
  return prefactor(a, x) * sum;
}

/// Q(a, x) by its continued fraction, evaluated from the front (Lentz), for x above a + 1.
double upper_fraction(double a, double x) {
  double b = x + 1.0 - a;
  double c = 1.0 / smallest;
  double d = 1.0 / b;
  double product = d;
  double change = 0.0;
  for (double n = 1.0; std::abs(change - 1.0) > precision; ++n) {
    const double numerator = -n * (n - a);
    b += 2.0;
    d = 1.0 / away_from_zero(numerator * d + b);
    c = away_from_zero(b + numerator / c);
    change = c * d;
    product *= change;
  }
  return prefactor(a, x) * product;
}

}  // namespace

double upper_gamma(double a, double x) {
  if (x == 0.0) return 1.0;
  return x < a + 1.0 ? 1.0 - lower_series(a, x) : upper_fraction(a, x);
}

double p_value(double chi2, long long degrees_of_freedom) {
  if (degrees_of_freedom < 1 || !(chi2 >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
  return upper_gamma(0.5 * static_cast<double>(degrees_of_freedom), 0.5 * chi2);
}

}  // namespace smeftscan::likelihood
