// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak.hpp"

#include <array>
#include <numbers>

namespace smeftscan::observables {

namespace {

Lanes hadronic_cross_section(const Theory& theory) {
  const auto& in = theory.inputs.electroweak;
  const ZDecays& z = theory.z;
  const double peak = 12.0 * std::numbers::pi / (in.m_Z * in.m_Z) * (1.0 + in.sigma_had_correction);
  return peak * (z.lepton[0].width * z.hadrons) / (z.total * z.total);
}

Lanes forward_backward(const Theory& theory, const ZDecays::Channel& channel) {
  return 0.75 * (theory.z.lepton[0].asymmetry * channel.asymmetry);
}

}  // namespace

std::span<const Observable> electroweak_observables() {
  static constexpr std::array<Observable, 28> rows{{
      {"GammaZ", R"($\Gamma_Z$)", "GeV", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.total; }},
      {"sigma_had", R"($\sigma_\mathrm{had}^0$)", "GeV^-2", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return hadronic_cross_section(t); }},
      {"R_e", R"($R_e^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.hadrons / t.z.lepton[0].width; }},
      {"R_mu", R"($R_\mu^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.hadrons / t.z.lepton[1].width; }},
      {"R_tau", R"($R_\tau^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.hadrons / t.z.lepton[2].width; }},
      {"AFB(Z->ee)", R"($A_\mathrm{FB}^{0,e}$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return forward_backward(t, t.z.lepton[0]); }},
      {"AFB(Z->mumu)", R"($A_\mathrm{FB}^{0,\mu}$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return forward_backward(t, t.z.lepton[1]); }},
      {"AFB(Z->tautau)", R"($A_\mathrm{FB}^{0,\tau}$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return forward_backward(t, t.z.lepton[2]); }},
      {"A(Z->ee)", R"($\mathcal{A}_e$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.lepton[0].asymmetry; }},
      {"A(Z->mumu)", R"($\mathcal{A}_\mu$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.lepton[1].asymmetry; }},
      {"A(Z->tautau)", R"($\mathcal{A}_\tau$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.lepton[2].asymmetry; }},
      {"R_b", R"($R_b^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.down[2].width / t.z.hadrons; }},
      {"R_c", R"($R_c^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.up[1].width / t.z.hadrons; }},
      {"R_uc", R"($R_{uc}^0$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes {
         return 0.5 * (t.z.up[0].width + t.z.up[1].width) / t.z.hadrons;
       }},
      {"AFB(Z->bb)", R"($A_\mathrm{FB}^{0,b}$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return forward_backward(t, t.z.down[2]); }},
      {"AFB(Z->cc)", R"($A_\mathrm{FB}^{0,c}$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return forward_backward(t, t.z.up[1]); }},
      {"A(Z->bb)", R"($\mathcal{A}_b$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.down[2].asymmetry; }},
      {"A(Z->cc)", R"($\mathcal{A}_c$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.up[1].asymmetry; }},
      {"A(Z->ss)", R"($\mathcal{A}_s$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.z.down[1].asymmetry; }},
      {"m_W", R"($m_W$)", "GeV", "Brivio:2017vri",
       [](const Theory& t) -> Lanes {
         return t.inputs.electroweak.m_W_sm * (1.0 + t.electroweak.delta_m_W);
       }},
      {"GammaW", R"($\Gamma_W$)", "GeV", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.total; }},
      {"BR(W->enu)", R"($\mathrm{BR}(W\to e\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton[0] / t.w.total; }},
      {"BR(W->munu)", R"($\mathrm{BR}(W\to \mu\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton[1] / t.w.total; }},
      {"BR(W->taunu)", R"($\mathrm{BR}(W\to \tau\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton[2] / t.w.total; }},
      {"R(W->cX)", R"($R(W\to cX)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.up[1] / (t.w.up[0] + t.w.up[1]); }},
      {"Rmue(W->lnu)", R"($R_{\mu e}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton_strength[1] / t.w.lepton_strength[0]; }},
      {"Rtaue(W->lnu)", R"($R_{\tau e}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton_strength[2] / t.w.lepton_strength[0]; }},
      {"Rtaumu(W->lnu)", R"($R_{\tau\mu}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       [](const Theory& t) -> Lanes { return t.w.lepton_strength[2] / t.w.lepton_strength[1]; }},
  }};
  return rows;
}

}  // namespace smeftscan::observables
