// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "smeftscan/observables/bsll/form_factors.hpp"
#include "smeftscan/observables/charged_currents/currents.hpp"

/// P -> V l nu between any pseudoscalar and vector mesons.
namespace smeftscan::observables::charged_currents {

/// One decay; GeV.
struct VectorSemileptonicDecay {
  double m_P, m_V, m_l;
  double m_sum;     ///< of the quarks of the current, MS-bar at the station
  double coupling;  ///< G_F |V_ij|, GeV^-2
  std::function<bsll::VectorFormFactors(double q2)> form_factors;
};

/// A rate that is summed over neutrinos, of L = S delta_l_nu + C_VL, R = C_VR, P = C_SR - C_SL and
/// T = C_T:
///
///     VV (|L|^2 + |R|^2) + 2 LR Re[L R*] + PP |P|^2 + TT |T|^2
///         + 2 Re[(L - R) (VP P)*] + 2 Re[(LT L + RT R) T*].
struct VectorSemileptonicRates {
  double VV = 0.0, LR = 0.0, PP = 0.0, TT = 0.0, VP = 0.0, LT = 0.0, RT = 0.0;

  VectorSemileptonicRates& add(double weight, const VectorSemileptonicRates& b);
};

/// Of the vector meson: with any helicity, or with helicity 0.
enum class Polarisation { any, longitudinal };

/// dGamma/dq2, GeV^-1, by helicity amplitudes [Sakaki:2013bfa, Eqs. (14), (18), (20) and (22)]: with
/// r = m_l^2/q2, D = m_P^2 - m_V^2, M = m_P + m_V, and f = 1, but 0 for longitudinal mesons,
///
///     VV = N {(1 + r/2) [f (H+^2 + H-^2) + H0^2] + 3 r/2 Ht^2},
///     LR = -N {(1 + r/2) [2 f H+ H- + H0^2] + 3 r/2 Ht^2},
///     PP = N 3/2 HP^2,   TT = 8 N (1 + 2 r) [f (T+^2 + T-^2) + T0^2],
///     VP = N 3/2 m_l/sqrt(q2) HP Ht,
///     LT = -6 N m_l/sqrt(q2) [T0 H0 + f (T+ H+ - T- H-)],
///     RT = 6 N m_l/sqrt(q2) [T0 H0 + f (T+ H- - T- H+)],
///     N = G_F^2 |V_ij|^2/(192 pi^3 m_P^3) q2 sqrt(lambda) (1 - r)^2,
///     H+- = M A1 -+ sqrt(lambda) V/M,   H0 = -8 m_P m_V A12/sqrt(q2),
///     Ht = -sqrt(lambda/q2) A0,   HP = -sqrt(lambda) A0/m_sum,
///     T+- = (sqrt(lambda) T1 +- D T2)/sqrt(q2),   T0 = -4 m_P m_V T23/M,
///
/// and 0 outside of phase space.
VectorSemileptonicRates vector_semileptonic_density(const VectorSemileptonicDecay& decay,
                                                    Polarisation polarisation, double q2);
/// Integrals from q2_min to q2_max (GeV^2) as far as there is phase space; GeV.
VectorSemileptonicRates vector_semileptonic_integral(const VectorSemileptonicDecay& decay,
                                                     Polarisation polarisation, double q2_min,
                                                     double q2_max);
/// Over all of phase space.
VectorSemileptonicRates vector_semileptonic_integral(const VectorSemileptonicDecay& decay,
                                                     Polarisation polarisation);

/// The sum over neutrinos.
Polynomial vector_semileptonic_rate(SetUp& set_up, const Transition& transition,
                                    const VectorSemileptonicRates& rates);

}  // namespace smeftscan::observables::charged_currents
