// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/charged_currents/inputs.hpp"

/// B -> X_c l nu.
namespace smeftscan::observables::charged_currents {

/// The rate of b -> c l nu at tree level over G_F^2 m_b^5 |V_cb|^2/(192 pi^3), summed over neutrinos, of
/// L = S delta_l_nu + C_VL, R = C_VR, P = C_SR, M = C_SL and T = C_T:
///
///     VV (|L|^2 + |R|^2) + SS (|P|^2 + |M|^2) + TT |T|^2 + 2 Re[LR L R* + PM P M*
///         + LP (L P* + R M*) + LM (L M* + R P*) + (LT L + RT R) T*].
struct InclusiveRates {
  double VV = 0.0, SS = 0.0, TT = 0.0, LR = 0.0, PM = 0.0, LP = 0.0, LM = 0.0, LT = 0.0, RT = 0.0;
};

/// The integrals over s = q2/m_b^2 of, with x = (m_c/m_b)^2, y = (m_l/m_b)^2 and momenta b(p) -> c(k) +
/// q in units of m_b, pk = (1 + x - s)/2, pq = (1 - x + s)/2, kq = (1 - x - s)/2,
///
///     VV = w {(1 + y/2s) (pk + 2 pq kq/s) + (3 y/2s) (2 pq kq/s - pk)},   LR = -3 w sqrt(x),
///     SS = w 3/2 pk,   PM = w 3/2 sqrt(x),   TT = 8 w (1 + 2 y/s) (4 pq kq/s - pk),
///     LP = w 3/2 sqrt(y) kq/s,   LM = w 3/2 sqrt(x y) pq/s,
///     LT = -18 w sqrt(x y) pq/s,   RT = 18 w sqrt(y) kq/s,   w = 4 s sqrt(lambda(1, x, s)) (1 - y/s)^2:
///
/// traces of free quarks in place of helicity amplitudes, with the leptons of [Sakaki:2013bfa].
InclusiveRates inclusive_rates(double x, double y);

/// The width of one B meson [Gambino:2011cq],
///
///     Gamma = G_F^2 m_b^5 |V_cb|^2/(192 pi^3) K rates,
///     K = (1 + residual) {1 + a p1 + a^2 p2 - (1/2m_b^2 - a k_pi) mu_pi^2 + a k_G mu_G^2
///         + [1/2 - 2 (1 - x)^4/F(x)] [mu_G^2 - (rho_D^3 + rho_LS^3)/m_b]/m_b^2 + d(x)/F(x) rho_D^3/m_b^3},
///     d(x) = 8 ln x + 34/3 - 32/3 x - 8 x^2 + 32/3 x^3 - 10/3 x^4,   a = alpha_s(4.6 GeV)/pi,
///
/// with the kinetic mass m_b at a cutoff of 1 GeV and m_c(3 GeV), x = (m_c/m_b)^2; p1 and p2 are
/// quadratic in x and m_b. K is that of the Standard Model with massless leptons, for all currents.
struct InclusiveDecay {
  double m_b, m_c;  ///< GeV
  double width;     ///< Gamma/rates, GeV

  /// From the module inclusive_b_c_l_nu. Throws InputError with file and line.
  static InclusiveDecay from(const CurrentInputs& in);
};

/// The rates summed over neutrinos.
Polynomial inclusive_rate(SetUp& set_up, const Transition& transition, const InclusiveRates& rates);

inline constexpr Station wet_at_inclusive_charm_scale{wet::Eft::wet, 4.6};

}  // namespace smeftscan::observables::charged_currents
