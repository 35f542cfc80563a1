// SPDX-License-Identifier: MIT
#include <cmath>
#include <complex>
#include <map>
#include <string>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "smeftscan/observables/beta_decays/lee_yang.hpp"
#include "support/catch.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using beta_decays::BetaInputs;
using tests::NamedValues;

namespace {

const input::DataSet& current() {
  static const auto data = tests::data_set("current");
  return data;
}
const BetaInputs& inputs() {
  static const auto in = BetaInputs::from(current().inputs("beta_decays"));
  return in;
}

const std::vector<input::ObservableKey> keys{{"Ft(10C)", {}},
                                             {"Ft(74Rb)", {}},
                                             {"tau_n", {{"me_E", 0.655}}},
                                             {"a_n", {}},
                                             {"Atilde_n", {{"me_E", 0.559}}},
                                             {"Btilde_n", {{"me_E", 0.591}}},
                                             {"lambdaAB_n", {{"me_E", 0.581}}},
                                             {"D_n", {}},
                                             {"R_n", {}}};

std::map<std::string, double> predicted(const input::DataSet& data, const NamedValues& values) {
  const auto found = tests::predict_at_stations(Predictor(data, keys, "test"), values);
  std::map<std::string, double> result;
  for (std::size_t i = 0; i < keys.size(); ++i) result[keys[i].name] = found[i];
  return result;
}
std::map<std::string, double> predicted(const NamedValues& values) {
  return predicted(current(), values);
}

/// CVL that multiplies the amplitude of the SM by this.
Complex left_handed(Complex factor) { return std::sqrt(inputs().S_EW) * (factor - 1.0); }

void check_same_correlations(std::map<std::string, double> found,
                             std::map<std::string, double> expected) {
  for (const char* name : {"a_n", "Atilde_n", "Btilde_n", "lambdaAB_n", "D_n", "R_n"}) {
    CAPTURE(name);
    CHECK(found[name] == Approx(expected[name]).epsilon(1e-12).margin(1e-14));
  }
}

}  // namespace

TEST_CASE("beta decays have the reference's values", "[beta_decays]") {
  const auto part = tests::reference_file("beta_decays.json").at("beta_decays");
  std::vector<input::ObservableKey> all;
  for (std::size_t i = 0; i < part.at("observables").size(); ++i) {
    const auto entry = part.at("observables").at(i);
    all.push_back({entry.at(std::size_t{0}).text(), {}});
    if (entry.size() > 1) all.back().arguments.emplace_back("me_E", entry.at(1).number());
  }
  const Predictor predictor(tests::data_set("smelli"), all, "test");
  const auto compare = [&](const std::vector<double>& found, const input::Settings& expected) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      INFO(all[i].label() << ", " << expected.where());
      CHECK(found[i] == Approx(expected.at(i).number()).epsilon(1e-12).margin(1e-14));
    }
  };
  compare(predictor.standard_model(), part.at("standard_model"));
  for (std::size_t i = 0; i < part.at("points").size(); ++i) {
    const auto point = part.at("points").at(i);
    compare(tests::predict_at_stations(predictor, tests::named_values(point.at("coefficients"))),
            point.at("values"));
  }
}

TEST_CASE("half-lives go as 1/V_ud^2, correlations do not know it", "[beta_decays]") {
  const auto data =
      current().with_inputs(input::Settings::from_text("beta_decays.V_us: 0.3", "job.yaml"));
  const double V_ud = std::sqrt(1.0 - 0.09 - std::pow(0.00364, 2));
  auto sm = predicted({}), changed = predicted(data, {});
  for (const char* name : {"Ft(10C)", "Ft(74Rb)", "tau_n"})
    CHECK(changed[name] / sm[name] == Approx(std::pow(inputs().V_ud / V_ud, 2)).epsilon(1e-12));
  check_same_correlations(changed, sm);
}

TEST_CASE("new physics with the SM's structure rescales beta decays", "[beta_decays]") {
  auto sm = predicted({}), scaled = predicted({{"CVL_duenue", left_handed({0.9, 0.4})}});
  for (const char* name : {"Ft(10C)", "tau_n"})
    CHECK(scaled[name] / sm[name] == Approx(1.0 / 0.97).epsilon(1e-12));
  check_same_correlations(scaled, sm);

  // neutrinos of another flavour do not interfere
  auto muonic = predicted({{"CVL_duenumu", left_handed(1.3)}});
  for (const char* name : {"Ft(10C)", "tau_n"})
    CHECK(muonic[name] / sm[name] == Approx(1.0 / 1.09).epsilon(1e-12));
  check_same_correlations(muonic, sm);
}

