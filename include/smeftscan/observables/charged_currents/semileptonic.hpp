// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "smeftscan/observables/bsll/form_factors.hpp"
#include "smeftscan/observables/charged_currents/currents.hpp"

/// P -> P' l nu between any pseudoscalar mesons.
namespace smeftscan::observables::charged_currents {

/// One decay; GeV.
struct SemileptonicDecay {
  double m_P, m_final, m_l;
  /// m_d - m_u of the operator (ubar d), MS-bar at the station: negative in decays of the up-type
  /// quark, in which the scalar current interferes with the other sign.
  double m_difference;
  double coupling;  ///< G_F |V_ij|, GeV^-2
  std::function<bsll::ScalarFormFactors(double q2)> form_factors;
  /// The amplitude of sigma^ij over that of sigma^0i, whose squares are half of TT each: 1, since
  /// sigma^mn P_L is dual to itself. flavio has 1/sqrt2, and TT 3/4, VT 0.85 of what they are.
  double tensor_duality = 1.0;
};

/// A rate that is summed over neutrinos, of V = c delta_l_nu + C_VL + C_VR and S = C_SR + C_SL:
///
///     VV |V|^2 + SS |S|^2 + TT |C_T|^2 + 2 Re[V (VS S + VT C_T)*].
///
/// Scalar and tensor currents interfere in the direction of the lepton alone.
struct SemileptonicRates {
  double VV = 0.0, SS = 0.0, TT = 0.0, VS = 0.0, VT = 0.0;

  SemileptonicRates& add(double weight, const SemileptonicRates& b);
};

/// dGamma/dq2, GeV^-1, by helicity amplitudes [Sakaki:2013bfa, Eq. (13)]: with r = m_l^2/q2,
/// D = m_P^2 - m_final^2,
///
///     VV = N [(1 + r/2) lambda f+^2 + 3 r/2 D^2 f0^2]/q2,   SS = N 3/2 D^2 f0^2/m_difference^2,
///     TT = 4 (1 + k^2) N (1 + 2 r) lambda fT^2/(m_P + m_final)^2,
///     VS = N 3/2 m_l/q2 D^2 f0^2/m_difference,   VT = 3 (1 + k) N m_l/q2 lambda f+ fT/(m_P + m_final),
///     N = G_F^2 |V_ij|^2/(192 pi^3 m_P^3) q2 sqrt(lambda) (1 - r)^2,
///
/// and 0 outside of phase space.
SemileptonicRates semileptonic_density(const SemileptonicDecay& decay, double q2);
/// Integrals from q2_min to q2_max (GeV^2) as far as there is phase space; GeV.
SemileptonicRates semileptonic_integral(const SemileptonicDecay& decay, double q2_min,
                                        double q2_max);
/// Over all of phase space.
SemileptonicRates semileptonic_integral(const SemileptonicDecay& decay);

/// The sum over neutrinos.
Polynomial semileptonic_rate(SetUp& set_up, const Transition& transition,
                             const SemileptonicRates& rates);

}  // namespace smeftscan::observables::charged_currents
