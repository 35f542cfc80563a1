// SPDX-License-Identifier: MIT
#include "smeftscan/observables/rare_b/neutrino_rates.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/forms/quadrature.hpp"
#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {
namespace rare_b {
namespace {

using bsll::Decay;

/// The integral of density(q2, lambda) over phase space. With q2 = (m_B - m_M)^2 sin^2 t the square
/// root of lambda at its end is smooth, and 24 points are exact to 1e-10.
template <class Density>
double over_phase_space(double m_B, double m_M, const Density& density) {
  static const auto rule = forms::gauss_legendre(24);
  const double end = (m_B - m_M) * (m_B - m_M), threshold = (m_B + m_M) * (m_B + m_M);
  double sum = 0.0;
  for (const auto& [x, weight] : rule) {
    const double t = 0.25 * std::numbers::pi * (1.0 + x);
    const double q2 = end * std::sin(t) * std::sin(t);
    const double lambda = end * std::cos(t) * std::cos(t) * (threshold - q2);
    sum += weight * 0.25 * std::numbers::pi * end * std::sin(2.0 * t) * density(q2, lambda);
  }
  return sum;
}

}  // namespace

NeutrinoIntegrals pseudoscalar_integrals(const std::function<double(double)>& f_plus, double m_B,
                                         double m_P) {
  const auto vector = [&](double q2, double lambda) {
    return lambda * std::sqrt(lambda) * std::pow(f_plus(q2), 2) / std::pow(m_B, 4);
  };
  return {over_phase_space(m_B, m_P, vector), 0.0};
}

NeutrinoIntegrals vector_integrals(const bsll::VectorFormFactorSeries& series, double m_B,
                                   double m_V) {
  const double sum2 = (m_B + m_V) * (m_B + m_V), m_B2 = m_B * m_B;
  const auto vector = [&](double q2, double lambda) {
    const double V = series.at(q2).V;
    return 2.0 * q2 * lambda * std::sqrt(lambda) * V * V / (m_B2 * m_B2 * sum2);
  };
  const auto axial = [&](double q2, double lambda) {
    const bsll::VectorFormFactors F = series.at(q2);
    return std::sqrt(lambda) * (2.0 * q2 * sum2 * F.A1 * F.A1 / (m_B2 * m_B2) +
                                64.0 * m_V * m_V * F.A12 * F.A12 / m_B2);
  };
  return {over_phase_space(m_B, m_V, vector), over_phase_space(m_B, m_V, axial)};
}

NeutrinoRateInputs NeutrinoRateInputs::from(const input::DataSet& data) {
  const input::Settings module = data.inputs("neutrino_rates");
  const auto positive = [&](const char* key, const char* unit) {
    return input::positive_input(module, key, unit);
  };
  const bsll::Parameters p = bsll::read_parameters(data.inputs("bsll"));
  const double m_rho = positive("m_rho", "GeV");
  const auto fit = [&](const char* name) { return bsll::read_form_factor_fit(data.inputs(name)); };
  const auto& K = p.masses(Decay::B0_K);
  const auto& Kstar = p.masses(Decay::B0_Kstar);
  return {.parameters = p,
          .C_L = -positive("X_t", "1") / positive("sin2_W", "1") * positive("alpha_e_Z", "1") /
                 p.alpha_e,
          .m_pi0 = positive("m_pi0", "GeV"),
          .m_pi_plus = positive("m_pi+", "GeV"),
          .m_rho = m_rho,
          .B_K = {fit("form_factors_B_K"), K.m_B_series, K.m_M_series},
          .B_Kstar = {fit("form_factors_B_Kstar"), Kstar.m_B_series, Kstar.m_M_series},
          .B_pi = bsll::PionFormFactorSeries(data.inputs("form_factors_B_pi")),
          .B_rho = {fit("form_factors_B_rho"), Kstar.m_B, m_rho}};
}

namespace {

NeutrinoRateInputs neutrino_rate_inputs(SetUp& set_up) {
  return NeutrinoRateInputs::from(set_up.data());
}

/// Sums over nine pairs of flavours.
struct FlavourSums {
  Polynomial vector;  ///< of |C_L + C_R|^2
  Polynomial axial;   ///< of |C_L - C_R|^2
};
FlavourSums flavour_sums(SetUp& set_up, const std::string& quarks) {
  const auto wc = set_up.at(wet_at_b_scale);
  const double C_L = set_up.shared(&neutrino_rate_inputs).C_L;
  static const std::array<std::string, 3> neutrinos{"nue", "numu", "nutau"};
  FlavourSums sums;
  for (const std::string& first : neutrinos)
    for (const std::string& second : neutrinos) {
      const std::string pair = quarks + first + second;
      const Polynomial left = wc["CL_" + pair] + (first == second ? C_L : 0.0);
      const Polynomial right = wc["CR_" + pair];
      sums.vector += norm(set_up.amplitude(left + right));
      sums.axial += norm(set_up.amplitude(left - right));
    }
  return sums;
}
FlavourSums strange_sums(SetUp& set_up) { return flavour_sums(set_up, "bs"); }
FlavourSums down_sums(SetUp& set_up) { return flavour_sums(set_up, "bd"); }

/// `share` of the quarks in the meson: 1/2 of d dbar in a pi0 or rho0.
MomentList branching_ratio(const NeutrinoRateInputs& in, const FlavourSums& sums,
                           const NeutrinoIntegrals& integrals, Decay charge, Complex xi_t,
                           double share = 1.0) {
  const bsll::Parameters& p = in.parameters;
  const auto& m = p.masses(charge);
  const double coupling = p.fermi_constant * p.alpha_e * std::abs(xi_t);
  const double N = m.tau_B * coupling * coupling * m.m_B / (768.0 * std::pow(std::numbers::pi, 5));
  return {{sums.vector + integrals.axial / integrals.vector * sums.axial},
          share * N * integrals.vector};
}

template <Decay decay>
MomentList into_kaon(SetUp& set_up, const Request&) {
  const NeutrinoRateInputs& in = set_up.shared(&neutrino_rate_inputs);
  const auto& m = in.parameters.masses(decay);
  const auto f_plus = [&](double q2) { return in.B_K.at(q2).plus; };
  const auto integrals = bsll::is_vector(decay) ? vector_integrals(in.B_Kstar, m.m_B, m.m_M)
                                                : pseudoscalar_integrals(f_plus, m.m_B, m.m_M);
  return branching_ratio(in, set_up.shared(&strange_sums), integrals, decay,
                         in.parameters.strange.xi_t);
}

/// Of the B meson of `charge`.
template <Decay charge>
MomentList into_pion(SetUp& set_up, const Request&) {
  const NeutrinoRateInputs& in = set_up.shared(&neutrino_rate_inputs);
  constexpr bool neutral = charge == Decay::B0_K;
  const auto f_plus = [&](double q2) { return in.B_pi.at(q2).plus; };
  return branching_ratio(in, set_up.shared(&down_sums),
                         pseudoscalar_integrals(f_plus, in.parameters.masses(charge).m_B,
                                                neutral ? in.m_pi0 : in.m_pi_plus),
                         charge, in.parameters.down.xi_t, neutral ? 0.5 : 1.0);
}

template <Decay charge>
MomentList into_rho(SetUp& set_up, const Request&) {
  const NeutrinoRateInputs& in = set_up.shared(&neutrino_rate_inputs);
  return branching_ratio(in, set_up.shared(&down_sums),
                         vector_integrals(in.B_rho, in.parameters.masses(charge).m_B, in.m_rho),
                         charge, in.parameters.down.xi_t, charge == Decay::B0_K ? 0.5 : 1.0);
}

}  // namespace
}  // namespace rare_b