TEST_CASE("the Fermi constant is that of muon decay", "[beta_decays]") {
  const double unit = -4.0 * inputs().fermi_constant / std::sqrt(2.0);
  const auto lifetime = [](const NamedValues& values) {
    return predicted(values)["tau_n"] / predicted({})["tau_n"];
  };
  CHECK(lifetime({{"CVLL_numunueemu", 0.1 * unit}}) == Approx(1.21).epsilon(1e-12));
  CHECK(lifetime({{"CVLL_nutaunuemue", 0.1 * unit}}) == Approx(1.01).epsilon(1e-12));
  // A right-handed electron interferes if its chirality flips: m_e/m_mu = 1/206.77.
  CHECK(lifetime({{"CVLR_numunueemu", 0.1 * unit}}) == Approx(1.01 - 0.4 / 206.768).epsilon(3e-6));
  check_same_correlations(predicted({{"CVLL_numunueemu", 0.1 * unit}}), predicted({}));
}

TEST_CASE("scalar currents give the Fierz term -2 gamma g_S eps_S <m_e/E>", "[beta_decays]") {
  // [Gonzalez-Alonso:2018omy, Table 4]; positrons, alpha = 1/137.036
  const double V = std::sqrt(1.0 + inputs().Delta_R), S = inputs().g_S * 0.01;
  auto sm = predicted({}), found = predicted({{"CSR_duenue", 0.01}});
  struct Case {
    const char* name;
    double Z, m_e_over_E;
  };
  for (const auto& [name, Z, m_e_over_E] :
       {Case{"Ft(10C)", 5.0, 0.619}, {"Ft(74Rb)", 36.0, 0.125}}) {
    CAPTURE(name);
    const double gamma = std::sqrt(1.0 - std::pow(Z / 137.036, 2));
    CHECK(sm[name] / found[name] ==
          Approx(1.0 + S * S / (V * V) - 2.0 * gamma * S / V * m_e_over_E).epsilon(1e-8));
  }
  CHECK(found["tau_n"] < sm["tau_n"]);  // with electrons the sign is the other
  // Pseudoscalars do not act on slow nucleons.
  auto pseudoscalar = predicted({{"CSR_duenue", 0.01}, {"CSL_duenue", -0.01}});
  for (const auto& [name, value] : pseudoscalar) CHECK(value == sm[name]);
}

TEST_CASE("a right-handed quark current moves V_ud and g_A apart", "[beta_decays]") {
  // V_ud (1 + eps_R) and g_A (1 - 2 eps_R) [Falkowski:2020pma], eps_R over the radiative correction.
  const double eps_R = 1e-3, radiative = std::sqrt(1.0 + inputs().Delta_R);
  auto sm = predicted({}), found = predicted({{"CVR_duenue", radiative * eps_R}});
  CHECK(found["Ft(10C)"] / sm["Ft(10C)"] == Approx(std::pow(1.0 + eps_R, -2)).epsilon(1e-12));
  CHECK(found["lambdaAB_n"] / sm["lambdaAB_n"] ==
        Approx((1.0 - eps_R) / (1.0 + eps_R)).epsilon(1e-12));
  CHECK(sm["lambdaAB_n"] == Approx(-inputs().g_A).epsilon(1e-12));
  // From the SMEFT: eps_R = v^2 C_phiud/(2 V_ud), up to the running by QED.
  const double C = 0.05;  // TeV^-2
  Lanes Ft = 0.0;
  const auto wc = tests::coefficients({{"phiud_11", C}});
  Predictor(current(), {{"Ft(10C)", {}}}, "test").predict(wc, wc, {&Ft, 1});
  const double from_smeft = C * 1e-6 / (std::sqrt(8.0) * inputs().fermi_constant * inputs().V_ud);
  CHECK(std::sqrt(sm["Ft(10C)"] / Ft[0]) - 1.0 == Approx(from_smeft / radiative).epsilon(0.02));
}

TEST_CASE("CP conjugation of new physics reverses D and R alone", "[beta_decays]") {
  const NamedValues values{{"CVL_duenue", {0.02, 0.03}}, {"CVR_duenue", {-0.01, 0.04}},
                           {"CSL_duenue", {0.05, -0.1}}, {"CT_duenue", {0.01, 0.02}},
                           {"CT_duenutau", {0.03, 0.1}}, {"CSR_duenutau", {0.2, -0.1}}};
  NamedValues conjugate;
  for (const auto& [name, value] : values) conjugate[name] = std::conj(value);
  auto found = predicted(values), mirrored = predicted(conjugate);
  for (const auto& [name, value] : found) {
    CAPTURE(name);
    const bool is_odd = name == "D_n" || name == "R_n";
    CHECK(mirrored[name] == Approx(is_odd ? -value : value).epsilon(1e-12));
    if (is_odd) CHECK(std::abs(value) > 1e-4);
  }
}

TEST_CASE("<m_e/E> is between 0 and 1", "[beta_decays]") {
  CHECK_THROWS_WITH(Predictor(current(), {{"tau_n", {{"me_E", 1.5}}}}, "job.yaml:3"),
                    Catch::Contains("me_E") && Catch::Contains("between 0 and 1"));
}
