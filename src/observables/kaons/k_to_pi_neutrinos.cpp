// SPDX-License-Identifier: MIT
#include "smeftscan/observables/kaons/k_to_pi_neutrinos.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {
namespace kaons {
namespace {

constexpr std::array neutrinos{"nue", "numu", "nutau"};

/// F_ij.
Polynomial flavour_amplitude(const NeutrinoModeInputs& inputs, SetUp& set_up, std::size_t i,
                             std::size_t j) {
  const auto wc = set_up.at(wet3_at_2_GeV);
  const std::string flavours = std::string("_sd") + neutrinos[j] + neutrinos[i];
  return (i == j ? inputs.standard_model : Complex{}) +
         inputs.coefficient * (wc["CL" + flavours] + wc["CR" + flavours]);
}

/// The sum over nine pairs of flavours of what `rate` makes of F_ij and F_ji.
template <class Rate>
Polynomial sum_over_flavours(const NeutrinoModeInputs& inputs, SetUp& set_up, Rate rate) {
  Polynomial sum;
  for (std::size_t i = 0; i < neutrinos.size(); ++i)
    for (std::size_t j = 0; j < neutrinos.size(); ++j)
      sum += rate(flavour_amplitude(inputs, set_up, i, j), flavour_amplitude(inputs, set_up, j, i));
  return sum;
}

NeutrinoModeInputs neutrino_mode_inputs(SetUp& set_up) {
  const input::Settings module = set_up.data().inputs("k_to_pi_neutrinos");
  refuse_other_scale(module, wet3_at_2_GeV);
  return NeutrinoModeInputs::from(module);
}

template <Polynomial (*rate)(const NeutrinoModeInputs&, SetUp&)>
MomentList neutrino_mode(SetUp& set_up, const Request&) {
  return {{rate(set_up.shared(&neutrino_mode_inputs), set_up)}};
}

}  // namespace

NeutrinoModeInputs NeutrinoModeInputs::from(const input::Settings& module) {
  const auto positive = [&](const char* key) { return input::positive_input(module, key, "1"); };
  const auto number = [&](const char* key) { return input::input_value(module, key, "1"); };
  const double superposition = number("K_L_superposition");
  if (superposition != 0.0 && superposition != 1.0)
    module.at("K_L_superposition").fail("must be 1 (both orders of neutrinos) or 0 (one)");

  const double V_us = positive("V_us");
  const auto V = smeft::ckm_matrix(V_us, positive("V_ub"), positive("V_cb"), positive("gamma"));
  Complex xi_c = V[4] * std::conj(V[3]), xi_t = V[7] * std::conj(V[6]);
  if (superposition == 0.0) {
    xi_c = std::conj(xi_c);
    xi_t = std::conj(xi_t);
  }

  const double s2 = positive("sin2_W");
  const double mass = input::positive_input(module, "m_c", "GeV") /
                      input::positive_input(module, "P_c_X_m_c", "GeV");
  const double coupling = positive("alpha_s") / positive("P_c_X_alpha_s");
  const double P_c = number("P_c_X") * std::pow(mass, number("P_c_X_m_c_exponent")) *
                     std::pow(coupling, number("P_c_X_alpha_s_exponent"));
  const auto strength = [&](const char* alpha_e) {
    return positive(alpha_e) / positive("kappa_alpha_e");
  };
  const double of_other_inputs = std::pow(positive("kappa_V_us"), -8) *
                                 std::pow(positive("kappa_sin2_W") / s2, 2) / (V_us * V_us);
  return {.kappa_plus = positive("kappa_plus") * of_other_inputs,
          .kappa_long = positive("kappa_L") * of_other_inputs,
          .standard_model =
              strength("alpha_e_Z") * positive("X_t") * xi_t +
              strength("charm_alpha_e") * std::pow(V_us, 4) * (P_c + number("delta_P_cu")) * xi_c,
          .coefficient = -strength("alpha_e") * s2 * xi_t,
          .has_superposition = superposition == 1.0};
}

Polynomial charged_rate(const NeutrinoModeInputs& inputs, SetUp& set_up) {
  return inputs.kappa_plus / 3.0 *
         sum_over_flavours(inputs, set_up, [&](const Polynomial& F, const Polynomial&) {
           return norm(set_up.amplitude(F));
         });
}

Polynomial neutral_rate(const NeutrinoModeInputs& inputs, SetUp& set_up) {
  return inputs.kappa_long / 3.0 *
         sum_over_flavours(inputs, set_up, [&](const Polynomial& F, const Polynomial& transposed) {
           const Polynomial& other = inputs.has_superposition ? transposed : F;
           return norm(set_up.amplitude(0.5 * (F - conj(other))));
         });
}

}  // namespace kaons

Family k_to_pi_neutrinos_observables() {
  using namespace kaons;
  static constexpr std::array rows{
      Observable{"BR(K+->pinunu)", R"($BR(K^+\to\pi^+\nu\nu)$)", "1", "Mescia:2007kn",
                 &neutrino_mode<&charged_rate>},
      Observable{"BR(KL->pinunu)", R"($BR(K_L\to\pi^0\nu\nu)$)", "1", "Mescia:2007kn",
                 &neutrino_mode<&neutral_rate>},
  };
  static constexpr std::array stations{wet3_at_2_GeV};
  static constexpr std::array<std::string_view, 3> modules{"running", "flavour",
                                                           "k_to_pi_neutrinos"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
