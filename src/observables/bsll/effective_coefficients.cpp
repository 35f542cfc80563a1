// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/effective_coefficients.hpp"

#include <numbers>

#include "smeftscan/observables/bsll/charm_loops.hpp"

namespace smeftscan::observables::bsll {

TwoLoopCorrection two_loop_correction(double q2, const Parameters& p, const SmCoefficients& wc,
                                      const CharmTwoLoop& charm, Complex xi_u_over_xi_t) {
  const double s = q2 / (p.m_b_pole * p.m_b_pole);
  const TwoLoop c = charm.at(s);
  const TwoLoop u = up_quark_two_loop(q2, p.m_b_pole, charm.scale());
  const double a = -p.alpha_s / (4.0 * std::numbers::pi);
  const auto currents = [&](Complex F1, Complex F2, Complex F1u, Complex F2u) {
    return a *
           (wc.C1 * F1 + wc.C2 * F2 - xi_u_over_xi_t * (wc.C1 * (F1 + F1u) + wc.C2 * (F2 + F2u)));
  };
  const Complex per_C8_7 = a * F87(s, p.m_b_pole, charm.scale());
  const Complex per_C8_9 = a * F89(s);
  return {currents(c.F17, c.F27, u.F17, u.F27) + wc.C8eff * per_C8_7,
          currents(c.F19, c.F29, u.F19, u.F29) + wc.C8eff * per_C8_9, per_C8_7, per_C8_9};
}

EffectiveCoefficients effective_coefficients(double q2, const Parameters& p,
                                             const Transition& transition, const SmCoefficients& wc,
                                             const CharmTwoLoop& charm, Charge charge) {
  const Complex ratio = transition.xi_u / transition.xi_t;
  const Complex xi_u_over_xi_t = charge == Charge::decay ? ratio : std::conj(ratio);
  const TwoLoopCorrection delta = two_loop_correction(q2, p, wc, charm, xi_u_over_xi_t);
  const double mu = charm.scale();

  EffectiveCoefficients c;
  c.C7 = Linear(wc.C7eff + delta.of_7, C7) + delta.of_7_per_C8 * Linear(0.0, C8);
  c.C7p = Linear(transition.m_q / p.m_b * wc.C7(), C7p);
  c.C9 = Linear(wc.C9 + charm_loop(q2, wc, p.m_b_pole, p.m_c_pole, mu) +
                    xi_u_over_xi_t * up_quark_loop(q2, wc, p.m_c_pole, mu) + delta.of_9,
                C9) +
         delta.of_9_per_C8 * Linear(0.0, C8);
  c.C9p = Linear(0.0, C9p);
  c.C10 = Linear(wc.C10, C10);
  c.C10p = Linear(0.0, C10p);
  c.CS = Linear(0.0, CS);
  c.CSp = Linear(0.0, CSp);
  c.CP = Linear(0.0, CP);
  c.CPp = Linear(0.0, CPp);
  return c;
}

}  // namespace smeftscan::observables::bsll
