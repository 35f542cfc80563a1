// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <string>
#include <tuple>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "smeftscan/likelihood/theory_covariance.hpp"
#include "smeftscan/observables/charged_currents/inputs.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using namespace smeftscan::observables::charged_currents;
using observables::Predictor;

namespace {

const input::DataSet& set_of(const std::string& name) {
  static const auto smelli = data_set("smelli"), current = data_set("current");
  return name == "smelli" ? smelli : current;
}

double value(const std::string& label, const NamedValues& wc, const std::string& set) {
  const Predictor predictor(set_of(set), {observables::parse_label(label, "test")}, "test");
  return predict_at_stations(predictor, wc)[0];
}

/// Over the SM value.
double relative(const std::string& label, const NamedValues& wc,
                const std::string& set = "current") {
  return value(label, wc, set) / value(label, {}, set);
}

}  // namespace

TEST_CASE("charged currents have the reference's rates without and with coefficients",
          "[charged_currents]") {
  const input::Settings table = reference_file("charged_currents.json");
  const auto agrees = [](const std::string& name, double found, double wanted) {
    INFO(name << " " << found << " " << wanted);
    if (wanted == 0.0) {
      CHECK(found == 0.0);
      return;
    }
    // The reference integrates over q2 to some 1e-5, of bins at the end of phase space to 1e-4.
    const bool is_integral = name.find("pi") != name.npos || name.find("K") != name.npos;
    const double accuracy = name[0] == '<' ? 1e-4 : is_integral ? 3e-5 : 1e-6;
    CHECK(found / wanted == Approx(1.0).epsilon(accuracy));
  };
  for (const auto& [name, wanted] : table.at("SM").entries())
    agrees(name, value(name, {}, "smelli"), wanted.number());
  const auto points = table.at("points");
  for (std::size_t p = 0; p < points.size(); ++p) {
    INFO(points.at(p).at("name").text());
    const NamedValues wc = named_values(points.at(p).at("wc"));
    for (const auto& [name, wanted] : points.at(p).at("values").entries())
      agrees(name, value(name, wc, "smelli"), wanted.number());
  }
}

