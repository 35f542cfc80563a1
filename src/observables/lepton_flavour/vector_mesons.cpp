// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_flavour/vector_mesons.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace lepton_flavour {
namespace {

/// The masses and decay constants under the keys m_X, f_X and f_perp_X.
VectorMeson vector_meson(const input::Settings& module, const std::string& name,
                         std::vector<VectorMeson::Quark> quarks) {
  const auto positive = [&](const std::string& key) {
    return input::positive_input(module, key + name, "GeV");
  };
  const double m_tau = input::positive_input(module, "m_tau", "GeV");
  const double m_mu = input::positive_input(module, "m_mu", "GeV");
  const double mass = positive("m_");
  if (!(mass + m_mu < m_tau)) module.at("m_" + name).fail("must be below m_tau - m_mu");
  return {std::move(quarks), mass, positive("f_"), positive("f_perp_")};
}

}  // namespace

VectorMeson rho_meson(const input::Settings& module) {
  const double half = std::sqrt(0.5);
  return vector_meson(module, "rho", {{"uu", 2.0 / 3.0, half}, {"dd", -1.0 / 3.0, -half}});
}

VectorMeson phi_meson(const input::Settings& module) {
  return vector_meson(module, "phi", {{"ss", -1.0 / 3.0, 1.0}});
}

Polynomial vector_meson_branching_ratio(const LeptonDecayInputs& in, double alpha_e,
                                        const VectorMeson& meson, Lepton lepton, SetUp& set_up) {
  using std::numbers::pi;
  const auto wc = set_up.at(wet4_at_tau_scale);
  const std::string down = bsll::name_of({Lepton::tau, lepton});
  const std::string up = bsll::name_of({lepton, Lepton::tau});
  const double M = in.mass_of(Lepton::tau), m = in.mass_of(lepton), m_V = meson.mass;

  Polynomial left, right, tensor_R, tensor_L;
  double photon = 0.0;  // sum of -Q
  for (const auto& [name, charge, weight] : meson.quarks) {
    const std::string q(name);
    left += weight * (wc["CVLL_" + down + q] + wc["CVLR_" + down + q]);
    right += weight * (wc["CVLR_" + q + down] + wc["CVRR_" + down + q]);
    tensor_R += weight * wc["CTRR_" + down + q];
    tensor_L += weight * conj(wc["CTRR_" + up + q]);
    photon -= weight * charge;
  }
  const double from_photon = 2.0 * std::sqrt(4.0 * pi * alpha_e) * photon * meson.f / m_V;
  const Polynomial g_L = set_up.amplitude(0.5 * m_V * meson.f * left);
  const Polynomial g_R = set_up.amplitude(0.5 * m_V * meson.f * right);
  const Polynomial t_R =
      set_up.amplitude(2.0 * meson.f_perp * tensor_R + from_photon * wc["Cgamma_" + down]);
  // of lbar sigma P_L tau: that of taubar sigma P_R l conjugated
  const Polynomial t_L =
      set_up.amplitude(2.0 * meson.f_perp * tensor_L + from_photon * conj(wc["Cgamma_" + up]));

  const double M2 = M * M, m2 = m * m, V2 = m_V * m_V, gap2 = std::pow(M2 - m2, 2);
  const Polynomial vector = 0.5 * (gap2 / V2 + M2 + m2 - 2.0 * V2) * (norm(g_L) + norm(g_R)) -
                            6.0 * m * M * real(g_R * conj(g_L));
  const Polynomial tensor = 0.5 * (2.0 * gap2 - V2 * (M2 + m2 + V2)) * (norm(t_L) + norm(t_R)) -
                            6.0 * V2 * m * M * real(t_R * conj(t_L));
  const Polynomial interference =
      3.0 * M * (M2 - m2 - V2) * real(g_L * conj(t_R) + g_R * conj(t_L)) -
      3.0 * m * (M2 - m2 + V2) * real(g_R * conj(t_R) + g_L * conj(t_L));
  const double momenta =
      std::sqrt((M2 - std::pow(m + m_V, 2)) * (M2 - std::pow(m - m_V, 2))) / (16.0 * pi * M2 * M);
  return in.lifetime_of(Lepton::tau) * momenta * (vector + tensor + interference);
}

namespace {

template <VectorMeson (*meson)(const input::Settings&), Lepton lepton>
MomentList into_meson(SetUp& set_up, const Request&) {
  const input::Settings module = set_up.data().inputs("tau_to_mesons");
  const double alpha_e = input::positive_input(module, "alpha_e", "1");
  const auto in = LeptonDecayInputs::from(set_up.data().inputs("lepton_decays"));
  return {{vector_meson_branching_ratio(in, alpha_e, meson(module), lepton, set_up)}};
}

}  // namespace
}  // namespace lepton_flavour

Family tau_to_meson_observables() {
  using namespace lepton_flavour;
  static constexpr std::array rows{
      Observable{"BR(tau->rhoe)", R"($BR(\tau\to\rho^0 e)$)", "1", "Black:2002wh",
                 &into_meson<&rho_meson, Lepton::e>},
      Observable{"BR(tau->rhomu)", R"($BR(\tau\to\rho^0\mu)$)", "1", "Black:2002wh",
                 &into_meson<&rho_meson, Lepton::mu>},
      Observable{"BR(tau->phie)", R"($BR(\tau\to\phi e)$)", "1", "Black:2002wh",
                 &into_meson<&phi_meson, Lepton::e>},
      Observable{"BR(tau->phimu)", R"($BR(\tau\to\phi\mu)$)", "1", "Black:2002wh",
                 &into_meson<&phi_meson, Lepton::mu>},
  };
  static constexpr std::array stations{wet4_at_tau_scale};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "lepton_decays",
                                                           "tau_to_mesons"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
