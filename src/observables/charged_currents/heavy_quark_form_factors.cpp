// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/heavy_quark_form_factors.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/bsll/dilogarithm.hpp"

namespace smeftscan::observables::charged_currents {
namespace {

/// sum_n a_n (w - 1)^n/n! as a series in z that ends with z^order, where
/// w - 1 = 8 z/(1 - z)^2 = 8 z + 16 z^2 + 24 z^3 + ...
template <std::size_t n>
double expanded(const std::array<double, n>& derivatives, double z, std::size_t order) {
  static constexpr std::array<std::array<double, 4>, 4> powers{
      {{1, 0, 0, 0}, {0, 8, 16, 24}, {0, 0, 64, 256}, {0, 0, 0, 512}}};
  static constexpr std::array<double, 4> factorials{1, 1, 2, 6};
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    double power = 1.0;
    for (std::size_t k = 0; k <= order; ++k, power *= z)
      sum += derivatives[i] / factorials[i] * powers[i][k] * power;
  }
  return sum;
}

/// What the corrections have in common.
struct LoopFunctions {
  double r;  ///< ln(w + sqrt(w^2 - 1))/sqrt(w^2 - 1)
  double log_z;
  double Omega;
  double d;  ///< w - (z + 1/z)/2

  LoopFunctions(double w, double z) : log_z(std::log(z)), d(w - 0.5 * (z + 1.0 / z)) {
    const double root = std::sqrt(w * w - 1.0), up = w + root, down = w - root;
    r = std::log(up) / root;
    const auto Li2 = [](double x) { return bsll::dilogarithm(x).real(); };
    Omega = w / (2.0 * root) *
                (2.0 * (Li2(1.0 - down * z) - Li2(1.0 - up * z)) + Li2(1.0 - up * up) -
                 Li2(1.0 - down * down)) -
            w * r * log_z + 1.0;
  }
};

/// C_V1, C_V2, C_V3; and C_A1, -C_A2, C_A3 if w, z, r and d change their signs.
std::array<double, 3> vector_corrections(double w, double z, double r, double d,
                                         const LoopFunctions& loop) {
  const double z2 = z * z, w2 = w * w, L = loop.log_z;
  const double first = 2.0 * (w + 1.0) * ((3.0 * w - 1.0) * z - z2 - 1.0) * r - (z2 - 1.0) * L;
  const double second =
      ((4.0 * w2 + 2.0 * w) * z2 - (2.0 * w2 + 5.0 * w - 1.0) * z - (w + 1.0) * z2 * z + 2.0) * r +
      z * (2.0 * (1.0 - z) * d + (z2 - (4.0 * w - 2.0) * z + 3.0 - 2.0 * w) * L);
  const double third =
      ((2.0 * w2 + 5.0 * w - 1.0) * z2 - (4.0 * w2 + 2.0 * w) * z - 2.0 * z2 * z + w + 1.0) * r +
      2.0 * z * (1.0 - z) * d + ((3.0 - 2.0 * w) * z2 + (2.0 - 4.0 * w) * z + 1.0) * L;
  return {first / (6.0 * z * d) + 2.0 / 3.0 * (loop.Omega - 3.0), -second / (6.0 * z2 * d * d),
          third / (6.0 * z * d * d)};
}

}  // namespace

HeavyQuarkCorrections::HeavyQuarkCorrections(double w, double z) {
  const LoopFunctions loop(w, z);
  const auto& [r, L, Omega, d] = loop;
  const auto vector = vector_corrections(w, z, r, d, loop);
  const auto axial = vector_corrections(-w, -z, -r, -d, loop);
  V1 = vector[0], V2 = vector[1], V3 = vector[2];
  A1 = axial[0], A2 = -axial[1], A3 = axial[2];
  T1 = ((w - 1.0) * ((4.0 * w + 2.0) * z - z * z - 1.0) * r - (z * z - 1.0) * L) / (3.0 * z * d) +
       2.0 / 3.0 * (Omega - 3.0);
  T2 = 2.0 * ((1.0 - w * z) * r + z * L) / (3.0 * z * d);
  T3 = 2.0 * ((w - z) * r + L) / (3.0 * d);
}

HeavyQuarkExpansion::HeavyQuarkExpansion(const input::Settings& module) {
  const auto number = [&](const std::string& name) {
    return input::input_value(module, name, "1");
  };
  const auto positive = [&](const char* name) {
    return input::positive_input(module, name, "GeV");
  };
  xi_ = {1.0, -number("rho2"), 2.0 * number("c"), number("xi3")};
  chi2_ = {number("chi2"), number("chi2'"), number("chi2''")};
  chi3_ = {0.0, number("chi3'"), number("chi3''")};
  eta_ = {number("eta"), number("eta'"), number("eta''")};
  for (std::size_t i = 0; i < l_.size(); ++i) {
    const std::string name = "l" + std::to_string(i + 1);
    l_[i] = {number(name), number(name + "'")};
  }
  const double alpha_s = input::positive_input(module, "alpha_s", "1");
  const double m_1S = positive("m_b_1S");
  const double m_b = m_1S * (1.0 + 2.0 / 9.0 * alpha_s * alpha_s);
  const double m_c = m_b - positive("m_b-m_c");
  if (m_c <= 0.0) module.at("m_b-m_c").fail("must be below m_b");
  const double Lambda =
      positive("m_B_mean") - m_b + input::input_value(module, "lambda_1", "GeV^2") / (2.0 * m_1S);
  coupling_ = alpha_s / std::numbers::pi;
  eps_c_ = Lambda / (2.0 * m_c);
  eps_b_ = Lambda / (2.0 * m_b);
  z_ = m_c / m_b;
}

