// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/parameters.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::observables::bsll {

Parameters read_parameters(const input::Settings& bsll) {
  const auto any = [&](const std::string& name, const char* unit = "GeV") {
    return input::input_value(bsll, name, unit);
  };
  const auto positive = [&](const std::string& name, const char* unit = "GeV") {
    const double value = any(name, unit);
    if (!(value > 0.0)) bsll.at(name).fail("must be positive");
    return value;
  };

  Parameters p{};
  p.scale = positive("scale");
  p.fermi_constant = positive("fermi_constant", "GeV^-2");
  p.alpha_e = positive("alpha_e", "1");
  p.alpha_s = positive("alpha_s", "1");
  const auto V = smeft::ckm_matrix(positive("V_us", "1"), positive("V_ub", "1"),
                                   positive("V_cb", "1"), positive("gamma", "1"));
  p.xi_t = V[8] * std::conj(V[7]);
  p.xi_u = V[2] * std::conj(V[1]);
  p.m_b = positive("m_b");
  p.m_s = positive("m_s");
  p.m_b_pole = positive("m_b_pole");
  p.m_c_pole = positive("m_c_pole");
  p.m_t_pole = positive("m_t_pole");
  p.m_lepton = {positive("m_e"), positive("m_mu"), positive("m_tau")};

  const double m_B0 = positive("m_B0"), m_K0 = positive("m_K0"), m_Kstar0 = positive("m_K*0");
  const double m_Bp = positive("m_B+"), m_Bs = positive("m_Bs"), m_phi = positive("m_phi");
  const double tau_B0 = positive("tau_B0", "GeV^-1"), tau_Bp = positive("tau_B+", "GeV^-1");
  p.decays = {{
      {m_B0, m_K0, tau_B0, m_B0, m_K0},
      {m_Bp, positive("m_K+"), tau_Bp, m_B0, m_K0},
      {m_B0, m_Kstar0, tau_B0, m_B0, m_Kstar0},
      {m_Bp, positive("m_K*+"), tau_Bp, m_B0, m_Kstar0},
      {m_Bs, m_phi, positive("tau_Bs", "GeV^-1"), m_Bs, m_phi},
  }};
  p.y_s = any("y_s", "1");
  if (!(std::abs(p.y_s) < 1.0)) bsll.at("y_s").fail("must be between -1 and 1");

  const auto light_cone = [&](const char* f_B, const std::string& meson) {
    return Parameters::LightCone{positive(f_B),
                                 positive("f_" + meson),
                                 positive("f_perp_" + meson),
                                 any("a1_para_" + meson, "1"),
                                 any("a2_para_" + meson, "1"),
                                 any("a1_perp_" + meson, "1"),
                                 any("a2_perp_" + meson, "1")};
  };
  p.light_cone = {
      {{}, {}, light_cone("f_B0", "K*"), light_cone("f_B+", "K*"), light_cone("f_Bs", "phi")}};
  return p;
}

Complex prefactor(const Parameters& p) {
  using std::numbers::pi;
  return 4.0 * p.fermi_constant / std::numbers::sqrt2 * p.xi_t * p.alpha_e / (4.0 * pi);
}

Complex mixing_phase(const Parameters& p) { return std::conj(p.xi_t) / p.xi_t; }

}  // namespace smeftscan::observables::bsll
