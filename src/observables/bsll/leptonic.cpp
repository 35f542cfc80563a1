// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/leptonic.hpp"

#include <cmath>
#include <numbers>

namespace smeftscan::observables::bsll {
namespace {

using wet::Semileptonic;

LeptonicDecay make_decay(const Parameters& parameters, const SmCoefficients& wilson, Lepton lepton,
                         Decay meson, Complex xi_t) {
  const double m_B = parameters.masses(meson).m_B;
  const double tau = parameters.masses(meson).tau_B;
  const double f_B = parameters.light_cone[static_cast<std::size_t>(meson)].f_B;
  const double m_l = parameters.mass(lepton);
  const double beta = std::sqrt(1.0 - 4.0 * m_l * m_l / (m_B * m_B));
  const double N = std::abs(prefactor(parameters) * xi_t / parameters.xi_t);
  return {.lepton = lepton,
          .has_new_physics = meson == Decay::Bs_phi,
          .axial_factor = 2.0 * m_l / m_B,
          .scalar_factor = m_B * parameters.m_b / (parameters.m_b + parameters.m_s),
          .beta = beta,
          .C10 = wilson.C10,
          .norm = N * N / (32.0 * std::numbers::pi) * m_B * m_B * m_B * tau * f_B * f_B * beta,
          .lifetime = tau,
          .y = meson == Decay::Bs_phi ? parameters.y_s : 0.0};
}

}  // namespace

LeptonicDecay bs_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton) {
  return make_decay(parameters, wilson, lepton, Decay::Bs_phi, parameters.xi_t);
}

LeptonicDecay bd_to_leptons(const Parameters& parameters, const SmCoefficients& wilson,
                            Lepton lepton, Complex xi_t) {
  return make_decay(parameters, wilson, lepton, Decay::B0_Kstar, xi_t);
}

LeptonicRates leptonic_rates(const LeptonicDecay& decay, const wet::LaneCoefficients& wc) {
  const Lanes sm = decay.axial_factor * decay.C10;
  if (!decay.has_new_physics) return {.sum = sm * sm, .difference = sm * sm};
  const auto difference = [&](Semileptonic kind, Semileptonic primed) {
    return wc[wet::label(kind, decay.lepton)] - wc[wet::label(primed, decay.lepton)];
  };
  const ComplexLanes C10 = difference(Semileptonic::C10, Semileptonic::C10p);
  const ComplexLanes CP = difference(Semileptonic::CP, Semileptonic::CPp);
  const ComplexLanes CS = difference(Semileptonic::CS, Semileptonic::CSp);
  const Lanes axial = decay.axial_factor;
  const Lanes scalar = decay.scalar_factor;
  const Lanes P_re = sm + fma(axial, C10.re, scalar * CP.re);
  const Lanes P_im = fma(axial, C10.im, scalar * CP.im);
  const Lanes S_re = decay.beta * scalar * CS.re;
  const Lanes S_im = decay.beta * scalar * CS.im;
  return {.sum = P_re * P_re + P_im * P_im + S_re * S_re + S_im * S_im,
          .difference = P_re * P_re - P_im * P_im - S_re * S_re + S_im * S_im};
}

Lanes leptonic_branching_ratio(const LeptonicDecay& decay, const wet::LaneCoefficients& wc) {
  const LeptonicRates rates = leptonic_rates(decay, wc);
  const double y = decay.y;
  return decay.norm / (1.0 - y * y) * fma(y, rates.difference, rates.sum);
}

Lanes leptonic_effective_lifetime(const LeptonicDecay& decay, const wet::LaneCoefficients& wc) {
  const LeptonicRates rates = leptonic_rates(decay, wc);
  const double y = decay.y;
  const Lanes numerator = (1.0 + y * y) * rates.sum + 2.0 * y * rates.difference;
  return decay.lifetime / (1.0 - y * y) * (numerator / fma(y, rates.difference, rates.sum));
}

}  // namespace smeftscan::observables::bsll
