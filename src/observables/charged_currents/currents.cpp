// SPDX-License-Identifier: MIT
#include "smeftscan/observables/charged_currents/currents.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"

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

double three_body_F(double x) {
  return 1.0 - 8.0 * x + 8.0 * x * x * x - x * x * x * x - 12.0 * x * x * std::log(x);
}
double three_body_G(double x) {
  return 1.0 + 9.0 * x - 9.0 * x * x - x * x * x + 6.0 * x * (1.0 + x) * std::log(x);
}

Polynomial muon_decay_rate(SetUp& set_up) {
  const input::Settings module = set_up.data().inputs("muon_decay");
  refuse_other_scale(module, wet3_at_muon_scale);
  const double ratio =
      input::positive_input(module, "m_e", "GeV") / input::positive_input(module, "m_mu", "GeV");
  const double standard =
      -4.0 / std::numbers::sqrt2 * input::positive_input(module, "fermi_constant", "GeV^-2");
  const double flip = std::pow(ratio, input::input_value(module, "flip_exponent", "1"));
  const double x = ratio * ratio;
  const auto wc = set_up.at(wet3_at_muon_scale);
  const Polynomial left = 1.0 + set_up.amplitude(1.0 / standard * wc["CVLL_numunueemu"]);
  const Polynomial right = set_up.amplitude(1.0 / standard * wc["CVLR_numunueemu"]);
  return norm(left) + norm(right) -
         4.0 * flip * three_body_G(x) / three_body_F(x) * (left * conj(right));
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
