// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/kinetic_mass.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/parameters/strong_coupling.hpp"

namespace smeftscan::parameters {
namespace {

constexpr double pi2 = std::numbers::pi * std::numbers::pi;
constexpr double zeta3 = 1.2020569031595942;

/// m(m) over m_kin at x = mu/m_kin, in powers of alpha_s/pi.
double one_loop(double x) { return -4.0 / 3.0 * (1.0 - 4.0 / 3.0 * x - 0.5 * x * x); }

double two_loops(double x, double b0) {
  const double L = std::log(0.5 / x);
  return x * x * (b0 * (L / 3.0 + 13.0 / 18.0) - pi2 / 3.0 + 23.0 / 18.0) +
         x * (b0 * (8.0 / 9.0 * L + 64.0 / 27.0) - 8.0 / 9.0 * pi2 + 92.0 / 27.0) -
         b0 * (pi2 / 12.0 + 71.0 / 96.0) + zeta3 / 6.0 - pi2 / 9.0 * std::numbers::ln2 +
         7.0 / 12.0 * pi2 + 23.0 / 72.0;
}

double three_loops(double x, double b0) {
  const double L = std::log(0.5 / x);
  return -0.25 * b0 * b0 *
         (2353.0 / 2592.0 + 13.0 / 36.0 * pi2 + 7.0 / 6.0 * zeta3 -
          16.0 / 9.0 * x * (std::pow(L + 8.0 / 3.0, 2) + 67.0 / 36.0 - pi2 / 6.0) -
          2.0 / 3.0 * x * x * (std::pow(L + 13.0 / 6.0, 2) + 10.0 / 9.0 - pi2 / 6.0));
}

}  // namespace

double kinetic_mass(double mass, double alpha_s, double cutoff, int light_flavours) {
  constexpr int steps = 3;
  const double a = alpha_s / std::numbers::pi, b0 = beta_0(light_flavours);
  double kinetic = mass;
  for (int i = 0; i < steps; ++i) {
    const double x = cutoff / kinetic, f1 = one_loop(x);
    kinetic = mass * (1.0 - a * f1 - a * a * (two_loops(x, b0) - f1 * f1) -
                      a * a * a * three_loops(x, b0));
  }
  return kinetic;
}

}  // namespace smeftscan::parameters
