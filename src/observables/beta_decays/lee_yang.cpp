// SPDX-License-Identifier: MIT
#include "smeftscan/observables/beta_decays/lee_yang.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"

namespace smeftscan::observables::beta_decays {

BetaInputs BetaInputs::from(const input::Settings& module) {
  const auto positive = [&](const char* key, const char* unit = "1") {
    return input::positive_input(module, key, unit);
  };
  const auto number = [&](const char* key, const char* unit = "1") {
    return input::input_value(module, key, unit);
  };
  const double V_us = positive("V_us"), V_ub = positive("V_ub");
  return {.fermi_constant = positive("fermi_constant", "GeV^-2"),
          .all_neutrinos = number("all_neutrinos") != 0.0,
          .V_ud = std::sqrt(1.0 - V_us * V_us - V_ub * V_ub),
          .m_e = positive("m_e", "GeV"),
          .alpha_e = positive("alpha_e"),
          .g_A = positive("g_A"),
          .g_S = positive("g_S"),
          .g_T = positive("g_T^u") - number("g_T^d"),
          .Delta_R = number("Delta_R^V"),
          .S_EW = positive("S_EW"),
          .delta_Rp_Z2 = number("delta_Rp_Z2"),
          .delta_NS_A = number("delta_NS_A"),
          .delta_NS_E = number("delta_NS_E", "GeV^-1"),
          .f_n = positive("f_n"),
          .delta_Rp_n = number("delta_Rp_n")};
}

double BetaInputs::half_life_scale() const {
  const double K = 2.0 * std::pow(std::numbers::pi, 3) * std::numbers::ln2 / std::pow(m_e, 5);
  return 2.0 * K / std::pow(fermi_constant * V_ud, 2);
}

Nucleus Nucleus::from(const input::Settings& module, const std::string& name) {
  const input::Settings entry = module.at("nuclei").at(name);
  return {.Z = entry.at("Z").number() + input::input_value(module, "charge_offset", "1"),
          .m_e_over_E = entry.at("m_e_over_E").number(),
          .Q_EC = entry.at("Q_EC").number()};
}

std::vector<LeeYang> lee_yang(const BetaInputs& inputs, SetUp& set_up) {
  const auto wc = set_up.at(wet3_at_1_GeV);
  const double radiative = std::sqrt(1.0 + inputs.Delta_R);
  std::vector<LeeYang> result;
  for (const std::string neutrino : {"nue", "numu", "nutau"}) {
    const bool is_electron = result.empty();
    if (!is_electron && !inputs.all_neutrinos) break;
    const auto C = [&](const char* name) { return wc[name + ("_due" + neutrino)]; };
    const Polynomial left =
        radiative * ((is_electron ? 1.0 : 0.0) + 1.0 / std::sqrt(inputs.S_EW) * C("CVL"));
    const Polynomial right = C("CVR");
    result.push_back({.V = set_up.amplitude(left + right),
                      .A = set_up.amplitude(-inputs.g_A * (left - right)),
                      .S = set_up.amplitude(inputs.g_S * (C("CSL") + C("CSR"))),
                      .T = set_up.amplitude(4.0 * inputs.g_T * C("CT"))});
  }
  return result;
}

}  // namespace smeftscan::observables::beta_decays