TEST_CASE("muon decay that new physics doubles in rate halves all rates of charged currents",
          "[charged_currents]") {
  const double G = set_of("current").inputs("muon_decay").at("fermi_constant").at("value").number();
  // Another phase is no change; the factor of the amplitude is i sqrt2.
  const NamedValues wc{{"CVLL_numunueemu", {4.0 * G / std::numbers::sqrt2, -4.0 * G}}};
  for (const char* name : {"BR(K+->munu)", "Gamma(pi+->munu)", "BR(KL->pienu)", "BR(D+->munu)",
                           "BR(D0->Kmunu)", "<BR>(D0->pienu)[0.3,0.6]", "BR(B+->taunu)",
                           "BR(B0->pitaunu)", "BR(tau->enunu)", "BR(tau->pinu)"}) {
    INFO(name);
    CHECK(relative(name, wc) == Approx(0.5).epsilon(1e-12));
  }
  CHECK(relative("BR(pi+->enu)", wc) == Approx(1.0).epsilon(1e-12));
  CHECK(relative("lnC(K->pimunu)", wc) == Approx(1.0).epsilon(1e-12));
  // The reference takes the measured constant in some decays (its issue 76).
  CHECK(relative("BR(tau->pinu)", wc, "smelli") == Approx(0.5).epsilon(1e-12));
  CHECK(relative("BR(D+->munu)", wc, "smelli") == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("rates do not know which of two CP-conjugate processes new physics is in",
          "[charged_currents]") {
  for (const auto& [name, quarks] : {std::pair<std::string, std::string>{"BR(K+->munu)", "su"},
                                     {"BR(KL->pimunu)", "su"},
                                     {"BR(D0->pimunu)", "dc"},
                                     {"BR(B+->munu)", "bu"}}) {
    const std::string l = "_" + quarks + "munumu", other = "_" + quarks + "munutau";
    NamedValues wc{{"CVL" + l, {0.1, 0.2}}, {"CSR" + l, {-0.003, 0.004}}, {"CSL" + other, 0.002}};
    if (name.find("->pi") != name.npos) wc["CT" + l] = {0.1, -0.3};
    NamedValues conjugate;
    for (const auto& [key, C] : wc) conjugate[key] = std::conj(C);
    INFO(name);
    CHECK(relative(name, conjugate) == Approx(relative(name, wc)).epsilon(1e-12));
    CHECK(std::abs(relative(name, wc) - 1.0) > 0.01);
  }
}

TEST_CASE("charm decays to a scalar with the other sign than bottom and strange quarks",
          "[charged_currents]") {
  // A charged scalar that couples to masses: amplitudes of opposite sign, since m_d - m_u is.
  CHECK(relative("BR(KL->pimunu)", {{"CSR_sumunumu", 0.01}}) > 1.0);
  CHECK(relative("BR(D0->Kmunu)", {{"CSR_scmunumu", 0.01}}) < 1.0);
  CHECK(relative("BR(D0->Kmunu)", {{"CSR_scmunumu", 0.01}}, "smelli") > 1.0);
  // In the leptonic decay it has one sign.
  CHECK(relative("BR(Ds->munu)", {{"CSR_scmunumu", 0.01}}) > 1.0);
}

TEST_CASE("pi -> e nu is enhanced by pseudoscalar currents as on paper", "[charged_currents]") {
  // A(pi -> e nu)/A_SM - 1 of ledq_1111 = 1 TeV^-2 is -v^2 C m_pi^2/(2 V_ud m_e (m_u + m_d)), with
  // masses at 2 GeV.
  const auto& data = set_of("current");
  const CurrentInputs in(data, "light_leptonic", wet3_at_rho_mass);
  const double v2 = 1.0 / (std::numbers::sqrt2 * in.positive("fermi_constant", "GeV^-2"));
  const double at_2_GeV = in.positive("m_u", "GeV") + in.positive("m_d", "GeV");
  const double V_ud = in.coupling("du") / in.positive("fermi_constant", "GeV^-2");
  const double m_pi = in.mass("pi+");
  const double shift = -v2 * 1e-6 * m_pi * m_pi / (2.0 * V_ud * in.mass("e") * at_2_GeV);
  CHECK(shift < -172.0);
  CHECK(shift > -175.0);
  // C_SR/(m_u + m_d) does not depend on the scale, and C_SR is -v^2 C*/(2 V_ud) at tree level.
  const double here = in.quark_mass('u') + in.quark_mass('d');
  const double C_SR = -v2 * 1e-6 / (2.0 * V_ud) * here / at_2_GeV;
  const double amplitude = 1.0 + shift / in.standard();
  CHECK(relative("BR(pi+->enu)", {{"CSR_duenue", C_SR}}) ==
        Approx(amplitude * amplitude).epsilon(1e-10));
}

TEST_CASE("two-loop and soft photons lower pi -> e nu by 3.8 percent", "[charged_currents]") {
  // 1.2352(2) 1e-4 [Cirigliano:2007ga], 1.2834e-4 without photons.
  CHECK(value("BR(pi+->enu)", {}, "current") == Approx(1.235e-4).epsilon(1e-3));
}

TEST_CASE("a bin outside of phase space is refused", "[charged_currents]") {
  using Catch::Contains;
  for (const char* bin : {"[2.98,3.1]", "[0.5,0.2]", "[-0.1,0.2]"})
    CHECK_THROWS_WITH(value(std::string("<BR>(D0->pienu)") + bin, {}, "current"),
                      Contains("end of phase space, 2.97"));
}

TEST_CASE("charged currents are compared with what was measured as in the reference",
          "[charged_currents]") {
  const input::DataSet& data = set_of("smelli");
  const auto counting = counting_measurements(data);
  std::vector<likelihood::TheoryCovariance> theory;
  for (const auto& file : data.prediction_files)
    theory.push_back(likelihood::read_theory_covariance(input::Settings::from_file(file)));
  // Sums of (d - m) (C_exp + C_SM)^-1 (d - m) by numpy, over the values of smelli 2.4.3 with fixed CKM;
  // of kaons and B the ratios and the limit beside it, which have no theory error there.
  for (const auto& [group, count, wanted] : {std::tuple{"kaon_pion_decays", 13, 7.92614},
                                             {"charm_decays", 94, 138.825},
                                             {"b_u_l_nu", 4, 2.07948},
                                             {"tau_decays", 4, 5.1188}}) {
    INFO(group);
    const auto columns = likelihood::needed_observables(counting, {group});
    const likelihood::Likelihood likelihood(counting, {group}, columns, theory);
    const Predictor predictor(data, columns, "test");
    std::vector<Lanes> predictions;
    for (const double x : predictor.standard_model()) predictions.emplace_back(x);
    Lanes chi_square = 0.0;
    likelihood.chi_square(predictions, {&chi_square, 1});
    CHECK(likelihood.value_counts().front() == static_cast<std::size_t>(count));
    // Integrals of the reference are off by 1e-5, which strongly correlated modes of kaons feel.
    CHECK(chi_square[0] == Approx(wanted).epsilon(1e-3));
  }
}
