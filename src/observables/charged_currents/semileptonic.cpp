// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/semileptonic.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/observables/charged_currents/phase_space.hpp"

namespace smeftscan::observables::charged_currents {

SemileptonicRates& SemileptonicRates::add(double weight, const SemileptonicRates& b) {
  VV += weight * b.VV;
  SS += weight * b.SS;
  TT += weight * b.TT;
  VS += weight * b.VS;
  VT += weight * b.VT;
  return *this;
}

SemileptonicRates semileptonic_density(const SemileptonicDecay& decay, double q2) {
  const double r = decay.m_l * decay.m_l / q2;
  const double sum = decay.m_P + decay.m_final, difference = decay.m_P - decay.m_final;
  const double lambda = (sum * sum - q2) * (difference * difference - q2);
  if (r > 1.0 || q2 > difference * difference) return {};
  const double N = decay.coupling * decay.coupling /
                   (192.0 * std::pow(std::numbers::pi * decay.m_P, 3)) * q2 * std::sqrt(lambda) *
                   (1.0 - r) * (1.0 - r);
  const bsll::ScalarFormFactors f = decay.form_factors(q2);
  const double zero = 1.5 * std::pow(sum * difference * f.zero, 2);
  const double tensor = f.T / sum, mass = decay.m_l / q2, k = decay.tensor_duality;
  return {.VV = N * ((1.0 + 0.5 * r) * lambda * f.plus * f.plus + r * zero) / q2,
          .SS = N * zero / (decay.m_difference * decay.m_difference),
          .TT = 4.0 * (1.0 + k * k) * N * (1.0 + 2.0 * r) * lambda * tensor * tensor,
          .VS = N * mass * zero / decay.m_difference,
          .VT = 3.0 * (1.0 + k) * N * mass * lambda * f.plus * tensor};
}

SemileptonicRates semileptonic_integral(const SemileptonicDecay& decay, double q2_min,
                                        double q2_max) {
  SemileptonicRates integral;
  for (const auto& [q2, weight] :
       phase_space_nodes(decay.m_P, decay.m_final, decay.m_l, q2_min, q2_max))
    integral.add(weight, semileptonic_density(decay, q2));
  return integral;
}

SemileptonicRates semileptonic_integral(const SemileptonicDecay& decay) {
  return semileptonic_integral(decay, 0.0, decay.m_P * decay.m_P);
}

Polynomial semileptonic_rate(SetUp& set_up, const Transition& transition,
                             const SemileptonicRates& rates) {
  Polynomial sum;
  for (const Lepton neutrino : leptons) {
    const auto C = [&](std::string_view name) {
      return coefficient(set_up, transition, name, neutrino);
    };
    const Polynomial V =
        standard_amplitude(transition, neutrino) + set_up.amplitude(C("CVL") + C("CVR"));
    const Polynomial S = set_up.amplitude(C("CSR") + C("CSL"));
    const Polynomial T = C("CT");
    sum += rates.VV * norm(V) + rates.SS * norm(S) + rates.TT * norm(T) +
           2.0 * (V * conj(rates.VS * S + rates.VT * T));
  }
  return sum;
}

}  // namespace smeftscan::observables::charged_currents
