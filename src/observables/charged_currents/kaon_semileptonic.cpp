// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "smeftscan/observables/families.hpp"

/// K -> pi l nu, likelihood group `kaon_pion_decays`, module `kaon_semileptonic`.
///
/// Form factors [Bernard:2009zm, Eqs. (A.1), (A.3)], [FlaviaNet:2010lcn, Eqs. (33), (37)], with
/// D = m_K^2 - m_pi^2, x = q2/(m_K - m_pi)^2 and masses of K0 and pi+,
///
///     f+(q2) = f+(0) exp[q2/m_pi^2 (Lambda+ + H1 x + H2 x^2)],
///     f0(q2) = f+(0) exp[q2/D (ln C - D_G x - d_G (1 - x) - k_G x (1 - x))],
///     fT(q2) = fT(0)/(1 - s_T q2) [Baum:2011rm].
///
/// K+ has (1 + delta_K+pi0)/sqrt2 times these by isospin, and a rate (1 + delta_EM)^2 times the one
/// without photons, by mode.
namespace smeftscan::observables {
namespace charged_currents {
namespace {

struct KaonMode {
  std::string_view mass, lifetime, pion;
  Lepton lepton;
  std::string_view photons;  ///< delta_EM
  bool is_charged = false;
};

constexpr KaonMode long_e{"K0", "KL", "pi+", Lepton::e, "delta_EM_K0e"};
constexpr KaonMode long_mu{"K0", "KL", "pi+", Lepton::mu, "delta_EM_K0mu"};
constexpr KaonMode short_e{"K0", "KS", "pi+", Lepton::e, "delta_EM_K0e"};
constexpr KaonMode short_mu{"K0", "KS", "pi+", Lepton::mu, "delta_EM_K0mu"};
constexpr KaonMode charged_e{"K+", "K+", "pi0", Lepton::e, "delta_EM_K+e", true};
constexpr KaonMode charged_mu{"K+", "K+", "pi0", Lepton::mu, "delta_EM_K+mu", true};

CurrentInputs kaon_inputs(SetUp& set_up) {
  return {set_up.data(), "kaon_semileptonic", wet3_at_rho_mass};
}

struct KaonFormFactors {
  double m_K, m_pi, plus, Lambda, H1, H2, lnC, D, d, k, T, s_T;

