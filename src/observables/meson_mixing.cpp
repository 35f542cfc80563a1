// SPDX-License-Identifier: MIT
#include "smeftscan/observables/meson_mixing.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/observables/mixing_standard_model.hpp"
#include "smeftscan/parameters/quark_mass.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {

constinit const NeutralMeson B_s_meson{"mixing_Bs",    "Bs", "bsbs",   wet_at_mixing_scale,
                                       {"m_b", "m_s"}, 5,    &b_mixing};
constinit const NeutralMeson B_d_meson{"mixing_B0",    "B0", "bdbd",   wet_at_mixing_scale,
                                       {"m_b", "m_d"}, 5,    &b_mixing};
constinit const NeutralMeson K_meson{"mixing_K0",    "K0", "sdsd",   wet3_at_2_GeV,
                                     {"m_s", "m_d"}, 4,    &k_mixing};
constinit const NeutralMeson D_meson{"mixing_D0",    "D0", "ucuc",   wet4_at_2_GeV,
                                     {"m_u", "m_c"}, 4,    &d_mixing};

namespace {

/// Delta M_s has a module of its own: sets that froze its inputs have no others.
constinit const NeutralMeson B_s_of_mass_difference{
    "meson_mixing", "Bs", "bsbs", wet_at_mixing_scale, {"m_b", "m_s"}, 5, &b_mixing};

/// The MS-bar mass of a quark at the station (GeV): run there, from the theory with as many flavours
/// as are light at its scale, or, in a module without alpha_s, as it is.
double quark_mass(const NeutralMeson& meson, const input::Settings& module, std::string_view key) {
  const double mass = input::positive_input(module, key, "GeV");
  if (!module.has("alpha_s")) return mass;
  const int flavours = key == "m_b" ? 5 : key == "m_c" ? 4 : 3;
  return parameters::run_mass({mass, module.at(key).at("scale").number(), flavours},
                              meson.station.scale, meson.flavours, strong_coupling(module))
      .value;
}

MixingInputs mixing_inputs(SetUp& set_up, const NeutralMeson& meson) {
  const input::Settings module = set_up.data().inputs(meson.module);
  refuse_other_scale(module, meson.station);
  return MixingInputs::from(meson, module);
}

Polynomial M12_of(SetUp& set_up, const NeutralMeson& meson, const MixingInputs& inputs) {
  return set_up.amplitude(mixing_amplitude(meson, inputs, set_up.at(meson.station)));
}

template <const NeutralMeson& meson>
MomentList amplitudes(SetUp& set_up, const Request&) {
  return {mixing_moments(set_up, meson)};
}

MomentList both_amplitudes(SetUp& set_up, const Request&) {
  MomentList list{mixing_moments(set_up, B_d_meson)};
  for (const Polynomial& moment : mixing_moments(set_up, B_s_meson))
    list.polynomials.push_back(moment);
  return list;
}

/// M_12, Gamma_12 and eta_CP A/Abar of a decay through b -> c cbar q, A being V_cb V_cq*.
template <const NeutralMeson& meson, int eta_cp>
MomentList amplitudes_with_decay(SetUp& set_up, const Request&) {
  MomentList list{mixing_moments(set_up, meson)};
  const input::Settings module = set_up.data().inputs(meson.module);
  const auto number = [&](const char* key) { return input::input_value(module, key, "1"); };
  const auto V = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"), number("gamma"));
  const Complex A = V[5] * std::conj(V[meson.flavour[1] == 'd' ? 3 : 4]);
  append(list.polynomials, static_cast<double>(eta_cp) * A / std::conj(A));
  return list;
}

Lanes mass_difference(Moments m) { return 2.0 * mixing_eigenvalue(m).re; }
Lanes mass_difference_ratio(Moments m) { return mass_difference(m) / mass_difference(m.from(4)); }

/// S of a CP eigenstate, -2 Im lambda/(1 + |lambda|^2) with lambda = q/p eta_CP A/Abar.
Lanes cp_asymmetry(Moments m) {
  const ComplexLanes turned = minus_q_over_p(m);
  return 2.0 * (turned * complex_moment(m, 2)).im / (1.0 + norm(turned));
}

/// kappa_epsilon Im M_12/(sqrt2 Delta M_K), Delta M_K as measured [Buras:2010pza].
MomentList indirect_violation(SetUp& set_up, const Request&) {
  const input::Settings module = set_up.data().inputs(K_meson.module);
  const double scale = input::positive_input(module, "kappa_epsilon", "1") /
                       (std::numbers::sqrt2 * input::positive_input(module, "DeltaM_K", "GeV"));
  const Polynomial M12 = M12_of(set_up, K_meson, mixing_inputs(set_up, K_meson));
  return {{Complex(0.0, -1.0) * M12}, scale};
}

/// Delta M_K of the SM, long distances included, and 2 Re of what new physics adds to M_12.
MomentList kaon_mass_difference(SetUp& set_up, const Request&) {
  const input::Settings module = set_up.data().inputs(K_meson.module);
  const double sm = input::input_value(module, "DeltaM_K_SM", "GeV");
  const MixingInputs in = mixing_inputs(set_up, K_meson);
  return {{sm + 2.0 * (M12_of(set_up, K_meson, in) - in.sm.M12)}};
}

/// M_12 times 2 tau.
MomentList dispersive_amplitude(SetUp& set_up, const Request&) {
  const double tau =
      input::positive_input(set_up.data().inputs(D_meson.module), "tau_D0", "GeV^-1");
  MomentList list{{}, 2.0 * tau};
  append(list.polynomials, M12_of(set_up, D_meson, mixing_inputs(set_up, D_meson)));
  return list;
}

Lanes modulus(Moments m) { return sqrt(norm(complex_moment(m, 0))); }

/// 2 tau |M_12| sin arg(M_12/Gamma_12) = 2 tau Im(M_12 Gamma_12*)/|Gamma_12|, affine in M_12.
MomentList dispersive_phase(SetUp& set_up, const Request&) {
  const MixingInputs inputs = mixing_inputs(set_up, D_meson);
  const Complex Gamma12 = inputs.sm.Gamma12;
  const double tau =
      input::positive_input(set_up.data().inputs(D_meson.module), "tau_D0", "GeV^-1");
  return {{Complex(0.0, -1.0) * std::conj(Gamma12) / std::abs(Gamma12) *
           M12_of(set_up, D_meson, inputs)},
          2.0 * tau};
}

}  // namespace

