// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_flavour/b_decays.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/observables/bsll/angular.hpp"
#include "smeftscan/observables/bsll/leptonic.hpp"
#include "smeftscan/observables/bsll/quadrature.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace lepton_flavour {
namespace {

using bsll::Decay;

bool leaves_pion(Transition transition) { return transition >= Transition::B0_pi; }

/// The decay of the same mesons in b -> s l l.
Decay strange_decay(Transition transition) {
  switch (transition) {
    case Transition::B0_K: return Decay::B0_K;
    case Transition::Bp_K: return Decay::Bp_K;
    case Transition::B0_Kstar: return Decay::B0_Kstar;
    case Transition::Bp_Kstar: return Decay::Bp_Kstar;
    case Transition::Bs_phi: return Decay::Bs_phi;
    case Transition::B0_pi: return Decay::B0_K;
    case Transition::Bp_pi: return Decay::Bp_K;
  }
  throw ContractError("a transition without mesons");
}

/// Those of local operators, without the Standard Model, which conserves lepton flavour.
bsll::EffectiveCoefficients local_coefficients() {
  bsll::EffectiveCoefficients c;
  c.C9 = bsll::Linear(0.0, bsll::C9);
  c.C9p = bsll::Linear(0.0, bsll::C9p);
  c.C10 = bsll::Linear(0.0, bsll::C10);
  c.C10p = bsll::Linear(0.0, bsll::C10p);
  c.CS = bsll::Linear(0.0, bsll::CS);
  c.CSp = bsll::Linear(0.0, bsll::CSp);
  c.CP = bsll::Linear(0.0, bsll::CP);
  c.CPp = bsll::Linear(0.0, bsll::CPp);
  return c;
}

}  // namespace

SemileptonicInputs SemileptonicInputs::from(const input::DataSet& data) {
  const bsll::Parameters p = bsll::read_parameters(data.inputs("bsll"));
  const input::Settings module = data.inputs("b_to_two_flavours");
  const double sign = input::input_value(module, "divergence_sign", "1");
  if (sign != 1.0 && sign != -1.0) module.at("divergence_sign").fail("must be 1 or -1");
  const auto fit = [&](const char* name) { return bsll::read_form_factor_fit(data.inputs(name)); };
  const auto& K = p.masses(Decay::B0_K);
  const auto& Kstar = p.masses(Decay::B0_Kstar);
  const auto& phi = p.masses(Decay::Bs_phi);
  return {.parameters = p,
          .B_K = {fit("form_factors_B_K"), K.m_B_series, K.m_M_series},
          .B_Kstar = {fit("form_factors_B_Kstar"), Kstar.m_B_series, Kstar.m_M_series},
          .Bs_phi = {fit("form_factors_Bs_phi"), phi.m_B_series, phi.m_M_series},
          .B_pi = bsll::PionFormFactorSeries(data.inputs("form_factors_B_pi")),
          .m_pi0 = input::positive_input(module, "m_pi0", "GeV"),
          .m_pi_plus = input::positive_input(module, "m_pi+", "GeV"),
          .divergence_sign = sign};
}

bsll::Parameters::Masses SemileptonicInputs::masses(Transition transition) const {
  bsll::Parameters::Masses m = parameters.masses(strange_decay(transition));
  if (leaves_pion(transition)) m.m_M = transition == Transition::B0_pi ? m_pi0 : m_pi_plus;
  return m;
}

bsll::Form semileptonic_branching_ratio(const SemileptonicInputs& in, Transition transition,
                                        LeptonPair leptons) {
  const bsll::Parameters& p = in.parameters;
  const bsll::Parameters::Masses m = in.masses(transition);
  const bool pion = leaves_pion(transition);
  const Complex N = bsll::prefactor(p, pion ? p.down : p.strange);
  bsll::LeptonMasses masses{p.mass(leptons.plus), p.mass(leptons.minus)};
  if (in.divergence_sign < 0.0) std::swap(masses.plus, masses.minus);
  const bsll::EffectiveCoefficients C = local_coefficients();
  const auto amplitudes = [&](double q2) {
    const auto with = [&](const auto& F) {
      return bsll::form_factor_amplitudes(q2, m, masses, F, C, p.m_b, N);
    };
    if (pion) return with(in.B_pi.at(q2));
    if (!bsll::is_vector(strange_decay(transition))) return with(in.B_K.at(q2));
    return with((transition == Transition::Bs_phi ? in.Bs_phi : in.B_Kstar).at(q2));
  };
  // half of a pi0 is d dbar
  const double share = transition == Transition::B0_pi ? 0.5 : 1.0;
  const double threshold = masses.plus + masses.minus, end = m.m_B - m.m_M;
  bsll::Form form;
  for (const auto& [q2, weight] : bsll::phase_space_nodes(threshold * threshold, end * end)) {
    const bsll::Amplitudes H = amplitudes(q2);
    for (const auto& [a, b, w] : bsll::differential_rate(q2, m, masses))
      form.add(share * m.tau_B * weight * w, H[a], H[b]);
  }
  return form;
}