  bsll::ScalarFormFactors at(double q2) const {
    const double x = q2 / std::pow(m_K - m_pi, 2);
    const double G = x * D + (1.0 - x) * d + x * (1.0 - x) * k, H = x * (H1 + x * H2);
    return {.plus = plus * std::exp(q2 / (m_pi * m_pi) * (Lambda + H)),
            .T = T / (1.0 - s_T * q2),
            .zero = plus * std::exp(q2 / (m_K * m_K - m_pi * m_pi) * (lnC - G))};
  }
};

KaonFormFactors kaon_form_factors(SetUp& set_up) {
  const CurrentInputs& in = set_up.shared(&kaon_inputs);
  const auto value = [&](const char* key) { return input::input_value(in.module(), key, "1"); };
  return {.m_K = in.mass("K0"),
          .m_pi = in.mass("pi+"),
          .plus = in.positive("f+_0"),
          .Lambda = value("Lambda+"),
          .H1 = value("H1"),
          .H2 = value("H2"),
          .lnC = value("lnC"),
          .D = value("D_G"),
          .d = value("d_G"),
          .k = value("k_G"),
          .T = value("fT_0"),
          .s_T = input::input_value(in.module(), "s_T", "GeV^-2")};
}

template <const KaonMode& mode>
MomentList kaon_branching_ratio(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&kaon_inputs);
  const auto rates = semileptonic_integral(
      in.semileptonic(mode.mass, mode.pion, "su", mode.lepton,
                      [f = set_up.shared(&kaon_form_factors)](double q2) { return f.at(q2); }));
  const auto delta = [&](std::string_view key) {
    return input::input_value(in.module(), key, "1");
  };
  double factor = in.lifetime(mode.lifetime) * std::pow(1.0 + delta(mode.photons), 2);
  if (mode.is_charged) factor *= 0.5 * std::pow(1.0 + delta("delta_K+pi0"), 2);
  return with_muon_decay(set_up, in.follows_muon_decay(),
                         {semileptonic_rate(set_up, in.transition("su", mode.lepton), rates)},
                         factor);
}

/// V, S and C_T with the neutrino of the muon.
struct MuonCurrents {
  Polynomial vector, scalar, tensor;
};
MuonCurrents muon_currents(SetUp& set_up, const CurrentInputs& in) {
  const Transition transition = in.transition("su", Lepton::mu);
  const auto C = [&](std::string_view name) {
    return coefficient(set_up, transition, name, Lepton::mu);
  };
  return {transition.standard + C("CVL") + C("CVR"), C("CSR") + C("CSL"), C("CT")};
}

/// C = f0(D)/f+(0) (1 + D/(m_mu (m_s - m_u)) Re(C_SR + C_SL)/Re V), as fits of the spectrum find it
/// that know no scalar current [Gonzalez-Alonso:2016etj].
MomentList scalar_form_factor(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&kaon_inputs);
  const KaonFormFactors& f = set_up.shared(&kaon_form_factors);
  const double D = f.m_K * f.m_K - f.m_pi * f.m_pi;
  const MuonCurrents x = muon_currents(set_up, in);
  const double m_difference = in.quark_mass('s') - in.quark_mass('u');
  return {{f.at(D).zero / f.plus * (x.vector + D / (in.mass("mu") * m_difference) * x.scalar),
           x.vector}};
}

Lanes logarithm_of_ratio(Moments m) {
  Lanes result = ratio(m);
  for (double& x : result.values) x = std::log(x);
  return result;
}

/// R_T = -2 B_T(0)/f+(0) Re C_T, B_T = 2 m_K/(m_K + m_pi) fT [Gonzalez-Alonso:2016etj].
MomentList tensor_form_factor(SetUp& set_up, const Request&) {
  const CurrentInputs& in = set_up.shared(&kaon_inputs);
  const KaonFormFactors& f = set_up.shared(&kaon_form_factors);
  return {{-4.0 * f.m_K / (f.m_K + f.m_pi) * f.T / f.plus * muon_currents(set_up, in).tensor}};
}

}  // namespace
}  // namespace charged_currents

Family kaon_semileptonic_observables() {
  using namespace charged_currents;
  static constexpr std::array only_rho{wet3_at_rho_mass};
  static constexpr std::array rows{
      Observable{"BR(KL->pienu)", R"($BR(K_L\to\pi^\pm e^\mp\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<long_e>, &first_rate},
      Observable{"BR(KL->pimunu)", R"($BR(K_L\to\pi^\pm\mu^\mp\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<long_mu>, &first_rate},
      Observable{"BR(KS->pienu)", R"($BR(K_S\to\pi^\pm e^\mp\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<short_e>, &first_rate},
      Observable{"BR(KS->pimunu)", R"($BR(K_S\to\pi^\pm\mu^\mp\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<short_mu>, &first_rate},
      Observable{"BR(K+->pienu)", R"($BR(K^+\to\pi^0e^+\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<charged_e>, &first_rate},
      Observable{"BR(K+->pimunu)", R"($BR(K^+\to\pi^0\mu^+\nu)$)", "1", "FlaviaNet:2010lcn",
                 &kaon_branching_ratio<charged_mu>, &first_rate},
      Observable{"lnC(K->pimunu)",
                 R"($\ln C(K\to\pi\mu\nu)$)",
                 "1",
                 "Gonzalez-Alonso:2016etj",
                 &scalar_form_factor,
                 &logarithm_of_ratio,
                 {},
                 only_rho},
      Observable{"RT(K->pimunu)",
                 R"($R_T(K\to\pi\mu\nu)$)",
                 "1",
                 "Gonzalez-Alonso:2016etj",
                 &tensor_form_factor,
                 &the_moment,
                 {},
                 only_rho},
  };
  static constexpr std::array stations{wet3_at_1_GeV, wet3_at_rho_mass};
  static constexpr std::array<std::string_view, 4> modules{"running", "flavour", "muon_decay",
                                                           "kaon_semileptonic"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