MixingInputs MixingInputs::from(const NeutralMeson& meson, const input::Settings& module) {
  const auto positive = [&](const std::string& key, const char* unit) {
    return input::positive_input(module, key, unit);
  };
  const std::string name(meson.name);
  const double m = positive("m_" + name, "GeV");
  const double ratio =
      m / (quark_mass(meson, module, meson.quarks[0]) + quark_mass(meson, module, meson.quarks[1]));
  MixingInputs inputs{.m = m,
                      .f = positive("f_" + name, "GeV"),
                      .r = ratio * ratio,
                      .bag = {positive("B1", "1"), positive("B2", "1"), positive("B3", "1"),
                              positive("B4", "1"), positive("B5", "1")},
                      .sm = {}};
  inputs.sm = module.has("Re_M12")
                  ? MixingAmplitudes{{input::input_value(module, "Re_M12", "GeV"),
                                      input::input_value(module, "Im_M12", "GeV")},
                                     0.0}
                  : meson.standard_model(meson, module, mixing_matrix_element(inputs, "VLL"));
  return inputs;
}

double mixing_matrix_element(const MixingInputs& in, std::string_view structure) {
  const double norm = in.m * in.f * in.f;
  const auto& [B1, B2, B3, B4, B5] = in.bag;
  const auto is = [&](std::string_view name) { return structure == name; };
  if (is("VLL") || is("VRR")) return norm * B1 / 3.0;
  if (is("SLL") || is("SRR")) return -5.0 / 24.0 * norm * in.r * B2;
  if (is("TLL") || is("TRR")) return norm * in.r * (5.0 / 6.0 * B2 - B3 / 3.0);
  if (is("VLR")) return -norm * in.r * B5 / 6.0;
  expect(is("SLR"), "an operator of Delta F = 2");
  return norm * in.r * B4 / 4.0;
}

Polynomial mixing_amplitude(const NeutralMeson& meson, const MixingInputs& inputs,
                            const SetUp::Coefficients& wc) {
  Polynomial sum = inputs.sm.M12;
  for (const char* structure : {"VLL", "VRR", "VLR", "SLR", "SLL", "TLL", "SRR", "TRR"})
    sum -= mixing_matrix_element(inputs, structure) *
           wc[std::string("C") + structure + "_" + std::string(meson.flavour)];
  return sum;
}

Polynomial relative_mass_mixing(SetUp& set_up) {
  const MixingInputs inputs = mixing_inputs(set_up, B_s_of_mass_difference);
  return 1.0 / inputs.sm.M12 * M12_of(set_up, B_s_of_mass_difference, inputs);
}

void append(std::vector<Polynomial>& moments, const Polynomial& z) {
  moments.push_back(z);
  moments.push_back(Complex(0.0, -1.0) * z);
}

