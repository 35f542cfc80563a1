// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_universality.hpp"

#include <array>

#include "smeftscan/observables/charged_current.hpp"

namespace smeftscan::observables {

namespace {

constexpr int e = 1, mu = 2, tau = 3;  // generations of leptons,
constexpr int u = 1, c = 2;            // of up quarks
constexpr int d = 1, s = 2, b = 3;     // and of down quarks

Lanes universality(const Theory& theory, int up, int down, int lepton, int other) {
  return 1.0 + (lepton_quark_shift(theory, up, down, lepton) -
                lepton_quark_shift(theory, up, down, other));
}

}  // namespace

Lanes tau_over_mu(const Theory& theory) {
  return 1.0 + (leptonic_shift(theory, tau, e) - leptonic_shift(theory, mu, e));
}

Lanes tau_over_e(const Theory& theory) {
  return 1.0 + (leptonic_shift(theory, tau, mu) - leptonic_shift(theory, mu, e));
}

Lanes mu_over_e(const Theory& theory) {
  return 1.0 + (leptonic_shift(theory, tau, mu) - leptonic_shift(theory, tau, e));
}

Lanes tau_over_mu_pion(const Theory& theory) { return universality(theory, u, d, tau, mu); }

Lanes tau_over_mu_kaon(const Theory& theory) { return universality(theory, u, s, tau, mu); }

Lanes mu_over_e_pion(const Theory& theory) { return universality(theory, u, d, mu, e); }

Lanes mu_over_e_kaon(const Theory& theory) { return universality(theory, u, s, mu, e); }

Lanes mu_over_e_bottom(const Theory& theory) { return universality(theory, c, b, mu, e); }

std::span<const Observable> lepton_universality_observables() {
  static constexpr std::array rows{
      Observable{"gtau/gmu", R"($(g_\tau/g_\mu)_{\ell}$)", "1", "HFLAV:2018", &tau_over_mu},
      Observable{"gtau/ge", R"($(g_\tau/g_e)_{\ell}$)", "1", "HFLAV:2018", &tau_over_e},
      Observable{"gmu/ge", R"($(g_\mu/g_e)_{\ell}$)", "1", "HFLAV:2018", &mu_over_e},
      Observable{"gtau/gmu_pi", R"($(g_\tau/g_\mu)_{\pi}$)", "1", "HFLAV:2018", &tau_over_mu_pion},
      Observable{"gtau/gmu_K", R"($(g_\tau/g_\mu)_{K}$)", "1", "HFLAV:2018", &tau_over_mu_kaon},
      Observable{"pi_mu/e", R"($(g_\mu/g_e)_{\pi}$)", "1", "Coutinho:2019aiy", &mu_over_e_pion},
      Observable{"K_mu/e", R"($(g_\mu/g_e)_{K}$)", "1", "Coutinho:2019aiy", &mu_over_e_kaon},
      Observable{"Kpi_mu/e", R"($(g_\mu/g_e)_{K\pi}$)", "1", "Coutinho:2019aiy", &mu_over_e_kaon},
      Observable{"BD_mu/e", R"($(g_\mu/g_e)_{BD^{(*)}}$)", "1", "Coutinho:2019aiy",
                 &mu_over_e_bottom},
  };
  return rows;
}

}  // namespace smeftscan::observables
