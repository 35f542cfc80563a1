// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/strong_coupling.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parameters {
namespace {

using std::numbers::pi;

/// d alpha_s/d ln mu = -2 alpha_s x (beta_0 + beta_1 x + beta_2 x^2), x = alpha_s/(4 pi).
struct Beta {
  double beta_0, beta_1, beta_2;

  explicit Beta(int flavours) {
    const double f = flavours;
    beta_0 = parameters::beta_0(flavours);
    beta_1 = 102.0 - 38.0 * f / 3.0;
    beta_2 = 2857.0 / 2.0 - 5033.0 * f / 18.0 + 325.0 * f * f / 54.0;
  }
  double slope(double alpha_s) const {
    const double x = alpha_s / (4.0 * pi);
    return -2.0 * alpha_s * x * (beta_0 + x * (beta_1 + x * beta_2));
  }
};

}  // namespace

double run_alpha_s(double alpha_s, double from, double to, int flavours, int steps) {
  const Beta beta(flavours);
  const double h = std::log(to / from) / steps;
  for (int i = 0; i < steps; ++i) {
    const double k1 = beta.slope(alpha_s);
    const double k2 = beta.slope(alpha_s + h / 2.0 * k1);
    const double k3 = beta.slope(alpha_s + h / 2.0 * k2);
    const double k4 = beta.slope(alpha_s + h * k3);
    alpha_s += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
  }
  return alpha_s;
}

double alpha_s_without_quark(double alpha_s, const Threshold& heavy) {
  const double a = alpha_s / pi;
  const double L = 2.0 * std::log(heavy.scale / heavy.pole_mass);
  return alpha_s * (1.0 - a * L / 6.0 + a * a * (-7.0 / 24.0 - 19.0 * L / 24.0 + L * L / 36.0));
}

double alpha_s_with_quark(double alpha_s, const Threshold& heavy) {
  const double a = alpha_s / pi;
  const double L = 2.0 * std::log(heavy.scale / heavy.pole_mass);
  return alpha_s * (1.0 + a * L / 6.0 + a * a * (7.0 / 24.0 + 19.0 * L / 24.0 + L * L / 36.0));
}

StrongCoupling::StrongCoupling(double alpha_s, double scale, const Threshold& charm,
                               const Threshold& bottom)
    : alpha_s_(alpha_s),
      scale_(scale),
      charm_(charm),
      bottom_(bottom),
      below_bottom_(alpha_s_without_quark(at(bottom.scale, 5), bottom)),
      below_charm_(alpha_s_without_quark(at(charm.scale, 4), charm)) {}

double StrongCoupling::at(double scale, int flavours) const {
  switch (flavours) {
    case 5: return scale == scale_ ? alpha_s_ : run_alpha_s(alpha_s_, scale_, scale, 5);
    case 4: return run_alpha_s(below_bottom_, bottom_.scale, scale, 4);
    default: break;
  }
  expect(flavours == 3, "three to five flavours");
  return run_alpha_s(below_charm_, charm_.scale, scale, 3);
}

int StrongCoupling::flavours(double scale) const {
  return scale >= bottom_.scale ? 5 : scale >= charm_.scale ? 4 : 3;
}

const Threshold& StrongCoupling::threshold(int flavours) const {
  expect(flavours == 4 || flavours == 5, "charm or bottom leaves the theory");
  return flavours == 4 ? charm_ : bottom_;
}

}  // namespace smeftscan::parameters