std::vector<Polynomial> mixing_moments(SetUp& set_up, const NeutralMeson& meson) {
  const MixingInputs inputs = mixing_inputs(set_up, meson);
  std::vector<Polynomial> moments;
  append(moments, M12_of(set_up, meson, inputs));
  append(moments, inputs.sm.Gamma12);
  return moments;
}

ComplexLanes mixing_eigenvalue(Moments m) {
  const ComplexLanes M12 = complex_moment(m, 0), Gamma12 = complex_moment(m, 1);
  const Lanes re = norm(M12) - 0.25 * norm(Gamma12);
  const Lanes im = -(M12 * conj(Gamma12)).re;
  const Lanes root = sqrt(0.5 * (sqrt(norm(ComplexLanes(re, im))) + re));
  return {root, 0.5 * im / root};
}

ComplexLanes minus_q_over_p(Moments m) {
  const ComplexLanes half = times_i(complex_moment(m, 1));
  const ComplexLanes d = complex_moment(m, 0) - ComplexLanes(0.5 * half.re, 0.5 * half.im);
  const ComplexLanes product = mixing_eigenvalue(m) * conj(d);
  return {product.re / norm(d), product.im / norm(d)};
}

Family meson_mixing_observables() {
  static constexpr std::array of_mass{wet_at_mixing_scale}, of_K{wet3_at_2_GeV},
      of_D{wet4_at_2_GeV};
  using Names = std::array<std::string_view, 3>;
  static constexpr Names modules{"running", "flavour", "meson_mixing"};
  static constexpr Names B_s_modules{"running", "flavour", "mixing_Bs"};
  static constexpr Names B_d_modules{"running", "flavour", "mixing_B0"};
  static constexpr Names K_modules{"running", "flavour", "mixing_K0"};
  static constexpr Names D_modules{"running", "flavour", "mixing_D0"};
  static constexpr std::array<std::string_view, 4> B_modules{"running", "flavour", "mixing_B0",
                                                             "mixing_Bs"};
  static constexpr std::array rows{
      Observable{"DeltaM_s", R"($\Delta M_s$)", "GeV", "Buras:2001ra",
                 &amplitudes<B_s_of_mass_difference>, &mass_difference},
      Observable{.name = "DeltaM_d",
                 .latex = R"($\Delta M_d$)",
                 .unit = "GeV",
                 .reference = "Buras:2001ra",
                 .moments = &amplitudes<B_d_meson>,
                 .formula = &mass_difference,
                 .modules = B_d_modules},
      Observable{.name = "DeltaM_d/DeltaM_s",
                 .latex = R"($\Delta M_d/\Delta M_s$)",
                 .unit = "1",
                 .reference = "Buras:2001ra",
                 .moments = &both_amplitudes,
                 .formula = &mass_difference_ratio,
                 .modules = B_modules},
      Observable{.name = "S_psiK",
                 .latex = R"($S_{\psi K_S}$)",
                 .unit = "1",
                 .reference = "Artuso:2015swg",
                 .moments = &amplitudes_with_decay<B_d_meson, -1>,
                 .formula = &cp_asymmetry,
                 .modules = B_d_modules},
      Observable{.name = "S_psiphi",
                 .latex = R"($S_{\psi\phi}$)",
                 .unit = "1",
                 .reference = "Artuso:2015swg",
                 .moments = &amplitudes_with_decay<B_s_meson, 1>,
                 .formula = &cp_asymmetry,
                 .modules = B_s_modules},
      Observable{.name = "eps_K",
                 .latex = R"($|\epsilon_K|$)",
                 .unit = "1",
                 .reference = "Brod:2019rzc",
                 .moments = &indirect_violation,
                 .stations = of_K,
                 .modules = K_modules},
      Observable{.name = "DeltaM_K",
                 .latex = R"($\Delta M_K$)",
                 .unit = "GeV",
                 .reference = "Wang:2022lfq",
                 .moments = &kaon_mass_difference,
                 .stations = of_K,
                 .modules = K_modules},
      Observable{.name = "x12_D",
                 .latex = R"($x_{12}^D$)",
                 .unit = "1",
                 .reference = "Betti:2024ldy",
                 .moments = &dispersive_amplitude,
                 .formula = &modulus,
                 .stations = of_D,
                 .modules = D_modules},
      Observable{.name = "x12Im_D",
                 .latex = R"($x_{12}^{\mathrm{Im},D}$)",
                 .unit = "1",
                 .reference = "flavio",
                 .moments = &dispersive_phase,
                 .stations = of_D,
                 .modules = D_modules},
  };
  return {rows, of_mass, modules};
}

}  // namespace smeftscan::observables
