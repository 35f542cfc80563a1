// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_flavour/lepton_decays.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/wet/flavio_basis.hpp"

namespace smeftscan::observables {
namespace lepton_flavour {
namespace {

using bsll::name_of;
using std::numbers::pi;

const Station& station_of(Lepton parent) {
  return parent == Lepton::tau ? wet4_at_tau_scale : wet4_at_muon_scale;
}

/// (abar Gamma b)(cbar Gamma d).
struct Currents {
  Lepton a, b, c, d;
};

/// Its coefficient, under the name that the basis has for it: the same operator with its currents
/// exchanged (not VLR), with its annihilated fields exchanged (VLL and VRR), or for vector currents
/// the Hermitian conjugate.
Polynomial coefficient(const SetUp::Coefficients& wc, const std::string& structure,
                       const Currents& op) {
  const bool exchanges = structure != "VLR", crosses = structure == "VLL" || structure == "VRR";
  const auto find = [&](const Currents& o) -> std::optional<Polynomial> {
    std::vector<Currents> orders{o};
    if (exchanges) orders.push_back({o.c, o.d, o.a, o.b});
    if (crosses) orders.insert(orders.end(), {{o.a, o.d, o.c, o.b}, {o.c, o.b, o.a, o.d}});
    for (const auto& [a, b, c, d] : orders) {
      const std::string name = "C" + structure + "_" + name_of({b, a}) + name_of({d, c});
      if (wet::FlavioBasis::of(wet::Eft::wet_4).find(name) >= 0) return wc[name];
    }
    return std::nullopt;
  };
  if (const auto found = find(op)) return *found;
  const auto conjugate = find({op.b, op.a, op.d, op.c});
  expect(structure[0] == 'V' && conjugate.has_value(), "an operator of charged leptons has a name");
  return conj(*conjugate);
}

}  // namespace

LeptonDecayInputs LeptonDecayInputs::from(const input::Settings& module) {
  const auto positive = [&](const char* key, const char* unit) {
    return input::positive_input(module, key, unit);
  };
  return {
      .mass = {positive("m_e", "GeV"), positive("m_mu", "GeV"), positive("m_tau", "GeV")},
      .lifetime = {0.0, positive("tau_mu", "GeV^-1"), positive("tau_tau", "GeV^-1")},
      .fermi_constant = positive("fermi_constant", "GeV^-2"),
      .alpha_e_mu = positive("alpha_e_mu", "1"),
      .alpha_e_tau = positive("alpha_e_tau", "1"),
  };
}

Polynomial photon_branching_ratio(const LeptonDecayInputs& in, Lepton parent, Lepton daughter,
                                  SetUp& set_up) {
  const auto wc = set_up.at(station_of(parent));
  const double m = in.mass_of(parent), m2 = m * m, daughter2 = std::pow(in.mass_of(daughter), 2);
  const double width = std::pow((m2 - daughter2) / m, 3) / (4.0 * pi);
  return in.lifetime_of(parent) * width *
         (norm(wc["Cgamma_" + name_of({parent, daughter})]) +
          norm(wc["Cgamma_" + name_of({daughter, parent})]));
}

Polynomial three_lepton_branching_ratio(const LeptonDecayInputs& in, const ThreeLeptons& mode,
                                        SetUp& set_up) {
  const auto& [parent, first, anti, second] = mode;
  const auto wc = set_up.at(station_of(parent));
  const Currents direct{first, parent, second, anti}, crossed{second, parent, first, anti};
  const auto swapped = [](const Currents& o) { return Currents{o.c, o.d, o.a, o.b}; };
  const auto reversed = [](const Currents& o) { return Currents{o.b, o.a, o.d, o.c}; };
  const auto C = [&](const char* structure, const Currents& op) {
    return coefficient(wc, structure, op);
  };

  const bool identical = first == second, has_photon = anti == second;
  const double contractions = identical ? 2.0 : 1.0;
  const Polynomial V_LL = contractions * C("VLL", direct), V_RR = contractions * C("VRR", direct);
  const Polynomial V_LR = C("VLR", direct), V_RL = C("VLR", swapped(direct));
  const Polynomial S_LR = -2.0 * C("VLR", crossed), S_RL = -2.0 * C("VLR", swapped(crossed));
  const Polynomial crossed_R = C("SRR", crossed), crossed_L = conj(C("SRR", reversed(crossed)));
  const Polynomial S_RR = C("SRR", direct) - 0.5 * crossed_R;
  const Polynomial S_LL = conj(C("SRR", reversed(direct))) - 0.5 * crossed_L;

  Polynomial rate;
  for (const Polynomial& V : {V_LL, V_RR, V_LR, V_RL}) rate += norm(set_up.amplitude(V));
  for (const Polynomial& S : {S_LL, S_RR, S_LR, S_RL}) rate += 0.25 * norm(set_up.amplitude(S));
  // T_XX = -crossed/8
  for (const Polynomial& x : {crossed_L, crossed_R}) rate += 12.0 / 64.0 * norm(x);
  const double m = in.mass_of(parent);
  if (has_photon) {
    const double n = contractions;
    const double alpha_e = parent == Lepton::tau ? in.alpha_e_tau : in.alpha_e_mu;
    const double e_over_m = std::sqrt(4.0 * pi * alpha_e) / m;
    const Polynomial A_L = e_over_m * wc["Cgamma_" + name_of({parent, first})];
    const Polynomial A_R = e_over_m * conj(wc["Cgamma_" + name_of({first, parent})]);
    const double pole = 32.0 * n * (2.0 * std::log(m / in.mass_of(anti)) - 3.0) + 8.0 * n * (n - 1);
    rate += 8.0 * n * real(A_L * conj(V_LL + V_LR) + A_R * conj(V_RR + V_RL));
    rate += pole * (norm(A_L) + norm(A_R));
  }
  const double G_F = in.fermi_constant;
  const double unit = parent == Lepton::mu
                          ? 1.0 / (8.0 * G_F * G_F)
                          : in.lifetime_of(parent) * std::pow(m, 5) / (1536.0 * std::pow(pi, 3));
  return (identical ? 0.5 : 1.0) * unit * rate;
}

namespace {

LeptonDecayInputs lepton_decay_inputs(SetUp& set_up) {
  return LeptonDecayInputs::from(set_up.data().inputs("lepton_decays"));
}

template <Lepton parent, Lepton daughter>
MomentList into_photon(SetUp& set_up, const Request&) {
  return {{photon_branching_ratio(set_up.shared(&lepton_decay_inputs), parent, daughter, set_up)}};
}

template <Lepton parent, Lepton first, Lepton anti, Lepton second>
MomentList into_three_leptons(SetUp& set_up, const Request&) {
  return {{three_lepton_branching_ratio(set_up.shared(&lepton_decay_inputs),
                                        {parent, first, anti, second}, set_up)}};
}

}  // namespace
}  // namespace lepton_flavour

Family lepton_decay_observables() {
  using namespace lepton_flavour;
  using enum Lepton;
  static constexpr std::array at_muon_scale{wet4_at_muon_scale};
  static constexpr std::array rows{
      Observable{"BR(mu->egamma)",
                 R"($BR(\mu\to e\gamma)$)",
                 "1",
                 "Kuno:1999jp",
                 &into_photon<mu, e>,
                 &the_moment,
                 {},
                 at_muon_scale},
      Observable{"BR(tau->egamma)", R"($BR(\tau\to e\gamma)$)", "1", "Kuno:1999jp",
                 &into_photon<tau, e>},
      Observable{"BR(tau->mugamma)", R"($BR(\tau\to\mu\gamma)$)", "1", "Kuno:1999jp",
                 &into_photon<tau, mu>},
      Observable{"BR(mu->eee)",
                 R"($BR(\mu^-\to e^-e^+e^-)$)",
                 "1",
                 "Kuno:1999jp",
                 &into_three_leptons<mu, e, e, e>,
                 &the_moment,
                 {},
                 at_muon_scale},
      Observable{"BR(tau->eee)", R"($BR(\tau^-\to e^-e^+e^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, e, e, e>},
      Observable{"BR(tau->mumumu)", R"($BR(\tau^-\to\mu^-\mu^+\mu^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, mu, mu, mu>},
      Observable{"BR(tau->muee)", R"($BR(\tau^-\to\mu^-e^+e^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, mu, e, e>},
      Observable{"BR(tau->emumu)", R"($BR(\tau^-\to e^-\mu^+\mu^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, e, mu, mu>},
      Observable{"BR(tau->emue)", R"($BR(\tau^-\to e^-\mu^+e^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, e, mu, e>},
      Observable{"BR(tau->muemu)", R"($BR(\tau^-\to\mu^-e^+\mu^-)$)", "1", "Brignole:2004ah",
                 &into_three_leptons<tau, mu, e, mu>},
  };
  static constexpr std::array stations{wet4_at_tau_scale};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour", "lepton_decays"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
