// SPDX-License-Identifier: MIT
#include "smeftscan/observables/neutral_currents.hpp"

#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_current.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace neutral_currents {
namespace {

using ZCoupling = ElectroweakShifts::ZCoupling;

/// [V C V^dag]_11 of the quark indices in `name`, which has XX in their place.
Polynomial rotated(SetUp& set_up, const std::string& name) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  const auto& V = set_up.shared(&electroweak_inputs).up_rotation;
  const auto entry = [&](std::size_t m, std::size_t n) {
    std::string component = name;
    component.replace(component.find("XX"), 2, std::to_string(m + 1) + std::to_string(n + 1));
    return wc[component];
  };
  Polynomial sum;
  for (std::size_t m = 0; m < 3; ++m) {
    sum += std::norm(V[m]) * entry(m, m);
    for (std::size_t n = m + 1; n < 3; ++n) sum += 2.0 * real(V[m] * std::conj(V[n]) * entry(m, n));
  }
  return sum;
}

/// Coefficients C of four chiralities.
struct Contact {
  Polynomial LL, LR, RL, RR;
};

ElectronQuark electron_quark(SetUp& set_up, const ZCoupling& quark, const Contact& C) {
  const ZCoupling& e = set_up.shared(&electroweak_shifts).lepton[0];
  const double contact = 0.25 * set_up.shared(&electroweak_inputs).v2();
  const Polynomial LL =
      quark.left_sm * e.left_shift + e.left_sm * quark.left_shift - contact * C.LL;
  const Polynomial LR =
      quark.right_sm * e.left_shift + e.left_sm * quark.right_shift - contact * C.LR;
  const Polynomial RL =
      quark.left_sm * e.right_shift + e.right_sm * quark.left_shift - contact * C.RL;
  const Polynomial RR =
      quark.right_sm * e.right_shift + e.right_sm * quark.right_shift - contact * C.RR;
  return {2.0 * (LL + LR - RL - RR), 2.0 * (LL - LR + RL - RR)};
}

NeutrinoCoupling of_neutrino(SetUp& set_up, const ZCoupling& fermion, const Polynomial& C_left,
                             const Polynomial& C_right) {
  const ZCoupling& nu = set_up.shared(&electroweak_shifts).neutrino[1];
  const double contact = 0.25 * set_up.shared(&electroweak_inputs).v2();
  const auto twice = [&](double sm, const Polynomial& shift, const Polynomial& C) {
    return 2.0 * (nu.left_sm * (sm + shift) + sm * nu.left_shift - contact * C);
  };
  return {twice(fermion.left_sm, fermion.left_shift, C_left),
          twice(fermion.right_sm, fermion.right_shift, C_right)};
}

}  // namespace

ElectronQuark electron_up(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  return electron_quark(set_up, set_up.shared(&electroweak_shifts).up[0],
                        {.LL = rotated(set_up, "lq1_11XX") - rotated(set_up, "lq3_11XX"),
                         .LR = wc["lu_1111"],
                         .RL = rotated(set_up, "qe_XX11"),
                         .RR = wc["eu_1111"]});
}

ElectronQuark electron_down(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  return electron_quark(set_up, set_up.shared(&electroweak_shifts).down[0],
                        {.LL = wc["lq1_1111"] + wc["lq3_1111"],
                         .LR = wc["ld_1111"],
                         .RL = wc["qe_1111"],
                         .RR = wc["ed_1111"]});
}

Polynomial electron_electron(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  const ZCoupling& e = set_up.shared(&electroweak_shifts).lepton[0];
  const double contact = 0.5 * set_up.shared(&electroweak_inputs).v2();
  return 4.0 * (e.left_sm * e.left_shift - e.right_sm * e.right_shift) -
         2.0 * contact * (wc["ll_1111"] - wc["ee_1111"]);
}

NeutrinoCoupling neutrino_electron(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  return of_neutrino(set_up, set_up.shared(&electroweak_shifts).lepton[0], wc["ll_1122"],
                     wc["le_2211"]);
}

std::array<NeutrinoCoupling, 2> neutrino_quarks(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  const ElectroweakShifts& shifts = set_up.shared(&electroweak_shifts);
  const Polynomial charged = lepton_quark_shift(set_up.shared(&electroweak_inputs), wc, 1, 1, 2) +
                             shifts.w_up[0] - shifts.delta_G;
  const auto over_charged = [&](const ZCoupling& quark, const Polynomial& C_left,
                                const Polynomial& C_right) {
    const NeutrinoCoupling g = of_neutrino(set_up, quark, C_left, C_right);
    const auto with_shift = [&](double sm, const Polynomial& coupling) {
      return sm + set_up.real_amplitude(coupling - sm * (1.0 + charged));
    };
    return NeutrinoCoupling{with_shift(quark.left_sm, g.left), with_shift(quark.right_sm, g.right)};
  };
  return {over_charged(shifts.up[0], rotated(set_up, "lq1_22XX") + rotated(set_up, "lq3_22XX"),
                       wc["lu_2211"]),
          over_charged(shifts.down[0], wc["lq1_2211"] - wc["lq3_2211"], wc["ld_2211"])};
}

