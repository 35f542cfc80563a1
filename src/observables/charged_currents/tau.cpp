// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/muon_decay.hpp"

/// tau -> l nu nu and tau -> pi, K nu, likelihood group `tau_decays`, module `tau_decays`.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

constexpr Station wet4_at_tau_scale{wet::Eft::wet_4, 1.8};

CurrentInputs tau_inputs(SetUp& set_up) { return {set_up.data(), "tau_decays", wet4_at_tau_scale}; }

/// The coefficient of (nu'bar gamma_L nu)(lbar gamma tau) with `created` nu' and `annihilated` nu,
/// by its conjugate where nu' is of a later generation than nu.
Polynomial four_lepton(SetUp& set_up, std::string_view name, Lepton annihilated, Lepton created,
                       Lepton lepton) {
  const auto pair = [](Lepton from, Lepton to) {
    return "nu" + std::string(name_of(from)) + "nu" + std::string(name_of(to));
  };
  const std::string l(name_of(lepton)), head = std::string(name) + "_";
  const auto wc = set_up.at(wet4_at_tau_scale);
  return annihilated >= created ? wc[head + pair(annihilated, created) + "tau" + l]
                                : conj(wc[head + pair(created, annihilated) + l + "tau"]);
}

/// BR(tau -> l nu nu), the sum over nine pairs of neutrinos of
///
///     tau_tau m_tau^5/(1536 pi^3) {F (|C_LL|^2 + |C_LR|^2) - 4 (m_l/m_tau) G Re(C_LL C_LR*)}
///
/// with F, G of (m_l/m_tau)^2, -4 G_F/sqrt2 in C_LL of nu_tau and anti-nu_l, and photons, 1 +
/// alpha_e/(2 pi) (25/4 - pi^2) [Pich:2013lsa, Eq. (3)].
template <Lepton lepton>
MomentList tau_to_leptons(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&tau_inputs);
  const double m_tau = in.mass("tau"), mass_ratio = in.mass(name_of(lepton)) / m_tau;
  const double x = mass_ratio * mass_ratio;
  const double flip = std::pow(mass_ratio, input::input_value(in.module(), "flip_exponent", "1"));
  const double interference = -4.0 * flip * three_body_G(x) / three_body_F(x);
  const double standard = -4.0 / std::numbers::sqrt2 * in.positive("fermi_constant", "GeV^-2");
  Polynomial sum;
  for (const Lepton annihilated : leptons)
    for (const Lepton created : leptons) {
      const auto C = [&](std::string_view name) {
        return set_up.amplitude(1.0 / standard *
                                four_lepton(set_up, name, annihilated, created, lepton));
      };
      const bool in_standard_model = annihilated == lepton && created == Lepton::tau;
      const Polynomial left = (in_standard_model ? 1.0 : 0.0) + C("CVLL"), right = C("CVLR");
      sum += norm(left) + norm(right) + interference * (left * conj(right));
    }
  const double pi = std::numbers::pi;
  const double photons = 1.0 + in.positive("alpha_e") / (2.0 * pi) * (25.0 / 4.0 - pi * pi);
  return with_muon_decay(set_up, in.follows_muon_decay(), {sum},
                         in.lifetime("tau") * std::pow(m_tau, 5) * standard * standard /
                             (1536.0 * std::pow(pi, 3)) * three_body_F(x) * photons);
}

struct TauMeson {
  std::string_view name, quarks;
};
constexpr TauMeson tau_pion{"pi+", "du"};
constexpr TauMeson tau_kaon{"K+", "su"};

/// BR(tau -> P nu): the amplitudes of P -> tau nu, with the width
///
///     G_F^2 |V|^2 f_P^2 m_tau^3 (1 - m_P^2/m_tau^2)^2/(16 pi)  [Pich:2013lsa].
template <const TauMeson& meson>
MomentList tau_to_meson(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&tau_inputs);
  const LeptonicDecay crossed = in.leptonic(meson.name, meson.quarks, Lepton::tau);
  const double m = crossed.m_l, r = std::pow(crossed.m_P / m, 2);
  const double width = std::pow(crossed.coupling * crossed.f_P * (1.0 - r), 2) * m * m * m /
                       (16.0 * std::numbers::pi);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {leptonic_rate(set_up, in.transition(meson.quarks, Lepton::tau), crossed)},
                         in.lifetime("tau") * width);
}

}  // namespace
}  // namespace charged_currents

Family tau_observables() {
  using namespace charged_currents;
  static constexpr std::array rows{
      Observable{"BR(tau->enunu)", R"($BR(\tau\to e\nu\nu)$)", "1", "Pich:2013lsa",
                 &tau_to_leptons<Lepton::e>, &first_rate},
      Observable{"BR(tau->mununu)", R"($BR(\tau\to\mu\nu\nu)$)", "1", "Pich:2013lsa",
                 &tau_to_leptons<Lepton::mu>, &first_rate},
      Observable{"BR(tau->pinu)", R"($BR(\tau\to\pi\nu)$)", "1", "Pich:2013lsa",
                 &tau_to_meson<tau_pion>, &first_rate},
      Observable{"BR(tau->Knu)", R"($BR(\tau\to K\nu)$)", "1", "Pich:2013lsa",
                 &tau_to_meson<tau_kaon>, &first_rate},
  };
  static constexpr std::array stations{wet4_at_tau_scale, wet3_at_1_GeV};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "muon_decay",
                                                           "tau_decays"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
