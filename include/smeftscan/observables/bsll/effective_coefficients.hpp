// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/bsll/linear.hpp"
#include "smeftscan/observables/bsll/sm_coefficients.hpp"
#include "smeftscan/observables/bsll/two_loop.hpp"

namespace smeftscan::observables::bsll {

/// The decay as written (factors V_tb V_ts*) or its CP conjugate, in which
/// CKM elements and Wilson coefficients are conjugated and strong phases are not.
enum class Charge { decay, conjugate };

/// alpha_s corrections to C7eff and C9eff: constant part and slope in C8eff,
///
///     delta C_j = -alpha_s/(4 pi) [C1 F_1 + C2 F_2 + C8eff F_8
///                                  - (xi_u/xi_t) (C1 (F_1 + F_1u) + ...)]
///
/// with F^(j), j = 7, 9 [Beneke:2001at, Eq. (13)], [Beneke:2004dp].
struct TwoLoopCorrection {
  Complex of_7, of_9;
  Complex of_7_per_C8, of_9_per_C8;
};
TwoLoopCorrection two_loop_correction(double q2, const Parameters& parameters,
                                      const SmCoefficients& wc, const CharmTwoLoop& charm,
                                      Complex xi_u_over_xi_t);

/// The coefficients that multiply form factors at q2 (GeV^2). In the conjugate decay `Linear` is
/// affine in the conjugate shifts.
struct EffectiveCoefficients {
  Linear C7, C7p;  ///< C7eff(q2) = C7eff + delta C7; SM C7' = (m_q/m_b) C7
  Linear C9, C9p;  ///< C9eff(q2) = C9 + Y + (xi_u/xi_t) Y_u + delta C9
  Linear C10, C10p;
  Linear CS, CSp, CP, CPp;  ///< 1/GeV
};
EffectiveCoefficients effective_coefficients(double q2, const Parameters& parameters,
                                             const Transition& transition, const SmCoefficients& wc,
                                             const CharmTwoLoop& charm, Charge charge);

}  // namespace smeftscan::observables::bsll