namespace {

/// The SM's value, which the data have under the name of the observable, with a shift.
MomentList with_standard_model(SetUp& set_up, const Request& request, const Polynomial& shift) {
  const input::Settings module = set_up.data().inputs("neutral_currents");
  return {{input::input_value(module, request.row->name, "1") + shift}};
}

/// -2 [(2 Z + N) g_AV^eu + (Z + 2 N) g_AV^ed].
template <int Z, int N>
MomentList weak_charge(SetUp& set_up, const Request& request) {
  const Polynomial u = set_up.shared(&electron_up).AV, d = set_up.shared(&electron_down).AV;
  return with_standard_model(set_up, request, -2.0 * ((2.0 * Z + N) * u + (Z + 2.0 * N) * d));
}

MomentList electron_weak_charge(SetUp& set_up, const Request& request) {
  return with_standard_model(set_up, request, -2.0 * electron_electron(set_up));
}

/// The asymmetry of polarised electrons on deuterons, a1 (2 g_AV^eu - g_AV^ed) + a2 (2 g_VA^eu -
/// g_VA^ed), with a1 and a2 by kinematics [PVDIS:2014cmd].
MomentList deuteron_asymmetry(SetUp& set_up, const Request& request) {
  const input::Settings module = set_up.data().inputs("neutral_currents");
  const std::string point(1, request.row->name.back());
  const ElectronQuark &u = set_up.shared(&electron_up), &d = set_up.shared(&electron_down);
  return with_standard_model(
      set_up, request,
      input::input_value(module, "deuteron_AV_" + point, "1") * (2.0 * u.AV - d.AV) +
          input::input_value(module, "deuteron_VA_" + point, "1") * (2.0 * u.VA - d.VA));
}

/// g_V = g_L + g_R or g_A = g_L - g_R of nu_mu and e, SM apart.
template <int sign>
MomentList neutrino_electron_coupling(SetUp& set_up, const Request& request) {
  const NeutrinoCoupling g = neutrino_electron(set_up);
  const Polynomial combination = g.left + static_cast<double>(sign) * g.right;
  return with_standard_model(set_up, request, combination - combination.constant());
}

/// Sums over u and d of squared couplings, weighted: what R_nu and kappa are made of.
Polynomial squares(SetUp& set_up, double left, double right, double left_difference = 0.0,
                   double right_difference = 0.0) {
  const auto [u, d] = neutrino_quarks(set_up);
  return (left + left_difference) * norm(u.left) + (left - left_difference) * norm(d.left) +
         (right + right_difference) * norm(u.right) + (right - right_difference) * norm(d.right);
}

/// The ratio of neutral to charged currents of neutrinos, g_L^2 + r g_R^2, and of antineutrinos, with
/// 1/r; r is that of the charged ones. Of the experiment in the name, `R_nu(CHARM)`.
template <bool antineutrino>
MomentList neutral_ratio(SetUp& set_up, const Request& request) {
  const std::string name(request.row->name);
  const std::string r_name = "r" + name.substr(name.find('('));
  const double r = input::positive_input(set_up.data().inputs("neutral_currents"), r_name, "1");
  const Polynomial sum = squares(set_up, 1.0, antineutrino ? 1.0 / r : r);
  return with_standard_model(set_up, request, sum - sum.constant());
}

MomentList ccfr_kappa(SetUp& set_up, const Request& request) {
  const input::Settings module = set_up.data().inputs("neutral_currents");
  const auto weight = [&](const char* name) { return input::input_value(module, name, "1"); };
  const Polynomial sum = squares(set_up, weight("kappa_left"), weight("kappa_right"),
                                 weight("kappa_left_difference"), weight("kappa_right_difference"));
  return with_standard_model(set_up, request, sum - sum.constant());
}

constexpr Observable neutral(std::string_view name, std::string_view latex,
                             MomentList (*moments)(SetUp&, const Request&)) {
  return {name, latex, "1", "Falkowski:2017pss", moments};
}

}  // namespace
}  // namespace neutral_currents

Family neutral_current_observables() {
  using namespace neutral_currents;
  static constexpr std::array rows{
      neutral("QW(Cs)", R"($Q_W(^{133}\mathrm{Cs})$)", &weak_charge<55, 78>),
      neutral("QW(p)", "$Q_W(p)$", &weak_charge<1, 0>),
      neutral("QW(e)", "$Q_W(e)$", &electron_weak_charge),
      neutral("A_PVDIS_1", R"($A_{PV}^{ed}(1.1\,\mathrm{GeV}^2)$)", &deuteron_asymmetry),
      neutral("A_PVDIS_2", R"($A_{PV}^{ed}(1.9\,\mathrm{GeV}^2)$)", &deuteron_asymmetry),
      neutral("gV(numue)", R"($g_V^{\nu_\mu e}$)", &neutrino_electron_coupling<1>),
      neutral("gA(numue)", R"($g_A^{\nu_\mu e}$)", &neutrino_electron_coupling<-1>),
      neutral("R_nu(CHARM)", R"($R_\nu^\mathrm{CHARM}$)", &neutral_ratio<false>),
      neutral("R_nubar(CHARM)", R"($R_{\bar\nu}^\mathrm{CHARM}$)", &neutral_ratio<true>),
      neutral("R_nu(CDHS)", R"($R_\nu^\mathrm{CDHS}$)", &neutral_ratio<false>),
      neutral("R_nubar(CDHS)", R"($R_{\bar\nu}^\mathrm{CDHS}$)", &neutral_ratio<true>),
      neutral("kappa(CCFR)", R"($\kappa_\mathrm{CCFR}$)", &ccfr_kappa),
  };
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 2> modules{"electroweak", "neutral_currents"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
