// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_universality.hpp"

#include <array>

#include "smeftscan/observables/electroweak_shifts.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

namespace {

constexpr int e = 1, mu = 2, tau = 3;  // generations of leptons,
constexpr int u = 1, c = 2;            // of up quarks
constexpr int d = 1, s = 2, b = 3;     // and of down quarks

Polynomial universality(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc, int up,
                        int down, int lepton, int other) {
  return 1.0 + (lepton_quark_shift(inputs, wc, up, down, lepton) -
                lepton_quark_shift(inputs, wc, up, down, other));
}

using RatioOfAmplitudes = Polynomial (*)(const ElectroweakInputs&, const SetUp::Coefficients&);

template <RatioOfAmplitudes amplitudes>
MomentList universality_of(SetUp& set_up, const Request&) {
  return {{amplitudes(set_up.shared(&electroweak_inputs), set_up.at(smeft_at_mu_EW))}};
}

}  // namespace

Polynomial tau_over_mu(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return 1.0 + (leptonic_shift(inputs, wc, tau, e) - leptonic_shift(inputs, wc, mu, e));
}

Polynomial tau_over_e(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return 1.0 + (leptonic_shift(inputs, wc, tau, mu) - leptonic_shift(inputs, wc, mu, e));
}

Polynomial mu_over_e(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return 1.0 + (leptonic_shift(inputs, wc, tau, mu) - leptonic_shift(inputs, wc, tau, e));
}

Polynomial tau_over_mu_pion(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return universality(inputs, wc, u, d, tau, mu);
}

Polynomial tau_over_mu_kaon(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return universality(inputs, wc, u, s, tau, mu);
}

Polynomial mu_over_e_pion(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return universality(inputs, wc, u, d, mu, e);
}

Polynomial mu_over_e_kaon(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return universality(inputs, wc, u, s, mu, e);
}

Polynomial mu_over_e_bottom(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc) {
  return universality(inputs, wc, c, b, mu, e);
}

Family lepton_universality_observables() {
  static constexpr std::array rows{
      Observable{"gtau/gmu", R"($(g_\tau/g_\mu)_{\ell}$)", "1", "HFLAV:2018",
                 &universality_of<&tau_over_mu>},
      Observable{"gtau/ge", R"($(g_\tau/g_e)_{\ell}$)", "1", "HFLAV:2018",
                 &universality_of<&tau_over_e>},
      Observable{"gmu/ge", R"($(g_\mu/g_e)_{\ell}$)", "1", "HFLAV:2018",
                 &universality_of<&mu_over_e>},
      Observable{"gtau/gmu_pi", R"($(g_\tau/g_\mu)_{\pi}$)", "1", "HFLAV:2018",
                 &universality_of<&tau_over_mu_pion>},
      Observable{"gtau/gmu_K", R"($(g_\tau/g_\mu)_{K}$)", "1", "HFLAV:2018",
                 &universality_of<&tau_over_mu_kaon>},
      Observable{"pi_mu/e", R"($(g_\mu/g_e)_{\pi}$)", "1", "Coutinho:2019aiy",
                 &universality_of<&mu_over_e_pion>},
      Observable{"K_mu/e", R"($(g_\mu/g_e)_{K}$)", "1", "Coutinho:2019aiy",
                 &universality_of<&mu_over_e_kaon>},
      Observable{"Kpi_mu/e", R"($(g_\mu/g_e)_{K\pi}$)", "1", "Coutinho:2019aiy",
                 &universality_of<&mu_over_e_kaon>},
      Observable{"BD_mu/e", R"($(g_\mu/g_e)_{BD^{(*)}}$)", "1", "Coutinho:2019aiy",
                 &universality_of<&mu_over_e_bottom>},
  };
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 1> modules{"electroweak"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