HeavyQuarkFormFactors HeavyQuarkExpansion::at(double w) const {
  const double z =
      (std::sqrt(w + 1.0) - std::numbers::sqrt2) / (std::sqrt(w + 1.0) + std::numbers::sqrt2);
  const double xi = expanded(xi_, z, 3);
  const double chi2 = expanded(chi2_, z, 2), chi3 = expanded(chi3_, z, 2);
  const double eta = expanded(eta_, z, 2);
  const double L1 = -4.0 * (w - 1.0) * chi2 + 12.0 * chi3, L2 = -4.0 * chi3, L3 = 4.0 * chi2;
  const double L4 = 2.0 * eta - 1.0, L5 = -1.0, L6 = -2.0 * (1.0 + eta) / (w + 1.0);
  // L with that of order 1/m_c^2, which comes with eps_c^2
  const auto of_charm = [&](double L, std::size_t i) {
    return eps_c_ * (L + eps_c_ * expanded(l_[i - 1], z, 1));
  };
  const double c1 = of_charm(L1, 1), c2 = of_charm(L2, 2), c3 = of_charm(L3, 3);
  const double c4 = of_charm(L4, 4), c5 = of_charm(L5, 5), c6 = of_charm(L6, 6);
  const double b1 = eps_b_ * L1, b4 = eps_b_ * L4;
  const double slow = (w - 1.0) / (w + 1.0), half = 0.5 * (w + 1.0), a = coupling_;
  const HeavyQuarkCorrections C(w, z_);
  return {.plus = xi * (1.0 + a * (C.V1 + half * (C.V2 + C.V3)) + c1 + b1),
          .minus = xi * (a * half * (C.V2 - C.V3) + c4 - b4),
          .T = xi * (1.0 + a * (C.T1 - C.T2 + C.T3) + c1 - c4 + b1 - b4),
          .V = xi * (1.0 + a * C.V1 + c2 - c5 + b1 - b4),
          .A1 = xi * (1.0 + a * C.A1 + c2 - slow * c5 + b1 - slow * b4),
          .A2 = xi * (a * C.A2 + c3 + c6),
          .A3 = xi * (1.0 + a * (C.A1 + C.A3) + c2 - c3 - c5 + c6 + b1 - b4),
          .T1 = xi * (1.0 + a * (C.T1 + 0.5 * (w - 1.0) * (C.T2 - C.T3)) + c2 + b1),
          .T2 = xi * (a * half * (C.T2 + C.T3) + c5 - b4),
          .T3 = xi * (a * C.T2 + c6 - c3)};
}

bsll::ScalarFormFactors HeavyQuarkExpansion::pseudoscalar(double q2, double m_B, double m_D) const {
  const HeavyQuarkFormFactors h = at((m_B * m_B + m_D * m_D - q2) / (2.0 * m_B * m_D));
  const double sum = m_B + m_D, difference = m_B - m_D;
  const double unit = 1.0 / (2.0 * std::sqrt(m_B * m_D));
  const double plus = unit * (sum * h.plus - difference * h.minus);
  const double minus = unit * (sum * h.minus - difference * h.plus);
  return {.plus = plus, .T = unit * sum * h.T, .zero = plus + minus * q2 / (sum * difference)};
}

bsll::VectorFormFactors HeavyQuarkExpansion::vector(double q2, double m_B, double m_V) const {
  const HeavyQuarkFormFactors h = at((m_B * m_B + m_V * m_V - q2) / (2.0 * m_B * m_V));
  const double sum = m_B + m_V, difference = m_B - m_V, product = sum * difference;
  const double up = sum * sum - q2, down = difference * difference - q2;
  const double unit = 1.0 / (2.0 * std::sqrt(m_B * m_V));
  const double A1 = unit * up / sum * h.A1;
  const double A2 = unit * sum * (h.A3 + m_V / m_B * h.A2);
  const double T2 = unit * (up / sum * h.T1 - down / difference * h.T2);
  const double T3 = unit * (difference * h.T1 - sum * h.T2 + product / m_B * h.T3);
  return {
      .A0 = unit * ((up * h.A1 - (product - q2) * h.A3) / (2.0 * m_V) -
                    (product + q2) / (2.0 * m_B) * h.A2),
      .A1 = A1,
      .A12 = (sum * sum * (product - q2) * A1 - up * down * A2) / (16.0 * m_B * m_V * m_V * sum),
      .V = unit * sum * h.V,
      .T1 = unit * (sum * h.T1 - difference * h.T2),
      .T2 = T2,
      .T23 = (product * (m_B * m_B + 3.0 * m_V * m_V - q2) * T2 - up * down * T3) /
             (8.0 * m_B * difference * m_V * m_V)};
}

}  // namespace smeftscan::observables::charged_currents
