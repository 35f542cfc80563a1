// SPDX-License-Identifier: MIT
#include "smeftscan/observables/kaons/k_to_leptons.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::observables {
namespace kaons {
namespace {

/// What all leptons share.
struct Kaon {
  double V_us;
  Complex xi_t, xi_c, coefficient;
  double mass;
  double width;  ///< N^2 m_K^3 f_K^2/(16 pi), GeV
  double s2;
};
Kaon read_kaon(const input::Settings& module) {
  using std::numbers::pi;
  const auto positive = [&](const char* key, const char* unit = "1") {
    return input::positive_input(module, key, unit);
  };
  const double V_us = positive("V_us");
  const auto V = smeft::ckm_matrix(V_us, positive("V_ub"), positive("V_cb"), positive("gamma"));
  const Complex xi_t = V[7] * std::conj(V[6]);
  const double m_K = positive("m_K0", "GeV"), f_K = positive("f_K0", "GeV");
  const double alpha_e = positive("alpha_e_Z");
  const double N =
      4.0 * positive("fermi_constant", "GeV^-2") / std::numbers::sqrt2 * alpha_e / (4.0 * pi);
  return {.V_us = V_us,
          .xi_t = xi_t,
          .xi_c = V[4] * std::conj(V[3]),
          .coefficient = positive("alpha_e") / alpha_e * xi_t,
          .mass = m_K,
          .width = N * N / (16.0 * pi) * std::pow(m_K, 3) * f_K * f_K,
          .s2 = positive("sin2_W")};
}

/// P and S of short distances.
struct ShortDistance {
  Polynomial P, S;
};

/// Without the Standard Model. `leptons` as in "sdemu" of e+ mu-; over m_K the divergences of their
/// axial current, m_- + m_+, and of the vector current, m_- - m_+.
ShortDistance short_distance(const std::string& leptons, double axial, double vector, double m_K,
                             Complex coefficient, SetUp& set_up) {
  const auto wc = set_up.at(wet_at_2_GeV);
  const auto difference = [&](const std::string& name) {
    return wc[name + "_sd" + leptons] - wc[name + "p_sd" + leptons];
  };
  return {.P = coefficient * (axial * difference("C10") + m_K * difference("CP")),
          .S = coefficient * (vector * difference("C9") + m_K * difference("CS"))};
}

ShortDistance short_distance(const LeptonMode& mode, Lepton lepton, SetUp& set_up) {
  ShortDistance result = short_distance(lepton == Lepton::e ? "ee" : "mumu", mode.axial_factor, 0.0,
                                        mode.scalar_factor, mode.coefficient, set_up);
  result.P += mode.P_sm;
  return result;
}

template <Lepton lepton>
LeptonMode lepton_mode_of(SetUp& set_up) {
  const input::Settings module = set_up.data().inputs("k_to_leptons");
  refuse_other_scale(module, wet_at_2_GeV);
  return lepton_mode(module, set_up.data().inputs("wilson_sm"), lepton);
}

template <Lepton lepton, Polynomial (*rate)(const LeptonMode&, Lepton, SetUp&)>
MomentList lepton_pair(SetUp& set_up, const Request&) {
  return {{rate(set_up.shared(&lepton_mode_of<lepton>), lepton, set_up)}};
}

MomentList long_into_electron_and_muon(SetUp& set_up, const Request&) {
  const input::Settings module = set_up.data().inputs("k_to_leptons");
  refuse_other_scale(module, wet_at_2_GeV);
  return {{electron_muon_rate(module, set_up)}};
}

}  // namespace

LeptonMode lepton_mode(const input::Settings& module, const input::Settings& wilson_sm,
                       Lepton lepton) {
  const auto positive = [&](const char* key, const char* unit) {
    return input::positive_input(module, key, unit);
  };
  const auto number = [&](const char* key) { return input::input_value(module, key, "1"); };
  const Kaon kaon = read_kaon(module);
  const double m_K = kaon.mass, s2 = kaon.s2;
  const double m_l = positive(lepton == Lepton::e ? "m_e" : "m_mu", "GeV");
  const double axial_factor = 2.0 * m_l / m_K;
  if (!(axial_factor < 1.0)) module.at("m_K0").fail("must be above the masses of two leptons");
  const double beta = std::sqrt(1.0 - axial_factor * axial_factor);

  const double m_t_ratio =
      positive("m_t_pole", "GeV") / input::positive_input(wilson_sm, "m_t_pole", "GeV");
  const double top =
      number("C10_t") * std::pow(m_t_ratio, input::input_value(wilson_sm, "m_t_exponent", "1"));
  const double charm = -number("P_c_Y") * std::pow(kaon.V_us, 4) / s2;
  const double width = kaon.width * beta;
  return {
      .axial_factor = axial_factor,
      .scalar_factor = m_K,
      .beta = beta,
      .P_sm = axial_factor * (kaon.xi_t * top + kaon.xi_c * charm),
      .coefficient = kaon.coefficient,
      .P_gg = -axial_factor / s2 * number("A_L") * Complex(number("chi_disp"), number("chi_abs")),
      .S_gg = axial_factor / s2 * Complex(number("Re_A_S"), number("Im_A_S")),
      .norm_long = width * positive("tau_KL", "GeV^-1"),
      .norm_short = width * positive("tau_KS", "GeV^-1")};
}

Polynomial long_rate(const LeptonMode& mode, Lepton lepton, SetUp& set_up) {
  const ShortDistance amplitudes = short_distance(mode, lepton, set_up);
  const Polynomial P = set_up.real_amplitude(amplitudes.P) + mode.P_gg;
  const Polynomial S = set_up.real_amplitude(imag(amplitudes.S));
  return mode.norm_long * (norm(P) + mode.beta * mode.beta * norm(S));
}

Polynomial short_rate(const LeptonMode& mode, Lepton lepton, SetUp& set_up) {
  const ShortDistance amplitudes = short_distance(mode, lepton, set_up);
  const Polynomial P = set_up.real_amplitude(imag(amplitudes.P));
  const Polynomial S = set_up.real_amplitude(amplitudes.S) + mode.S_gg;
  return mode.norm_short * (norm(P) + mode.beta * mode.beta * norm(S));
}

Polynomial electron_muon_rate(const input::Settings& module, SetUp& set_up) {
  const Kaon kaon = read_kaon(module);
  const double m_e = input::positive_input(module, "m_e", "GeV");
  const double m_mu = input::positive_input(module, "m_mu", "GeV");
  const double axial = (m_mu + m_e) / kaon.mass, vector = (m_mu - m_e) / kaon.mass;
  const double beta_plus2 = 1.0 - axial * axial, beta_minus2 = 1.0 - vector * vector;
  const auto positron = short_distance("emu", axial, vector, kaon.mass, kaon.coefficient, set_up);
  const auto antimuon = short_distance("mue", axial, -vector, kaon.mass, kaon.coefficient, set_up);
  const Polynomial P = set_up.amplitude(positron.P + conj(antimuon.P));
  const Polynomial S = set_up.amplitude(positron.S - conj(antimuon.S));
  const double norm_long = 0.5 * kaon.width * std::sqrt(beta_plus2 * beta_minus2) *
                           input::positive_input(module, "tau_KL", "GeV^-1");
  return norm_long * (beta_minus2 * norm(P) + beta_plus2 * norm(S));
}

}  // namespace kaons

Family k_to_leptons_observables() {
  using namespace kaons;
  static constexpr std::array rows{
      Observable{"BR(KL->mumu)", R"($BR(K_L\to\mu\mu)$)", "1", "Chobanova:2017rkj",
                 &lepton_pair<Lepton::mu, &long_rate>},
      Observable{"BR(KS->mumu)", R"($BR(K_S\to\mu\mu)$)", "1", "Chobanova:2017rkj",
                 &lepton_pair<Lepton::mu, &short_rate>},
      Observable{"BR(KL->ee)", R"($BR(K_L\to ee)$)", "1", "Chobanova:2017rkj",
                 &lepton_pair<Lepton::e, &long_rate>},
      Observable{"BR(KS->ee)", R"($BR(K_S\to ee)$)", "1", "Chobanova:2017rkj",
                 &lepton_pair<Lepton::e, &short_rate>},
      Observable{"BR(KL->emu,mue)", R"($BR(K_L\to e^\pm\mu^\mp)$)", "1", "Borsato:2018tcz",
                 &long_into_electron_and_muon},
  };
  static constexpr std::array stations{wet_at_2_GeV};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "wilson_sm",
                                                           "k_to_leptons"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
