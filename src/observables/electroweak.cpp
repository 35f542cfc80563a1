// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak.hpp"

#include <array>
#include <numbers>

#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

namespace {

using ZChannel = ZDecays::Channel;

double peak_cross_section(const Electroweak& t) {
  return 12.0 * std::numbers::pi / (t.inputs.m_Z * t.inputs.m_Z) *
         (1.0 + t.inputs.sigma_had_correction);
}

/// From the widths into electrons, hadrons and all.
Lanes hadronic_cross_section(Moments m) { return m[0] * m[1] / (m[2] * m[2]); }

MomentList forward_backward(const Electroweak& t, const ZChannel& f) {
  const ZChannel& e = t.z.lepton[0];
  return {{e.difference, e.sum, f.difference, f.sum}, 0.75};
}
Lanes product_of_asymmetries(Moments m) { return (m[0] / m[1]) * (m[2] / m[3]); }

template <auto moments>
MomentList from(SetUp& set_up, const Request&) {
  return moments(set_up.shared(&electroweak));
}

}  // namespace

Electroweak electroweak(SetUp& set_up) {
  const ElectroweakInputs& inputs = set_up.shared(&electroweak_inputs);
  const ElectroweakShifts& shifts = set_up.shared(&electroweak_shifts);
  return {inputs, shifts, ZDecays(inputs, shifts), WDecays(inputs, shifts, set_up)};
}

Family electroweak_observables() {
  static constexpr std::array<Observable, 28> rows{{
      {"GammaZ", R"($\Gamma_Z$)", "GeV", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return {{t.z.total}}; }>},
      {"sigma_had", R"($\sigma_\mathrm{had}^0$)", "GeV^-2", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.lepton[0].width, t.z.hadrons, t.z.total}, peak_cross_section(t)};
       }>,
       &hadronic_cross_section},
      {"R_e", R"($R_e^0$)", "1", "Brivio:2017vri", &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.hadrons, t.z.lepton[0].width}};
       }>,
       &ratio},
      {"R_mu", R"($R_\mu^0$)", "1", "Brivio:2017vri", &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.hadrons, t.z.lepton[1].width}};
       }>,
       &ratio},
      {"R_tau", R"($R_\tau^0$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.hadrons, t.z.lepton[2].width}};
       }>,
       &ratio},
      {"AFB(Z->ee)", R"($A_\mathrm{FB}^{0,e}$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return forward_backward(t, t.z.lepton[0]); }>,
       &product_of_asymmetries},
      {"AFB(Z->mumu)", R"($A_\mathrm{FB}^{0,\mu}$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return forward_backward(t, t.z.lepton[1]); }>,
       &product_of_asymmetries},
      {"AFB(Z->tautau)", R"($A_\mathrm{FB}^{0,\tau}$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return forward_backward(t, t.z.lepton[2]); }>,
       &product_of_asymmetries},
      {"A(Z->ee)", R"($\mathcal{A}_e$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.lepton[0].difference, t.z.lepton[0].sum}};
       }>,
       &ratio},
      {"A(Z->mumu)", R"($\mathcal{A}_\mu$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.lepton[1].difference, t.z.lepton[1].sum}};
       }>,
       &ratio},
      {"A(Z->tautau)", R"($\mathcal{A}_\tau$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.lepton[2].difference, t.z.lepton[2].sum}};
       }>,
       &ratio},
      {"R_b", R"($R_b^0$)", "1", "Brivio:2017vri", &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.down[2].width, t.z.hadrons}};
       }>,
       &ratio},
      {"R_c", R"($R_c^0$)", "1", "Brivio:2017vri", &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.up[1].width, t.z.hadrons}};
       }>,
       &ratio},
      {"R_uc", R"($R_{uc}^0$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{0.5 * (t.z.up[0].width + t.z.up[1].width), t.z.hadrons}};
       }>,
       &ratio},
      {"AFB(Z->bb)", R"($A_\mathrm{FB}^{0,b}$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return forward_backward(t, t.z.down[2]); }>,
       &product_of_asymmetries},
      {"AFB(Z->cc)", R"($A_\mathrm{FB}^{0,c}$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return forward_backward(t, t.z.up[1]); }>,
       &product_of_asymmetries},
      {"A(Z->bb)", R"($\mathcal{A}_b$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.down[2].difference, t.z.down[2].sum}};
       }>,
       &ratio},
      {"A(Z->cc)", R"($\mathcal{A}_c$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.up[1].difference, t.z.up[1].sum}};
       }>,
       &ratio},
      {"A(Z->ss)", R"($\mathcal{A}_s$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.z.down[1].difference, t.z.down[1].sum}};
       }>,
       &ratio},
      {"m_W", R"($m_W$)", "GeV", "Brivio:2017vri", &from<[](const Electroweak& t) -> MomentList {
         return {{t.inputs.m_W_sm * (1.0 + t.shifts.delta_m_W)}};
       }>},
      {"GammaW", R"($\Gamma_W$)", "GeV", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList { return {{t.w.total}}; }>},
      {"BR(W->enu)", R"($\mathrm{BR}(W\to e\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton[0], t.w.total}};
       }>,
       &ratio},
      {"BR(W->munu)", R"($\mathrm{BR}(W\to \mu\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton[1], t.w.total}};
       }>,
       &ratio},
      {"BR(W->taunu)", R"($\mathrm{BR}(W\to \tau\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton[2], t.w.total}};
       }>,
       &ratio},
      {"R(W->cX)", R"($R(W\to cX)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.up[1], t.w.up[0] + t.w.up[1]}};
       }>,
       &ratio},
      {"Rmue(W->lnu)", R"($R_{\mu e}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton_strength[1], t.w.lepton_strength[0]}};
       }>,
       &ratio},
      {"Rtaue(W->lnu)", R"($R_{\tau e}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton_strength[2], t.w.lepton_strength[0]}};
       }>,
       &ratio},
      {"Rtaumu(W->lnu)", R"($R_{\tau\mu}(W\to\ell\nu)$)", "1", "Brivio:2017vri",
       &from<[](const Electroweak& t) -> MomentList {
         return {{t.w.lepton_strength[2], t.w.lepton_strength[1]}};
       }>,
       &ratio},
  }};
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 1> modules{"electroweak"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
