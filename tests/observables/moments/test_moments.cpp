// SPDX-License-Identifier: MIT
#include <cmath>
#include <complex>
#include <numbers>
#include <string>
#include <vector>

#include "observables/low_energy_points.hpp"
#include "support/catch.hpp"
#include "support/flavio_points.hpp"
#include "support/station_values.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;
using tests::NamedValues;

namespace {

const input::DataSet& data_of(const std::string& name) {
  static const auto current = tests::data_set("current");
  static const auto smelli = tests::data_set("smelli");
  return name == "smelli" ? smelli : current;
}

double predicted(const std::string& observable, const NamedValues& values) {
  const Predictor predictor(data_of("current"), {{observable, {}}}, "test");
  return tests::predict_at_stations(predictor, values).front();
}

/// At coefficients of the SMEFT in TeV^-2.
double from_smeft(const std::string& set, const std::string& observable,
                  const std::map<std::string, std::complex<double>>& values) {
  smeft::LaneCoefficients wc;
  for (const auto& [name, value] : values)
    wc.set(smeft::find_coefficient(name).value(),
           ComplexLanes(1e-6 * value.real(), 1e-6 * value.imag()));
  Lanes result = 0.0;
  Predictor(data_of(set), {{observable, {}}}, "test").predict(wc, wc, {&result, 1});
  return result[2];
}

}  // namespace

TEST_CASE("magnetic moments have the reference's values", "[moments]") {
  const auto table = tests::reference_file("beta_decays.json");
  for (const char* which : {"light_leptons", "tau"}) {
    const auto part = table.at(which);
    std::vector<input::ObservableKey> keys;
    for (std::size_t i = 0; i < part.at("observables").size(); ++i)
      keys.push_back({part.at("observables").at(i).at(std::size_t{0}).text(), {}});
    const Predictor predictor(data_of("smelli"), keys, "test");
    const auto sm = predictor.standard_model();
    for (std::size_t k = 0; k < part.at("points").size(); ++k) {
      const auto point = part.at("points").at(k);
      const auto found =
          tests::predict_at_stations(predictor, tests::named_values(point.at("coefficients")));
      for (std::size_t i = 0; i < keys.size(); ++i) {
        INFO(keys[i].label() << ", " << point.where());
        const double expected = part.at("standard_model").at(i).number();
        CHECK(sm[i] == Approx(expected).epsilon(1e-14));
        // G_F and lepton masses of the normalisation are those of wilson: 1e-7
        const double shift = point.at("values").at(i).number() - expected;
        CHECK(found[i] - sm[i] == Approx(shift).epsilon(2e-7).margin(1e-18));
      }
    }
  }
}

TEST_CASE("a_mu is 4 m_mu L/e, which does not know the running of e", "[moments]") {
  // L = v/sqrt2 c_W C_eB at mu_EW, e there; leading logarithm to m_mu, alpha between 1/128 and 1/137
  const double C = 3e-13, e = std::sqrt(4.0 * std::numbers::pi / 127.9), m = 0.1056584;
  const double running = 1.0 - 10.0 / (4.0 * std::numbers::pi * 131.0) * std::log(91.1876 / m);
  const double expected = 4.0 * m / e * 246.22 / std::sqrt(2.0) * std::sqrt(0.769) * C * running;
  const auto shift = [](const std::string& set, const std::string& lepton) {
    const std::string index = lepton == "a_mu" ? "22" : "33";
    return from_smeft(set, lepton, {{"eB_" + index, 3e-7}}) - from_smeft(set, lepton, {});
  };
  CHECK(shift("current", "a_mu") == Approx(expected).epsilon(0.01));
  // the reference program's, whose running keeps m_mu and ends at 1 GeV
  CHECK(shift("smelli", "a_mu") == Approx(5.874e-11).epsilon(1e-3));
  // a_tau runs from mu_EW to m_tau
  CHECK(shift("current", "a_tau") / shift("smelli", "a_tau") ==
        Approx(1.0 - 10.0 / (4.0 * std::numbers::pi * 137.036) * std::log(91.1876 / 1.77686))
            .epsilon(0.005));  // couplings at mu_EW
}

TEST_CASE("the phase of a dipole parts it into a magnetic and an electric moment", "[moments]") {
  // L = |L| exp(i phi): a = 4 m |L| cos phi/e and d = -2 |L| sin phi at one scale.
  const double phi = 0.7, m_e = 0.00051099895, e = std::sqrt(4.0 * std::numbers::pi / 137.036);
  const Complex C = std::polar(3.0, phi);
  const double a = predicted("a_e", {{"C7_ee", C}}) - predicted("a_e", {});
  const double d = predicted("d_e", {{"C7_ee", C}});
  CHECK(d / a == Approx(-e / (2.0 * m_e) * std::tan(phi)).epsilon(0.01));  // 1 and 2 GeV
  CHECK(predicted("a_e", {{"C7_ee", {0.0, 3.0}}}) == predicted("a_e", {}));
  CHECK(predicted("d_e", {{"C7_ee", 3.0}}) == 0.0);
  CHECK(predicted("d_e", {{"C7_ee", std::conj(C)}}) == Approx(-d).epsilon(1e-12));
}