Family neutrino_rate_observables() {
  using namespace rare_b;
  static constexpr std::array rows{
      Observable{"BR(B0->Knunu)", R"($BR(B^0\to K^0\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_kaon<Decay::B0_K>},
      Observable{"BR(B+->Knunu)", R"($BR(B^+\to K^+\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_kaon<Decay::Bp_K>},
      Observable{"BR(B0->K*nunu)", R"($BR(B^0\to K^{*0}\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_kaon<Decay::B0_Kstar>},
      Observable{"BR(B+->K*nunu)", R"($BR(B^+\to K^{*+}\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_kaon<Decay::Bp_Kstar>},
      Observable{"BR(B0->pinunu)", R"($BR(B^0\to\pi^0\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_pion<Decay::B0_K>},
      Observable{"BR(B+->pinunu)", R"($BR(B^+\to\pi^+\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_pion<Decay::Bp_K>},
      Observable{"BR(B0->rhonunu)", R"($BR(B^0\to\rho^0\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_rho<Decay::B0_K>},
      Observable{"BR(B+->rhonunu)", R"($BR(B^+\to\rho^+\nu\nu)$)", "1", "Buras:2014fpa",
                 &into_rho<Decay::Bp_K>},
  };
  static constexpr std::array stations{wet_at_b_scale};
  static constexpr std::array<std::string_view, 8> modules{
      "running",           "flavour",           "bsll",
      "neutrino_rates",    "form_factors_B_K",  "form_factors_B_Kstar",
      "form_factors_B_pi", "form_factors_B_rho"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
