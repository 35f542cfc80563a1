// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/quark_mass.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parameters {
namespace {

using std::numbers::pi;

/// c(alpha_s/pi) of [RunDec, Eq. (10)], m(mu) ~ c, to three loops.
double mass_function(double alpha_s, int flavours) {
  constexpr double zeta3 = 1.2020569031595942;
  const double f = flavours, x = alpha_s / pi;
  const double beta_0 = (11.0 - 2.0 * f / 3.0) / 4.0;
  const double b1 = (102.0 - 38.0 * f / 3.0) / 16.0 / beta_0;
  const double b2 = (2857.0 / 2.0 - 5033.0 * f / 18.0 + 325.0 * f * f / 54.0) / 64.0 / beta_0;
  const double c0 = 1.0 / beta_0;
  const double c1 = (202.0 / 3.0 - 20.0 * f / 9.0) / 16.0 / beta_0;
  const double c2 =
      (1249.0 - (2216.0 / 27.0 + 160.0 * zeta3 / 3.0) * f - 140.0 * f * f / 81.0) / 64.0 / beta_0;
  const double first = c1 - b1 * c0;
  const double second = 0.5 * (first * first + c2 - b1 * c1 + b1 * b1 * c0 - b2 * c0);
  return std::pow(x, c0) * (1.0 + x * (first + x * second));
}

/// What (alpha_s/pi)^2 multiplies in the decoupling of a light-quark mass.
double decoupling(const Threshold& heavy) {
  const double L = 2.0 * std::log(heavy.scale / heavy.pole_mass);
  return 89.0 / 432.0 - 5.0 * L / 36.0 + L * L / 12.0;
}

}  // namespace

double mass_ratio(double alpha_s_from, double alpha_s_to, int flavours) {
  return mass_function(alpha_s_to, flavours) / mass_function(alpha_s_from, flavours);
}

double mass_without_quark(double mass, double alpha_s, const Threshold& heavy) {
  return mass * (1.0 + std::pow(alpha_s / pi, 2) * decoupling(heavy));
}

double mass_with_quark(double mass, double alpha_s, const Threshold& heavy) {
  return mass * (1.0 - std::pow(alpha_s / pi, 2) * decoupling(heavy));
}

QuarkMass run_mass(const QuarkMass& mass, double scale, int flavours,
                   const StrongCoupling& alpha_s) {
  expect(flavours >= 3 && flavours <= 5, "three to five flavours");
  QuarkMass m = mass;
  double coupling = alpha_s.at(m.scale, m.flavours);
  const auto run_to = [&](double to) {
    const double there = run_alpha_s(coupling, m.scale, to, m.flavours);
    m = {m.value * mass_ratio(coupling, there, m.flavours), to, m.flavours};
    coupling = there;
  };
  while (m.flavours > flavours) {
    const Threshold& heavy = alpha_s.threshold(m.flavours);
    run_to(heavy.scale);
    m = {mass_without_quark(m.value, coupling, heavy), heavy.scale, m.flavours - 1};
    coupling = alpha_s_without_quark(coupling, heavy);
  }
  while (m.flavours < flavours) {
    const Threshold& heavy = alpha_s.threshold(m.flavours + 1);
    run_to(heavy.scale);
    m = {mass_with_quark(m.value, coupling, heavy), heavy.scale, m.flavours + 1};
    coupling = m.flavours == flavours ? alpha_s_with_quark(coupling, heavy)
                                      : alpha_s.at(heavy.scale, m.flavours);
  }
  run_to(scale);
  return m;
}

double scale_invariant_mass(double pole_mass, double alpha_s, int light_flavours) {
  const double n = light_flavours, x = alpha_s / pi;
  const double second = -11.665618479 + 1.041366911 * n;
  const double third = -166.301454114 + n * (24.470745855 - 0.652690749 * n);
  return pole_mass * (1.0 + x * (-4.0 / 3.0 + x * (second + x * third)));
}

}  // namespace smeftscan::parameters