TEST_CASE("d_e is -sqrt2 v Im C_egamma", "[moments]") {
  // C_egamma = c_W C_eB - s_W C_eW at mu_EW, from there in L/e to m_e, in Thomson charges
  const double c_W = std::sqrt(0.769), s_W = std::sqrt(0.231), v = 246.22, C = 1e-3;
  const double of_eB = from_smeft("current", "d_e", {{"eB_11", {0.0, C}}});
  const double of_eW = from_smeft("current", "d_e", {{"eW_11", {0.0, C}}});
  const double running = 1.0 - 10.0 / (4.0 * std::numbers::pi) *
                                   (std::log(45.6) / 128.0 + std::log(2.0 / 0.000511) / 137.0);
  CHECK(of_eB / (-std::sqrt(2.0) * v * c_W * 1e-6 * C) ==
        Approx(std::sqrt(127.9 / 137.036) * running).epsilon(0.01));
  CHECK(of_eW / of_eB == Approx(-s_W / c_W).epsilon(0.01));
}

TEST_CASE("molecules see the electron's dipole and scalars of nuclei", "[moments]") {
  const NamedValues dipole{{"C7_ee", {0.0, 1.0}}};
  const double d = predicted("d_e", dipole);
  CHECK(predicted("omega_ThO", dipole) == Approx(5.17e-12 * d).epsilon(1e-12));
  CHECK(predicted("omega_HfF", dipole) == Approx(1.50e-12 * d).epsilon(1e-12));
  // (4 G_F/sqrt2) C of RR and RL alike: C_S = sum_q <qbar q> Im C_q, real parts do nothing.
  const Complex i(0.0, 1.0);
  const double isoscalar = 2.0 * 0.0591 / (0.00216 + 0.004675);
  const NamedValues both{{"CSRR_eeuu", i}, {"CSRR_eedd", i}};
  CHECK(predicted("omega_ThO", both) == Approx(1.20e-18 * 2.0 * isoscalar).epsilon(1e-6));
  CHECK(predicted("omega_ThO", {{"CSRL_eeuu", i}, {"CSRL_eedd", i}}) ==
        Approx(predicted("omega_ThO", both)).epsilon(1e-12));
  CHECK(predicted("omega_ThO", {{"CSRR_eeuu", 1.0}}) == 0.0);
  // Z - N < 0: more d than u
  CHECK(predicted("omega_ThO", {{"CSRR_eedd", i}}) > predicted("omega_ThO", {{"CSRR_eeuu", i}}));
}

TEST_CASE("the neutron is a proton with u and d exchanged", "[moments]") {
  const Complex i(0.0, 1.0);
  const double of_d = predicted("d_n", {{"C7_dd", i}}), of_u = predicted("d_n", {{"C7_uu", i}});
  // coefficients of flavio multiply masses, of which the running keeps the ratio
  const auto running = data_of("current").inputs("running");
  const double masses =
      input::input_value(running, "m_d", "GeV") / input::input_value(running, "m_u", "GeV");
  CHECK(of_d / of_u == Approx(0.784 / -0.204 * masses).epsilon(0.01));
  CHECK(predicted("d_n", {{"C8_dd", i}}) / of_d > 0.0);
  CHECK(predicted("d_n", {{"C7_dd", 1.0}, {"C8_uu", 1.0}}) == 0.0);
  CHECK(predicted("d_n", {{"CGtilde", 1.0}}) ==
        Approx(3.0 * 0.30282 * 0.020 * 4.0 * 1.1663788e-5 / std::sqrt(2.0)).epsilon(1e-4));
}

TEST_CASE("magnetic moments are compared with what was measured", "[moments]") {
  // a_e: -0.66(35)e-12, a_mu: 38.5(63.7)e-11, a_tau: 0.019(17)
  const tests::ChiSquare chi_square("smelli", "magnetic_moments");
  CHECK(chi_square.size() == 3);
  CHECK(chi_square({}) ==
        Approx(std::pow(0.66, 2) / (0.26 * 0.26 + 0.23 * 0.23) +
               std::pow(38.5, 2) / (62.0 * 62.0 + 14.5 * 14.5) + std::pow(0.01917721 / 0.017, 2))
            .epsilon(1e-6));
  CHECK(tests::ChiSquare("current", "magnetic_moments").size() == 3);
  // ThO -1.1, HfF 0.6, YbF 0.4 standard deviations
  CHECK(tests::ChiSquare("current", "electric_dipole_moments")({}) == Approx(1.65).epsilon(0.01));
}
