// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/parameters.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables::bsll {

namespace {

/// Moments of light-cone distributions and width differences may have either sign.
bool has_sign(const std::string& name) {
  return name.starts_with("a1_") || name.starts_with("a2_") || name == "y_s";
}

}  // namespace

std::string name_of(LeptonPair leptons) {
  static constexpr std::array names{"e", "mu", "tau"};
  const auto name = [](Lepton lepton) { return names[static_cast<std::size_t>(lepton)]; };
  return std::string(name(leptons.plus)) + name(leptons.minus);
}

Parameters read_parameters(const input::Settings& bsll) {
  const auto get = [&](const std::string& name, const char* unit = "GeV") {
    const double value = has_sign(name) ? input::input_value(bsll, name, unit)
                                        : input::positive_input(bsll, name, unit);
    if (name == "m_b_pole" && !(value > input::input_value(bsll, "m_c_pole", unit)))
      bsll.at(name).fail("must be above m_c_pole");
    if (name == "y_s" && !(std::abs(value) < 1.0)) bsll.at(name).fail("must be between -1 and 1");
    return value;
  };
  Parameters p{};
  p.scale = get("scale");
  p.fermi_constant = get("fermi_constant", "GeV^-2");
  p.alpha_e = get("alpha_e", "1");
  p.alpha_s = get("alpha_s", "1");
  const auto V =
      smeft::ckm_matrix(get("V_us", "1"), get("V_ub", "1"), get("V_cb", "1"), get("gamma", "1"));
  p.m_b = get("m_b");
  p.m_s = get("m_s");
  p.m_d = get("m_d");
  p.strange = {"bs", V[8] * std::conj(V[7]), V[2] * std::conj(V[1]), p.m_s};
  p.down = {"bd", V[8] * std::conj(V[6]), V[2] * std::conj(V[0]), 0.0};
  p.m_b_pole = get("m_b_pole");
  p.m_c_pole = get("m_c_pole");
  p.m_t_pole = get("m_t_pole");
  p.m_lepton = {get("m_e"), get("m_mu"), get("m_tau")};

  const double m_B0 = get("m_B0"), m_K0 = get("m_K0"), m_Kstar0 = get("m_K*0");
  const double m_Bp = get("m_B+"), m_Bs = get("m_Bs"), m_phi = get("m_phi");
  const double tau_B0 = get("tau_B0", "GeV^-1"), tau_Bp = get("tau_B+", "GeV^-1");
  const double tau_Bs = get("tau_Bs", "GeV^-1");
  p.decays = {{
      {m_B0, m_K0, tau_B0, m_B0, m_K0},
      {m_Bp, get("m_K+"), tau_Bp, m_B0, m_K0},
      {m_Bp, 0.0, tau_Bp, 0.0, 0.0},
      {m_B0, m_Kstar0, tau_B0, m_B0, m_Kstar0},
      {m_Bp, get("m_K*+"), tau_Bp, m_B0, m_Kstar0},
      {m_Bs, m_phi, tau_Bs, m_Bs, m_phi},
      {m_Bs, m_Kstar0, tau_Bs, m_Bs, m_Kstar0},
  }};
  p.y_s = get("y_s", "1");

  const auto light_cone = [&](const char* f_B, const std::string& meson) {
    return Parameters::LightCone{get(f_B),
                                 get("f_" + meson),
                                 get("f_perp_" + meson),
                                 get("a1_para_" + meson, "1"),
                                 get("a2_para_" + meson, "1"),
                                 get("a1_perp_" + meson, "1"),
                                 get("a2_perp_" + meson, "1")};
  };
  p.light_cone = {{{},
                   {},
                   {},
                   light_cone("f_B0", "K*"),
                   light_cone("f_B+", "K*"),
                   light_cone("f_Bs", "phi"),
                   light_cone("f_Bs", "K*")}};
  return p;
}

Complex prefactor(const Parameters& p, const Transition& transition) {
  using std::numbers::pi;
  return 4.0 * p.fermi_constant / std::numbers::sqrt2 * transition.xi_t * p.alpha_e / (4.0 * pi);
}

Complex mixing_phase(const Parameters& p) { return std::conj(p.strange.xi_t) / p.strange.xi_t; }

}  // namespace smeftscan::observables::bsll
