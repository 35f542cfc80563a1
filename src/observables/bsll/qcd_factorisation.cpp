// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/qcd_factorisation.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/forms/quadrature.hpp"
#include "smeftscan/observables/bsll/charm_loops.hpp"
#include "smeftscan/observables/bsll/dilogarithm.hpp"

namespace smeftscan::observables::bsll {

using std::numbers::pi;

namespace {

constexpr double e_u = 2.0 / 3.0, e_d = -1.0 / 3.0;

/// Light-cone distribution with two Gegenbauer moments.
double distribution(double u, double a1, double a2) {
  const double x = 2.0 * u - 1.0;
  return 6.0 * u * (1.0 - u) * (1.0 + a1 * 3.0 * x + a2 * 1.5 * (5.0 * x * x - 1.0));
}

Complex B0(double s, Complex m2) {
  const Complex root = std::sqrt(4.0 * m2 / s - 1.0);
  return -2.0 * root * std::atan(1.0 / root);
}

Complex L1(Complex x) {
  return std::log((x - 1.0) / x) * std::log(1.0 - x) - pi * pi / 6.0 + dilogarithm(x / (x - 1.0));
}

/// The loop functions t of a quark of mass m (0 for light ones) at momentum fraction u.
struct LoopFunctions {
  Complex perpendicular, parallel;
};
LoopFunctions loop_functions(double u, double q2, double m_B, double E, double m) {
  const double ubar = 1.0 - u;
  const double s = ubar * m_B * m_B + u * q2;
  Complex I1 = 1.0;
  Complex difference = std::log(q2 / s);  // of B0 at s and q2
  if (m > 0.0) {
    const Complex m2(m * m, -1e-12);
    const auto pair = [&](double t) {
      const Complex root = std::sqrt(0.25 - m2 / t);
      return L1(0.5 + root) + L1(0.5 - root);
    };
    I1 += 2.0 * m2 / (ubar * (m_B * m_B - q2)) * (pair(s) - pair(q2));
    difference = B0(s, m2) - B0(q2, m2);
  }
  const Complex first = 2.0 * m_B / (ubar * E) * I1;
  const Complex second = difference / (ubar * ubar * E * E);
  return {first + q2 * second, first + s * second};
}

}  // namespace

SpectatorScattering spectator_scattering(double q2, Decay decay, Charge charge, const Parameters& p,
                                         const SmCoefficients& wc) {
  const auto& [C1, C2, C3, C4, C5, C6, C7eff, C8eff, C9, C10] = wc;
  const auto& m = p.masses(decay);
  const auto& lc = p.light_cone[static_cast<std::size_t>(decay)];
  const double m_B = m.m_B, m_b = p.m_b_pole, m_c = p.m_c_pole;
  const double e_q = decay == Decay::Bp_Kstar ? e_u : e_d;
  const Complex ratio = p.transition(decay).xi_u / p.transition(decay).xi_t;
  const Complex eps_u = charge == Charge::decay ? ratio : std::conj(ratio);
  const double E = (m_B * m_B - q2 + m.m_M * m.m_M) / (2.0 * m_B);

  constexpr Complex i{0.0, 1.0};
  const double omega0 = 2.0 / 3.0 * (m_B - m_b);
  const double x = q2 / (m_B * omega0);
  const double inverse_plus = 1.0 / omega0;
  const Complex inverse_minus = std::exp(-x) / omega0 * (-std::expint(x) + i * pi);

  Complex annihilation = C3 + 4.0 / 3.0 * (C4 + 12.0 * C5 + 16.0 * C6);
  if (decay == Decay::Bp_Kstar) annihilation -= 3.0 * eps_u * C2;
  if (decay == Decay::Bs_phi) annihilation += 6.0 * (C3 + 10.0 * C5);

  const double a = p.alpha_s / (3.0 * pi);
  const double D = C2 - C1 / 6.0;
  const double K1 = C3 - C4 / 6.0 + 16.0 * C5 + 10.0 / 3.0 * C6;
  const double K2 = C3 - C4 / 6.0 + 16.0 * C5 - 8.0 / 3.0 * C6;

  SpectatorScattering T{};
  const auto add = [&](double u, double weight) {
    const double ubar = 1.0 - u;
    const double perp = weight * distribution(u, lc.a1_perp, lc.a2_perp);
    const double para = weight * distribution(u, lc.a1_para, lc.a2_para);
    const double recoil = ubar + u * q2 / (m_B * m_B);
    const LoopFunctions c = loop_functions(u, q2, m_B, E, m_c);
    const LoopFunctions b = loop_functions(u, q2, m_B, E, m_b);
    const LoopFunctions light = loop_functions(u, q2, m_B, E, 0.0);

    T.perpendicular.annihilation +=
        perp / recoil * (-4.0 * e_q / m_b) * (C3 + 4.0 / 3.0 * (C4 + 3.0 * C5 + 4.0 * C6));
    T.perpendicular.chromomagnetic +=
        perp * inverse_plus * (-4.0 * a * e_d * C8eff / (u + ubar * q2 / (m_B * m_B)));
    T.perpendicular.quark_loops +=
        perp * inverse_plus * a * m_B / (2.0 * m_b) *
        (e_u * c.perpendicular * (D + 6.0 * C6) +
         e_d * b.perpendicular * (K1 + m_b / m_B * (-C3 + C4 / 6.0 - 4.0 * C5 + 2.0 / 3.0 * C6)) +
         e_d * light.perpendicular * K2 +
         eps_u * e_u * (c.perpendicular - light.perpendicular) * D);

    T.parallel.annihilation += para * inverse_minus * (-4.0 * e_q * m_B / m_b) * annihilation;
    T.parallel.chromomagnetic += para * inverse_minus * (8.0 * a * e_q * C8eff / recoil);
    const double s = ubar * m_B * m_B + u * q2;
    const Complex h_c = quark_loop(s, m_c, p.scale), h_b = quark_loop(s, m_b, p.scale);
    const Complex h_0 = massless_quark_loop(s, p.scale);
    T.parallel.quark_loops +=
        para * inverse_plus * a * m_B / m_b *
            (e_u * c.parallel * (D + 6.0 * C6) + e_d * b.parallel * K1 + e_d * light.parallel * K2 +
             eps_u * e_u * (c.parallel - light.parallel) * D) +
        para * inverse_minus * 6.0 * a * e_q * m_B / m_b *
            (h_c * (D + C4 + 10.0 * C6) +
             h_b * (C3 + 5.0 / 6.0 * C4 + 16.0 * C5 + 22.0 / 3.0 * C6) +
             h_0 * (C3 + 17.0 / 6.0 * C4 + 16.0 * C5 + 82.0 / 3.0 * C6) -
             8.0 / 27.0 * (-7.5 * C4 + 12.0 * C5 - 32.0 * C6) + eps_u * (h_c - h_0) * D);
  };
  // Pieces in u between the ends and the charm threshold, each with nodes dense at its ends.
  static const std::vector<forms::Node> rule = forms::gauss_legendre(32);
  const double threshold = (m_B * m_B - 4.0 * m_c * m_c) / (m_B * m_B - q2);
  const double middle = threshold > 0.0 && threshold < 1.0 ? threshold : 0.5;
  for (const auto& [from, to] : {std::pair{0.0, middle}, std::pair{middle, 1.0}})
    for (const auto& [y, weight] : rule) {
      const double sine = std::sin(0.25 * pi * (1.0 + y));
      add(from + (to - from) * sine * sine,
          weight * (to - from) * 0.25 * pi * std::sin(0.5 * pi * (1.0 + y)));
    }

  const double N_perp = pi * pi / 3.0 * lc.f_B * lc.f_perp / m_B;
  const double N_para = pi * pi / 3.0 * lc.f_B * lc.f_V / m_B * m.m_M / E;
  T.perpendicular.annihilation += inverse_plus * lc.f_V / lc.f_perp * m.m_M /
                                  (1.0 - q2 / (m_B * m_B)) * (2.0 * e_q / m_b) * annihilation;
  for (Complex* piece : {&T.perpendicular.annihilation, &T.perpendicular.chromomagnetic,
                         &T.perpendicular.quark_loops})
    *piece *= N_perp;
  for (Complex* piece :
       {&T.parallel.annihilation, &T.parallel.chromomagnetic, &T.parallel.quark_loops})
    *piece *= N_para;
  return T;
}

SpectatorAmplitudes spectator_amplitudes(double q2, Decay decay, Charge charge, const Parameters& p,
                                         const SmCoefficients& wc) {
  const auto& m = p.masses(decay);
  const SpectatorScattering T = spectator_scattering(q2, decay, charge, p, wc);
  const Complex of_decay = prefactor(p, p.transition(decay));
  const Complex N = charge == Charge::decay ? of_decay : std::conj(of_decay);
  const double recoil = m.m_B * m.m_B - q2;
  constexpr Complex i{0.0, 1.0};
  return {-2.0 * i * N * recoil * p.m_b_pole / q2 * T.perpendicular.sum(),
          -0.5 * i * N * p.m_b_pole * recoil * recoil / (m.m_B * m.m_B * m.m_M * std::sqrt(q2)) *
              T.parallel.sum()};
}

}  // namespace smeftscan::observables::bsll
