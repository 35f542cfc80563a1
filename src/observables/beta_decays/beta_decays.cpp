// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/beta_decays/correlations.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/muon_decay.hpp"

namespace smeftscan::observables {
namespace beta_decays {
namespace {

input::Settings beta_module(SetUp& set_up) { return set_up.data().inputs("beta_decays"); }

BetaInputs beta_inputs(SetUp& set_up) { return BetaInputs::from(beta_module(set_up)); }

Couplings couplings(SetUp& set_up) { return lee_yang(set_up.shared(&beta_inputs), set_up); }

/// xi (1 + b m_e/E).
Polynomial total_rate(const Couplings& C, const Transition& decay, double m_e_over_E) {
  return xi(C, decay) + m_e_over_E * b_xi(C, decay);
}

double mass_over_energy(const Request& request) {
  const double value = request.argument("me_E");
  if (!(value >= 0.0 && value <= 1.0))
    throw InputError(request.where + ": me_E is <m_e/E_e>, between 0 and 1");
  return value;
}

/// Corrected half-life of 0+ -> 0+, [Gonzalez-Alonso:2018omy, Eq. (13)]; |M_F|^2 = 2. What the
/// nuclear corrections are wrong by is common to all nuclei [Hardy:2020qwl, Eqs. (16), (18)], and
/// delta_R' a third of its term Z^2 alpha^3 [Hardy:2014qxa].
MomentList corrected_half_life(SetUp& set_up, const Request& request) {
  const BetaInputs& in = set_up.shared(&beta_inputs);
  const std::string_view name = request.row->name;  // Ft(10C)
  const Nucleus nucleus =
      Nucleus::from(beta_module(set_up), std::string(name.substr(3, name.size() - 4)));
  const double Z_alpha = nucleus.Z * in.alpha_e;
  const Transition decay{2.0, 0.0, -1.0, std::sqrt(1.0 - Z_alpha * Z_alpha)};
  const double corrections =
      1.0 + in.delta_Rp_Z2 * nucleus.Z * nucleus.Z + in.delta_NS_A + in.delta_NS_E * nucleus.Q_EC;
  return {{set_up.shared(&muon_decay_rate),
           total_rate(set_up.shared(&couplings), decay, nucleus.m_e_over_E)},
          corrections * in.half_life_scale()};
}

MomentList neutron_lifetime(SetUp& set_up, const Request& request) {
  const BetaInputs& in = set_up.shared(&beta_inputs);
  return {{set_up.shared(&muon_decay_rate),
           total_rate(set_up.shared(&couplings), neutron, mass_over_energy(request))},
          in.half_life_scale() / (std::numbers::ln2 * in.f_n * (1.0 + in.delta_Rp_n))};
}

MomentList neutron_a(SetUp& set_up, const Request&) {
  const Couplings& C = set_up.shared(&couplings);
  return {{a_xi(C, neutron), xi(C, neutron)}};
}

/// X/(1 + b m_e/E): what an asymmetry that is fitted without Fierz term measures.
MomentList neutron_atilde(SetUp& set_up, const Request& request) {
  const Couplings& C = set_up.shared(&couplings);
  return {{a_xi(C, neutron), total_rate(C, neutron, mass_over_energy(request))}};
}

MomentList neutron_Atilde(SetUp& set_up, const Request& request) {
  const Couplings& C = set_up.shared(&couplings);
  return {{A_xi(C), total_rate(C, neutron, mass_over_energy(request))}};
}

MomentList neutron_Btilde(SetUp& set_up, const Request& request) {
  const Couplings& C = set_up.shared(&couplings);
  const double m_e_over_E = mass_over_energy(request);
  return {{B_xi(C, m_e_over_E), total_rate(C, neutron, m_e_over_E)}};
}

/// (A - B)/(A + B), C_A/C_V in the SM.
MomentList neutron_lambda(SetUp& set_up, const Request& request) {
  const Couplings& C = set_up.shared(&couplings);
  const Polynomial A = A_xi(C), B = B_xi(C, mass_over_energy(request));
  return {{A - B, A + B}};
}

MomentList neutron_D(SetUp& set_up, const Request&) {
  const Couplings& C = set_up.shared(&couplings);
  return {{D_xi(C), xi(C, neutron)}};
}

MomentList neutron_R(SetUp& set_up, const Request&) {
  const Couplings& C = set_up.shared(&couplings);
  return {{R_xi(C), xi(C, neutron)}};
}

constexpr Observable half_life(std::string_view name, std::string_view latex) {
  return {name, latex, "GeV^-1", "Gonzalez-Alonso:2018omy", &corrected_half_life, &ratio};
}

constexpr Observable of_neutron(std::string_view name, std::string_view latex,
                                MomentList (*moments)(SetUp&, const Request&),
                                std::string_view argument = "", std::string_view unit = "1") {
  return {name, latex, unit, "Gonzalez-Alonso:2018omy", moments, &ratio, {argument, "", ""}};
}

}  // namespace
}  // namespace beta_decays

Family beta_decay_observables() {
  using namespace beta_decays;
  static constexpr std::array rows{
      half_life("Ft(10C)", R"($\mathcal{F}t(^{10}\mathrm{C})$)"),
      half_life("Ft(14O)", R"($\mathcal{F}t(^{14}\mathrm{O})$)"),
      half_life("Ft(22Mg)", R"($\mathcal{F}t(^{22}\mathrm{Mg})$)"),
      half_life("Ft(26mAl)", R"($\mathcal{F}t(^{26m}\mathrm{Al})$)"),
      half_life("Ft(34Cl)", R"($\mathcal{F}t(^{34}\mathrm{Cl})$)"),
      half_life("Ft(34Ar)", R"($\mathcal{F}t(^{34}\mathrm{Ar})$)"),
      half_life("Ft(38mK)", R"($\mathcal{F}t(^{38m}\mathrm{K})$)"),
      half_life("Ft(38Ca)", R"($\mathcal{F}t(^{38}\mathrm{Ca})$)"),
      half_life("Ft(42Sc)", R"($\mathcal{F}t(^{42}\mathrm{Sc})$)"),
      half_life("Ft(46V)", R"($\mathcal{F}t(^{46}\mathrm{V})$)"),
      half_life("Ft(50Mn)", R"($\mathcal{F}t(^{50}\mathrm{Mn})$)"),
      half_life("Ft(54Co)", R"($\mathcal{F}t(^{54}\mathrm{Co})$)"),
      half_life("Ft(62Ga)", R"($\mathcal{F}t(^{62}\mathrm{Ga})$)"),
      half_life("Ft(74Rb)", R"($\mathcal{F}t(^{74}\mathrm{Rb})$)"),
      of_neutron("tau_n", R"($\tau_n$)", &neutron_lifetime, "me_E", "GeV^-1"),
      of_neutron("a_n", R"($a_n$)", &neutron_a),
      of_neutron("atilde_n", R"($\tilde{a}_n$)", &neutron_atilde, "me_E"),
      of_neutron("Atilde_n", R"($\tilde{A}_n$)", &neutron_Atilde, "me_E"),
      of_neutron("Btilde_n", R"($\tilde{B}_n$)", &neutron_Btilde, "me_E"),
      of_neutron("lambdaAB_n", R"($\lambda_{AB,n}$)", &neutron_lambda, "me_E"),
      of_neutron("D_n", R"($D_n$)", &neutron_D),
      of_neutron("R_n", R"($R_n$)", &neutron_R),
  };
  static constexpr std::array stations{wet3_at_1_GeV};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "muon_decay",
                                                           "beta_decays"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
