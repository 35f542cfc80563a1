// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/leptonic.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/observables/bsll/linear.hpp"

namespace smeftscan::observables::bsll {
namespace {

LeptonicDecay make_decay(const Parameters& parameters, double C10, LeptonPair leptons, Decay meson,
                         const Transition& transition) {
  const double m_B = parameters.masses(meson).m_B;
  const double tau = parameters.masses(meson).tau_B;
  const double f_B = parameters.light_cone[static_cast<std::size_t>(meson)].f_B;
  const double m_plus = parameters.mass(leptons.plus), m_minus = parameters.mass(leptons.minus);
  const double sum = (m_minus + m_plus) / m_B, difference = (m_minus - m_plus) / m_B;
  const double beta_plus = std::sqrt(1.0 - sum * sum);
  const double beta_minus = std::sqrt(1.0 - difference * difference);
  const double N = std::abs(prefactor(parameters, transition));
  const bool strange = meson == Decay::Bs_phi;
  const double m_q = strange ? parameters.m_s : parameters.m_d;
  return {.leptons = leptons,
          .quarks = transition.quarks,
          .axial_factor = sum,
          .vector_factor = difference,
          .scalar_factor = m_B * parameters.m_b / (parameters.m_b + m_q),
          .beta_plus = beta_plus,
          .beta_minus = beta_minus,
          .C10 = C10,
          .norm = N * N / (32.0 * std::numbers::pi) * m_B * m_B * m_B * tau * f_B * f_B *
                  beta_plus * beta_minus,
          .lifetime = tau,
          .y = strange ? parameters.y_s : 0.0};
}

}  // namespace

LeptonicDecay bs_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton) {
  return make_decay(parameters, wilson.C10, {lepton, lepton}, Decay::Bs_phi, parameters.strange);
}

LeptonicDecay bd_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton) {
  return make_decay(parameters, wilson.C10, {lepton, lepton}, Decay::B0_Kstar, parameters.down);
}

LeptonicDecay bs_to_leptons(const Parameters& parameters, LeptonPair leptons) {
  return make_decay(parameters, 0.0, leptons, Decay::Bs_phi, parameters.strange);
}

LeptonicDecay bd_to_leptons(const Parameters& parameters, LeptonPair leptons) {
  return make_decay(parameters, 0.0, leptons, Decay::B0_Kstar, parameters.down);
}

LeptonicRates leptonic_rates(const LeptonicDecay& decay, SetUp& set_up) {
  const auto wc = set_up.at(wet_at_b_scale);
  const auto names = coefficient_names(decay.leptons, decay.quarks);
  const auto difference = [&](Coefficient of, Coefficient primed) {
    return wc[names[of]] - wc[names[primed]];
  };
  const Polynomial P = set_up.amplitude(decay.beta_minus *
                                        (decay.axial_factor * (decay.C10 + difference(C10, C10p)) +
                                         decay.scalar_factor * difference(CP, CPp)));
  const Polynomial S =
      set_up.amplitude(decay.beta_plus * (decay.vector_factor * difference(C9, C9p) +
                                          decay.scalar_factor * difference(CS, CSp)));
  return {.sum = norm(P) + norm(S), .difference = P * P - S * S};
}

Polynomial leptonic_branching_ratio(const LeptonicDecay& decay, SetUp& set_up) {
  const LeptonicRates rates = leptonic_rates(decay, set_up);
  const double y = decay.y;
  return decay.norm / (1.0 - y * y) * (rates.sum + y * rates.difference);
}

std::array<Polynomial, 2> leptonic_effective_lifetime(const LeptonicDecay& decay, SetUp& set_up) {
  const LeptonicRates rates = leptonic_rates(decay, set_up);
  const double y = decay.y;
  return {decay.lifetime / (1.0 - y * y) * ((1.0 + y * y) * rates.sum + 2.0 * y * rates.difference),
          rates.sum + y * rates.difference};
}

}  // namespace smeftscan::observables::bsll