namespace {

/// One decay by its name: with a meson, or of B0 or B_s into leptons alone.
struct BDecayName {
  std::string name, latex;
  bool of_Bs;  ///< into leptons alone
  std::optional<Transition> transition;
  std::vector<LeptonPair> leptons;  ///< one order, or both
};

const std::vector<BDecayName>& decay_names() {
  struct Initial {
    const char *name, *latex;
    std::optional<Transition> transition;
  };
  static constexpr std::array initials{
      Initial{"B0->", R"(\bar B^0\to )", {}},
      Initial{"Bs->", R"(\bar B_s\to )", {}},
      Initial{"B0->K", R"(\bar B^0\to \bar K^0)", Transition::B0_K},
      Initial{"B+->K", R"(B^-\to K^-)", Transition::Bp_K},
      Initial{"B0->K*", R"(\bar B^0\to \bar K^{*0})", Transition::B0_Kstar},
      Initial{"B+->K*", R"(B^-\to K^{*-})", Transition::Bp_Kstar},
      Initial{"Bs->phi", R"(\bar B_s\to \phi)", Transition::Bs_phi},
      Initial{"B0->pi", R"(\bar B^0\to \pi^0)", Transition::B0_pi},
      Initial{"B+->pi", R"(B^-\to \pi^-)", Transition::Bp_pi}};
  static constexpr std::array symbols{"e", R"(\mu)", R"(\tau)"};
  static constexpr std::array pairs{LeptonPair{Lepton::e, Lepton::mu},
                                    LeptonPair{Lepton::e, Lepton::tau},
                                    LeptonPair{Lepton::mu, Lepton::tau}};
  static const std::vector<BDecayName> all = [] {
    std::vector<BDecayName> list;
    for (const auto& [name, latex, transition] : initials)
      for (const LeptonPair& pair : pairs) {
        const LeptonPair reverse{pair.minus, pair.plus};
        const auto add = [&](const std::string& leptons, const char* plus, const char* minus,
                             std::vector<LeptonPair> orders) {
          const std::string first = symbols[static_cast<std::size_t>(orders.front().plus)];
          const std::string second = symbols[static_cast<std::size_t>(orders.front().minus)];
          list.push_back({"BR(" + (name + leptons) + ")",
                          "$BR(" + (latex + first) + plus + second + minus + ")$",
                          std::string_view(name) == "Bs->", transition, std::move(orders)});
        };
        add(name_of(pair), "^+", "^-", {pair});
        add(name_of(reverse), "^+", "^-", {reverse});
        add(name_of(pair) + "," + name_of(reverse), R"(^\pm)", R"(^\mp)", {pair, reverse});
      }
    return list;
  }();
  return all;
}

SemileptonicInputs semileptonic_inputs(SetUp& set_up) {
  return SemileptonicInputs::from(set_up.data());
}
bsll::Parameters b_parameters(SetUp& set_up) {
  return bsll::read_parameters(set_up.data().inputs("bsll"));
}

/// Without the mixing of B_s, of which Delta Gamma changes rates by some percent.
Polynomial leptonic(SetUp& set_up, bool of_Bs, LeptonPair leptons) {
  const bsll::Parameters& p = set_up.shared(&b_parameters);
  const bsll::LeptonicDecay decay =
      of_Bs ? bsll::bs_to_leptons(p, leptons) : bsll::bd_to_leptons(p, leptons);
  return decay.norm * bsll::leptonic_rates(decay, set_up).sum;
}

Polynomial semileptonic(SetUp& set_up, Transition transition, LeptonPair leptons) {
  const bsll::Form form =
      semileptonic_branching_ratio(set_up.shared(&semileptonic_inputs), transition, leptons);
  return set_up.bound(form, wet_at_b_scale,
                      bsll::coefficient_names(leptons, leaves_pion(transition) ? "bd" : "bs"));
}

MomentList b_branching_ratio(SetUp& set_up, const Request& request) {
  const auto& names = decay_names();
  const auto decay = std::find_if(names.begin(), names.end(), [&](const BDecayName& candidate) {
    return candidate.name == request.key.name;
  });
  expect(decay != names.end(), "a decay that has a row");
  Polynomial sum;
  for (const LeptonPair& leptons : decay->leptons)
    sum += decay->transition ? semileptonic(set_up, *decay->transition, leptons)
                             : leptonic(set_up, decay->of_Bs, leptons);
  return {{sum}};
}

}  // namespace
}  // namespace lepton_flavour

Family lepton_flavour_b_observables() {
  using namespace lepton_flavour;
  static const std::vector<Observable> rows = [] {
    std::vector<Observable> all;
    for (const BDecayName& decay : decay_names())
      all.push_back({decay.name, decay.latex, "1",
                     decay.transition ? "Gratrex:2015hna" : "Becirevic:2016zri",
                     &b_branching_ratio});
    return all;
  }();
  static constexpr std::array stations{wet_at_b_scale};
  static constexpr std::array<std::string_view, 8> modules{"running",
                                                           "flavour",
                                                           "bsll",
                                                           "form_factors_B_K",
                                                           "form_factors_B_Kstar",
                                                           "form_factors_Bs_phi",
                                                           "form_factors_B_pi",
                                                           "b_to_two_flavours"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
