// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/moments/lagrangian.hpp"

namespace smeftscan::observables {
namespace moments {
namespace {

/// Electric dipole moments: L = -i/2 d fbar sigma^mn gamma_5 f F_mn, H = -d sigma.E, so that
/// d = -2 Im L of (fbar sigma^mn P_R f) F_mn, in GeV^-1; chromoelectric ones the same with g_s G_mn. L
/// is counted in the charge with which it runs and d in that of Thomson scattering, as in
/// lepton_dipole(). The SM's are far below what is measured, and zero here.

input::Settings dipole_module(SetUp& set_up) { return set_up.data().inputs("electric_dipoles"); }

double thomson_charge(const input::Settings& module) {
  return std::sqrt(4.0 * std::numbers::pi * input::positive_input(module, "alpha_e_0", "1"));
}

Polynomial electron_moment(SetUp& set_up) {
  const input::Settings module = dipole_module(set_up);
  return -2.0 * thomson_charge(module) * imag(lepton_dipole(set_up, module, wet3_at_2_GeV, "e"));
}

MomentList electron_dipole(SetUp& set_up, const Request&) { return {{electron_moment(set_up)}}; }

/// The neutron, by the tensor charges of the proton with u and d exchanged:
///
///     d_n = g_T^u d_d + g_T^d d_u + g_T^s d_s + e (rho_d cd_d + rho_u cd_u + rho_s cd_s)
///           + 3 e beta_G C_Gtilde,
///
/// with C_Gtilde (GeV^-2) of f^ABC Gtilde^A G^B G^C, a third of the w of [Demir:2002gg, Eq. (4)].
MomentList neutron_dipole(SetUp& set_up, const Request&) {
  const input::Settings module = dipole_module(set_up);
  const auto number = [&](const std::string& key, const char* unit = "1") {
    return input::input_value(module, key, unit);
  };
  const double e = thomson_charge(module);
  const double e_of_theory = std::sqrt(4.0 * std::numbers::pi * number("alpha_e"));
  const double g_s = std::sqrt(4.0 * std::numbers::pi * theory_at(set_up, wet3_at_2_GeV).alpha_s);
  const auto over = [&](double charge, const std::string& name) {
    return -2.0 / charge * imag(lagrangian_coefficient(set_up, wet3_at_2_GeV, name));
  };
  return {
      {e * (number("g_T^u") * over(e_of_theory, "C7_dd") +
            number("g_T^d") * over(e_of_theory, "C7_uu") +
            number("g_T^s") * over(e_of_theory, "C7_ss") + number("rho_d") * over(g_s, "C8_dd") +
            number("rho_u") * over(g_s, "C8_uu") + number("rho_s") * over(g_s, "C8_ss")) +
       3.0 * e * number("beta_G", "GeV") *
           lagrangian_coefficient(set_up, wet3_at_2_GeV, "CGtilde")}};
}

/// The coupling C_S of L = (G_F/sqrt2) C_S (ebar i gamma_5 e) sum (Nbar N), over Z protons and N
/// neutrons [Pospelov:2005pr, Eq. (2.16)]: scalar charges of the nucleon are the sigma term over the
/// mean mass of u and d, and g_S.
Polynomial electron_nucleus_coupling(SetUp& set_up, double Z, double N) {
  const input::Settings module = dipole_module(set_up);
  const double G_F = input::positive_input(module, "fermi_constant", "GeV^-2");
  const double m_u = input::positive_input(module, "m_u(2)", "GeV");
  const double m_d = input::positive_input(module, "m_d(2)", "GeV");
  const double isoscalar = 2.0 * input::positive_input(module, "sigma_piN", "GeV") / (m_u + m_d);
  const double isovector = input::positive_input(module, "g_S", "1");
  // of i (ebar gamma_5 e)(qbar q), the chiralities RR and RL with their conjugates
  const auto scalar = [&](const std::string& quark) {
    return 0.5 * imag(lagrangian_coefficient(set_up, wet3_at_2_GeV, "CSRR_ee" + quark) +
                      lagrangian_coefficient(set_up, wet3_at_2_GeV, "CSRL_ee" + quark));
  };
  const Polynomial u = scalar("uu"), d = scalar("dd");
  return std::numbers::sqrt2 / G_F *
         (0.5 * isoscalar * (u + d) + 0.5 * isovector * (Z - N) / (Z + N) * (u - d));
}

/// The frequency (GeV) of a molecule, named `omega_ThO`, of which the heavier nucleus counts:
/// omega = alpha_de d_e + alpha_CS C_S [Dekens:2018bci, Eqs. (44) to (47)], with the sign of d_e.
MomentList molecular_frequency(SetUp& set_up, const Request& request) {
  const std::string molecule(request.row->name.substr(6));
  const input::Settings entry = dipole_module(set_up).at("molecules").at(molecule);
  return {{entry.at("alpha_de").number() * electron_moment(set_up) +
           entry.at("alpha_CS").number() *
               electron_nucleus_coupling(set_up, entry.at("Z").number(), entry.at("N").number())}};
}

}  // namespace
}  // namespace moments

Family electric_dipole_observables() {
  using namespace moments;
  static constexpr std::array rows{
      Observable{"d_e", "$d_e$", "GeV^-1", "Pospelov:2005pr", &electron_dipole},
      Observable{"d_n", "$d_n$", "GeV^-1", "Pospelov:2005pr", &neutron_dipole},
      Observable{"omega_YbF", R"($\omega_\mathrm{YbF}$)", "GeV", "Dekens:2018bci",
                 &molecular_frequency},
      Observable{"omega_HfF", R"($\omega_\mathrm{HfF}$)", "GeV", "Dekens:2018bci",
                 &molecular_frequency},
      Observable{"omega_ThO", R"($\omega_\mathrm{ThO}$)", "GeV", "Dekens:2018bci",
                 &molecular_frequency},
  };
  static constexpr std::array stations{wet3_at_2_GeV};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour",
                                                           "electric_dipoles"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
