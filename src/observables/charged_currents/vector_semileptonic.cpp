// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/vector_semileptonic.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/observables/charged_currents/phase_space.hpp"

namespace smeftscan::observables::charged_currents {

VectorSemileptonicRates& VectorSemileptonicRates::add(double weight,
                                                      const VectorSemileptonicRates& b) {
  VV += weight * b.VV;
  LR += weight * b.LR;
  PP += weight * b.PP;
  TT += weight * b.TT;
  VP += weight * b.VP;
  LT += weight * b.LT;
  RT += weight * b.RT;
  return *this;
}

VectorSemileptonicRates vector_semileptonic_density(const VectorSemileptonicDecay& decay,
                                                    Polarisation polarisation, double q2) {
  const double r = decay.m_l * decay.m_l / q2;
  const double sum = decay.m_P + decay.m_V, difference = decay.m_P - decay.m_V;
  if (r > 1.0 || q2 > difference * difference) return {};
  const double root = std::sqrt((sum * sum - q2) * (difference * difference - q2));
  const double q = std::sqrt(q2);
  const double N = decay.coupling * decay.coupling /
                   (192.0 * std::pow(std::numbers::pi * decay.m_P, 3)) * q2 * root * (1.0 - r) *
                   (1.0 - r);
  const bsll::VectorFormFactors F = decay.form_factors(q2);

  const double f = polarisation == Polarisation::any ? 1.0 : 0.0;
  const double H_plus = sum * F.A1 - root / sum * F.V, H_minus = sum * F.A1 + root / sum * F.V;
  const double H0 = -8.0 * decay.m_P * decay.m_V * F.A12 / q;
  const double Ht = -root / q * F.A0, HP = -root / decay.m_sum * F.A0;
  const double T_plus = (root * F.T1 + sum * difference * F.T2) / q;
  const double T_minus = (root * F.T1 - sum * difference * F.T2) / q;
  const double T0 = -4.0 * decay.m_P * decay.m_V * F.T23 / sum;

  const double spin_1 = 1.0 + 0.5 * r, spin_0 = 1.5 * r * Ht * Ht, flip = decay.m_l / q;
  return {.VV = N * (spin_1 * (f * (H_plus * H_plus + H_minus * H_minus) + H0 * H0) + spin_0),
          .LR = -N * (spin_1 * (2.0 * f * H_plus * H_minus + H0 * H0) + spin_0),
          .PP = N * 1.5 * HP * HP,
          .TT = 8.0 * N * (1.0 + 2.0 * r) * (f * (T_plus * T_plus + T_minus * T_minus) + T0 * T0),
          .VP = N * 1.5 * flip * HP * Ht,
          .LT = -6.0 * N * flip * (T0 * H0 + f * (T_plus * H_plus - T_minus * H_minus)),
          .RT = 6.0 * N * flip * (T0 * H0 + f * (T_plus * H_minus - T_minus * H_plus))};
}

VectorSemileptonicRates vector_semileptonic_integral(const VectorSemileptonicDecay& decay,
                                                     Polarisation polarisation, double q2_min,
                                                     double q2_max) {
  VectorSemileptonicRates integral;
  for (const auto& [q2, weight] :
       phase_space_nodes(decay.m_P, decay.m_V, decay.m_l, q2_min, q2_max))
    integral.add(weight, vector_semileptonic_density(decay, polarisation, q2));
  return integral;
}

VectorSemileptonicRates vector_semileptonic_integral(const VectorSemileptonicDecay& decay,
                                                     Polarisation polarisation) {
  return vector_semileptonic_integral(decay, polarisation, 0.0, decay.m_P * decay.m_P);
}

Polynomial vector_semileptonic_rate(SetUp& set_up, const Transition& transition,
                                    const VectorSemileptonicRates& rates) {
  Polynomial sum;
  for (const Lepton neutrino : leptons) {
    const auto C = [&](std::string_view name) {
      return coefficient(set_up, transition, name, neutrino);
    };
    const Polynomial L = standard_amplitude(transition, neutrino) + C("CVL");
    const Polynomial R = C("CVR"), T = C("CT");
    const Polynomial P = set_up.amplitude(C("CSR") - C("CSL"));
    sum += rates.VV * (norm(L) + norm(R)) + rates.PP * norm(P) + rates.TT * norm(T) +
           2.0 * (rates.LR * (L * conj(R)) + rates.VP * ((L - R) * conj(P)) +
                  (rates.LT * L + rates.RT * R) * conj(T));
  }
  return sum;
}

}  // namespace smeftscan::observables::charged_currents
