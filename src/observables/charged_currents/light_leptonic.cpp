// SPDX-License-Identifier: MIT
#include <array>

#include "smeftscan/observables/charged_currents/photons.hpp"
#include "smeftscan/observables/families.hpp"

/// K+, pi+ -> l nu, likelihood group `kaon_pion_decays`, module `light_leptonic`.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

struct LightMeson {
  std::string_view name, quarks;
};
constexpr LightMeson kaon{"K+", "su"};
constexpr LightMeson pion{"pi+", "du"};

/// A width with radiative corrections for c = 1 (GeV), and what multiplies it.
struct LightMode {
  double width;
  Polynomial rate;
};
LightMode light_mode(SetUp& set_up, const CurrentInputs& in, const LightMeson& meson,
                     Lepton lepton) {
  const LeptonicDecay decay = in.leptonic(meson.name, meson.quarks, lepton);
  return {leptonic_width(decay) * (1.0 + radiative_correction(in, meson.name, lepton)),
          leptonic_rate(set_up, in.transition(meson.quarks, lepton), decay)};
}

CurrentInputs light_inputs(SetUp& set_up) {
  return {set_up.data(), "light_leptonic", wet3_at_rho_mass};
}

template <const LightMeson& meson, Lepton lepton>
MomentList width(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&light_inputs);
  const LightMode mode = light_mode(set_up, in, meson, lepton);
  return with_muon_decay(set_up, in.follows_muon_decay(), {mode.rate}, mode.width);
}

template <const LightMeson& meson, Lepton lepton>
MomentList branching_ratio(SetUp& set_up, const Request& request) {
  MomentList list = width<meson, lepton>(set_up, request);
  list.factor *= set_up.shared(&light_inputs).lifetime(meson.name);
  return list;
}

MomentList ratio_of(SetUp& set_up, const LightMode& a, const LightMode& b, double factor) {
  return with_muon_decay(set_up, set_up.shared(&light_inputs).follows_muon_decay(),
                         {a.rate, b.rate}, factor * a.width / b.width);
}

/// Of e to mu: higher logarithms of the electron's mass are summed [Cirigliano:2007ga, Eq. (111)].
template <const LightMeson& meson>
MomentList electron_ratio(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&light_inputs);
  return ratio_of(set_up, light_mode(set_up, in, meson, Lepton::e),
                  light_mode(set_up, in, meson, Lepton::mu), in.positive("higher_logarithms"));
}

MomentList kaon_over_pion(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&light_inputs);
  return ratio_of(set_up, light_mode(set_up, in, kaon, Lepton::mu),
                  light_mode(set_up, in, pion, Lepton::mu), 1.0);
}

}  // namespace
}  // namespace charged_currents

Family light_leptonic_observables() {
  using namespace charged_currents;
  static constexpr std::array rows{
      Observable{"BR(K+->munu)", R"($BR(K^+\to\mu^+\nu)$)", "1", "Cirigliano:2007ga",
                 &branching_ratio<kaon, Lepton::mu>, &first_rate},
      Observable{"Gamma(pi+->munu)", R"($\Gamma(\pi^+\to\mu^+\nu)$)", "GeV", "Cirigliano:2007ga",
                 &width<pion, Lepton::mu>, &first_rate},
      Observable{"Remu(K+->lnu)", R"($R_{e\mu}(K^+\to\ell^+\nu)$)", "1", "Cirigliano:2007ga",
                 &electron_ratio<kaon>, &rate_ratio},
      Observable{"BR(pi+->enu)", R"($BR(\pi^+\to e^+\nu)$)", "1", "Cirigliano:2007ga",
                 &electron_ratio<pion>, &rate_ratio},
      Observable{"RKpi(P+->munu)", R"($R_{K\pi}(P^+\to\mu^+\nu)$)", "1", "Cirigliano:2007ga",
                 &kaon_over_pion, &rate_ratio},
  };
  static constexpr std::array stations{wet3_at_1_GeV, wet3_at_rho_mass};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "muon_decay",
                                                           "light_leptonic"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
