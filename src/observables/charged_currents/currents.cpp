// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/currents.hpp"

#include "smeftscan/observables/muon_decay.hpp"

namespace smeftscan::observables::charged_currents {

Polynomial coefficient(SetUp& set_up, const Transition& transition, std::string_view name,
                       Lepton neutrino) {
  return set_up.at(transition.station)[std::string(name) + "_" + std::string(transition.quarks) +
                                       std::string(name_of(transition.lepton)) + "nu" +
                                       std::string(name_of(neutrino))];
}

double standard_amplitude(const Transition& transition, Lepton neutrino) {
  return transition.lepton == neutrino ? transition.standard : 0.0;
}

namespace {

/// The part of a polynomial of one degree.
Polynomial of_degree(const Polynomial& polynomial, int degree) {
  std::vector<Polynomial::Summand> chosen;
  for (const Polynomial::Summand& summand : polynomial.summands()) {
    const auto& [first, second] = summand.monomial;
    if ((first.index >= 0 ? 1 : 0) + (second.index >= 0 ? 1 : 0) == degree)
      chosen.push_back(summand);
  }
  return Polynomial(std::move(chosen));
}

}  // namespace

MomentList with_muon_decay(SetUp& set_up, bool follow, const std::vector<Polynomial>& rates,
                           double factor) {
  MomentList list{{follow ? set_up.shared(&muon_decay_rate) : Polynomial(1.0)}, factor};
  for (const Polynomial& rate : rates)
    for (int degree = 0; degree <= 2; ++degree) list.polynomials.push_back(of_degree(rate, degree));
  return list;
}

Lanes rate_with_muon_decay(Moments m, std::size_t i) {
  const Moments rate = m.from(1 + 3 * i);
  return rate[0] / m[0] + rate[1] / sqrt(m[0]) + rate[2];
}

Lanes first_rate(Moments m) { return rate_with_muon_decay(m, 0); }
Lanes rate_ratio(Moments m) { return rate_with_muon_decay(m, 0) / rate_with_muon_decay(m, 1); }

}  // namespace smeftscan::observables::charged_currents
