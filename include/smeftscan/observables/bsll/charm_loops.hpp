// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/bsll/parameters.hpp"
#include "smeftscan/observables/bsll/sm_coefficients.hpp"

/// One-loop matrix elements of four-quark operators: functions of q2 (GeV^2) that add to C9.
namespace smeftscan::observables::bsll {

/// Loop of a quark of mass m > 0 (pole, GeV) [Beneke:2001at, Eq. (11)].
Complex quark_loop(double q2, double m, double scale);
/// The same for a massless quark.
Complex massless_quark_loop(double q2, double scale);

/// Y(q2), b and c quarks and the light ones [Beneke:2001at, Eq. (10)].
Complex charm_loop(double q2, const SmCoefficients& wc, double m_b_pole, double m_c_pole,
                   double scale);
/// Y_u(q2), the coefficient of xi_u/xi_t [Beneke:2004dp, Eq. (A.3)].
Complex up_quark_loop(double q2, const SmCoefficients& wc, double m_c_pole, double scale);

}  // namespace smeftscan::observables::bsll
