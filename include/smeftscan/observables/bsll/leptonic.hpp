// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

#include "smeftscan/observables/bsll/parameters.hpp"
#include "smeftscan/observables/bsll/sm_coefficients.hpp"
#include "smeftscan/observables/set_up.hpp"

/// B_s -> l+ l- and B_d -> l+ l- [DeBruyn:2012wk], [Bobeth:2013uxa], of two flavours
/// [Becirevic:2016zri, Eq. (5)].
///
///     P = beta_- [(m_- + m_+)/m_B (C10 - C10') + m_B m_b/(m_b + m_q) (CP - CP')]
///     S = beta_+ [(m_- - m_+)/m_B (C9 - C9') + m_B m_b/(m_b + m_q) (CS - CS')]
///     beta_pm^2 = 1 - (m_- pm m_+)^2/m_B^2
///
/// with running masses at 4.8 GeV, m_q of the light quark of the meson. The phase of mixing relative
/// to P that new physics may add and the double logarithms of QED are left out.
namespace smeftscan::observables::bsll {

/// One decay, ready for any coefficients.
struct LeptonicDecay {
  LeptonPair leptons;
  std::string_view quarks;  ///< "bs" or "bd"
  double axial_factor;      ///< (m_- + m_+)/m_B
  double vector_factor;     ///< (m_- - m_+)/m_B
  double scalar_factor;     ///< m_B m_b/(m_b + m_q), GeV
  double beta_plus, beta_minus;
  double C10;       ///< in the SM
  double norm;      ///< instantaneous branching ratio for |P|^2 + |S|^2 = 1
  double lifetime;  ///< GeV^-1
  double y;         ///< Delta Gamma/(2 Gamma); 0 for B_d
};

LeptonicDecay bs_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton);
LeptonicDecay bd_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton);
/// Into two flavours, C10 = 0 in the SM.
LeptonicDecay bs_to_leptons(const Parameters& parameters, LeptonPair leptons);
LeptonicDecay bd_to_leptons(const Parameters& parameters, LeptonPair leptons);

/// |P|^2 + |S|^2 and Re P^2 - Re S^2, of which all observables are made.
struct LeptonicRates {
  Polynomial sum;
  Polynomial difference;
};
LeptonicRates leptonic_rates(const LeptonicDecay& decay, SetUp& set_up);

/// Time-integrated branching ratio, BR_0 (1 + y A)/(1 - y^2) [DeBruyn:2012wk, Eq. (9)] with the
/// mass-eigenstate rate asymmetry A = (Re P^2 - Re S^2)/(|P|^2 + |S|^2).
Polynomial leptonic_branching_ratio(const LeptonicDecay& decay, SetUp& set_up);

/// Numerator and denominator of the effective lifetime, tau/(1 - y^2) (1 + 2 y A + y^2)/(1 + y A)
/// [DeBruyn:2012wk, Eq. (13)], GeV^-1.
std::array<Polynomial, 2> leptonic_effective_lifetime(const LeptonicDecay& decay, SetUp& set_up);

}  // namespace smeftscan::observables::bsll
