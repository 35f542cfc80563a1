// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/leptonic.hpp"

#include <cmath>
#include <numbers>

namespace smeftscan::observables::charged_currents {

double leptonic_width(const LeptonicDecay& decay) {
  const double r = std::pow(decay.m_l / decay.m_P, 2);
  return std::pow(decay.coupling * decay.f_P * decay.m_l * (1.0 - r), 2) * decay.m_P /
         (8.0 * std::numbers::pi);
}

Polynomial leptonic_rate(SetUp& set_up, const Transition& transition, const LeptonicDecay& decay) {
  const double scalar = decay.m_P * decay.m_P / (decay.m_l * decay.m_quarks);
  Polynomial sum;
  for (const Lepton neutrino : leptons) {
    const auto C = [&](std::string_view name) {
      return coefficient(set_up, transition, name, neutrino);
    };
    sum += norm(standard_amplitude(transition, neutrino) +
                set_up.amplitude(C("CVL") - C("CVR") + scalar * (C("CSR") - C("CSL"))));
  }
  return sum;
}

}  // namespace smeftscan::observables::charged_currents
