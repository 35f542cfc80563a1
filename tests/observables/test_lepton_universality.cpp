// SPDX-License-Identifier: MIT
#include "smeftscan/observables/lepton_universality.hpp"

#include <complex>

#include "observables/low_energy_points.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;

namespace {

const std::vector<std::string> ratios{"gtau/gmu",    "gtau/ge",    "gmu/ge",
                                      "gtau/gmu_pi", "gtau/gmu_K", "pi_mu/e",
                                      "K_mu/e",      "Kpi_mu/e",   "BD_mu/e"};

/// d ratio / d eps of one real coefficient; the formulas are linear.
double slope(const std::string& ratio, const std::string& coefficient) {
  const double eps_of_one = reference_inputs().v2() * 1e-6;
  return (predict(ratio, coefficients({{coefficient, 1.0}})) - 1.0) / eps_of_one;
}

}  // namespace

TEST_CASE("Without new physics the charged current is universal", "[observables]") {
  for (const std::string& ratio : ratios) CHECK(predict(ratio, {}) == 1.0);
}

TEST_CASE("Each coefficient enters the universality ratios as pen and paper have it",
          "[observables]") {
  const auto& V = reference_inputs().ckm;
  const double us_ud = V[1].real() / V[0].real();
  const double cs_cb = (V[4] / V[5]).real();
  const double cd_cb = (V[3] / V[5]).real();
  const double ub_us = (V[2] / V[1]).real();
  const std::map<std::string, std::map<std::string, double>> wanted{
      {"gtau/gmu", {{"phil3_33", 1}, {"phil3_22", -1}, {"ll_1331", -0.5}, {"ll_1221", 0.5}}},
      {"gtau/ge", {{"phil3_33", 1}, {"phil3_11", -1}, {"ll_2332", -0.5}, {"ll_1221", 0.5}}},
      {"gmu/ge", {{"phil3_22", 1}, {"phil3_11", -1}, {"ll_2332", -0.5}, {"ll_1331", 0.5}}},
      {"gtau/gmu_pi",
       {{"phil3_33", 1},
        {"phil3_22", -1},
        {"lq3_3311", -1},
        {"lq3_2211", 1},
        {"lq3_3312", -us_ud},
        {"lq3_2212", us_ud}}},
      {"gtau/gmu_K",
       {{"phil3_33", 1},
        {"phil3_22", -1},
        {"lq3_3322", -1},
        {"lq3_2222", 1},
        {"lq3_3312", -1 / us_ud},
        {"lq3_2212", 1 / us_ud},
        {"lq3_3323", -ub_us},
        {"lq3_2223", ub_us}}},
      {"pi_mu/e",
       {{"phil3_22", 1},
        {"phil3_11", -1},
        {"lq3_2211", -1},
        {"lq3_1111", 1},
        {"lq3_2212", -us_ud},
        {"lq3_1112", us_ud}}},
      {"K_mu/e",
       {{"phil3_22", 1},
        {"phil3_11", -1},
        {"lq3_2222", -1},
        {"lq3_1122", 1},
        {"lq3_2212", -1 / us_ud},
        {"lq3_1112", 1 / us_ud},
        {"lq3_2223", -ub_us},
        {"lq3_1123", ub_us}}},
      {"BD_mu/e",
       {{"phil3_22", 1},
        {"phil3_11", -1},
        {"lq3_2233", -1},
        {"lq3_1133", 1},
        {"lq3_2223", -cs_cb},
        {"lq3_1123", cs_cb},
        {"lq3_2213", -cd_cb},
        {"lq3_1113", cd_cb}}},
  };
  for (const auto& [ratio, terms] : wanted)
    for (const std::string name :
         {"phil3_11", "phil3_22", "phil3_33", "ll_1221",  "ll_1331",  "ll_2332",  "ll_1122",
          "ll_2222",  "lq3_1111", "lq3_1122", "lq3_1133", "lq3_2211", "lq3_2222", "lq3_2233",
          "lq3_3311", "lq3_3322", "lq3_1112", "lq3_2212", "lq3_3312", "lq3_1123", "lq3_2223",
          "phiq3_11", "phiq3_12", "phil1_11", "lq1_2212"}) {
      INFO(ratio << " " << name);
      const auto term = terms.find(name);
      CHECK(slope(ratio, name) == Approx(term == terms.end() ? 0.0 : term->second).margin(1e-8));
    }
  for (const std::string name : {"lq3_2213", "lq3_1113"})
    CHECK(slope("BD_mu/e", name) == Approx(wanted.at("BD_mu/e").at(name)).margin(1e-8));
  CHECK(slope("Kpi_mu/e", "lq3_2212") == slope("K_mu/e", "lq3_2212"));
}

TEST_CASE("An imaginary part meets that of the CKM matrix, and a transposed entry its conjugate",
          "[observables]") {
  const auto& V = reference_inputs().ckm;
  const std::complex<double> C(0.3e-6, 0.7e-6);
  const double v2 = reference_inputs().v2();
  smeft::LaneCoefficients wc;
  wc.set(smeft::find_coefficient("lq3_2213").value(), {Lanes(C.real()), Lanes(C.imag())});
  // u d -> mu nu: V_ub C_22,31 with C_22,31 = conj(C_22,13); c b -> mu nu: V_cd C_22,13.
  CHECK(predict("pi_mu/e", wc) - 1.0 ==
        Approx(-v2 * (V[2] / V[0] * std::conj(C)).real()).epsilon(1e-9));
  CHECK(predict("BD_mu/e", wc) - 1.0 == Approx(-v2 * (V[3] / V[5] * C).real()).epsilon(1e-9));
}

TEST_CASE("The ratios agree with an independent evaluation at thirty points", "[observables]") {
  const auto points = reference_file("low_energy_points.json").at("points");
  REQUIRE(points.size() == 30);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto wc = coefficients(number_map(points.at(i).at("wc")));
    const auto formula = number_map(points.at(i).at("formula"));
    // The reference rounds V_ud to 0.97441, which moves ratios of V by 1e-5, and lists less of what
    // enters BD_mu/e where it ran down.
    for (const std::string& ratio : ratios)
      if (ratio != "BD_mu/e" || points.at(i).at("kind").text() == "EW scale")
        CHECK(predict(ratio, wc) ==
              Approx(formula.at(ratio))
                  .margin(ratio.starts_with("g") && ratio.size() < 9 ? 1e-12 : 1e-6));
  }
}

TEST_CASE("The leptonic tau ratios are those of flavio's branching ratios", "[observables]") {
  const auto points = reference_file("low_energy_points.json").at("points");
  int compared = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    // Where the reference ran down by itself its accuracy in ll is that of its integration.
    const double tolerance = points.at(i).at("kind").text() == "EW scale" ? 1e-8 : 1e-6;
    const auto wc = coefficients(number_map(points.at(i).at("wc")));
    const auto flavio = number_map(points.at(i).at("flavio"));
    for (const auto& [ratio, name] :
         {std::pair{"gtau/gmu", "BR(tau->enunu)"}, std::pair{"gtau/ge", "BR(tau->mununu)"}}) {
      CHECK(predict(ratio, wc) == Approx(std::sqrt(flavio.at(name))).epsilon(tolerance));
      ++compared;
    }
  }
  CHECK(compared == 60);
}

TEST_CASE("The slopes are those of flavio's widths", "[observables]") {
  const auto table = reference_file("low_energy_derivatives.json").at("derivative");
  // Ratios of amplitudes as products of widths to the powers given.
  const std::map<std::string, std::vector<std::pair<std::string, double>>> widths{
      {"gtau/gmu", {{"BR(tau->enunu)", 0.5}}},
      {"gtau/ge", {{"BR(tau->mununu)", 0.5}}},
      {"gtau/gmu_pi", {{"BR(tau->pinu)", 0.5}, {"Gamma(pi+->munu)", -0.5}}},
      {"gtau/gmu_K", {{"BR(tau->Knu)", 0.5}, {"BR(K+->munu)", -0.5}}},
      {"pi_mu/e", {{"BR(pi+->enu)", -0.5}}},
      {"K_mu/e", {{"Remu(K+->lnu)", -0.5}}},
      {"Kpi_mu/e", {{"BR(K+->pimunu)", 0.5}, {"BR(K+->pienu)", -0.5}}},
      {"BD_mu/e", {{"Rmue(B->Dlnu)", 0.5}}},
  };
  for (const auto& [coefficient, row] : table.entries())
    for (const auto& [ratio, powers] : widths) {
      double wanted = 0.0;
      for (const auto& [width, power] : powers)
        if (row.has(width)) wanted += power * row.at(width).number();
      INFO(ratio << " " << coefficient);
      // flavio keeps a short-distance QED factor of up to 0.2 per cent in semileptonic widths; for
      // the rows of kaons it is relative to V_ud/V_us = 4.3 and to differences of rounded numbers.
      CHECK(slope(ratio, coefficient) == Approx(wanted).epsilon(3e-3).margin(3e-3));
    }
}

TEST_CASE(
    "Four-lepton coefficients carry the effect that the short formula misses, [CAA, Eq. (26)]",
    "[observables][paper]") {
  const auto points = reference_file("low_energy_points.json").at("points");
  const auto at_best_fit = [&] {
    for (std::size_t i = 0; i < points.size(); ++i)
      if (points.at(i).has("z_prime") && points.at(i).at("z_prime").at("g11").number() == -0.17)
        return number_map(points.at(i).at("wc"));
    return std::map<std::string, double>{};
  }();
  REQUIRE_FALSE(at_best_fit.empty());
  CHECK(predict("gtau/ge", coefficients(at_best_fit)) == Approx(1.002845).margin(1e-6));
  const double v2 = reference_inputs().v2() * 1e-6;
  const double printed = 1.0 + v2 * (at_best_fit.at("phil3_33") - at_best_fit.at("phil3_11"));
  CHECK(printed == Approx(1.00041).margin(1e-5));
  // Meson ratios have no four-lepton term and stay where they are.
  for (const std::string ratio : {"gtau/gmu_pi", "gtau/gmu_K", "pi_mu/e", "K_mu/e"})
    CHECK(predict(ratio, coefficients(at_best_fit)) == Approx(1.0).margin(2e-6));
  // b -> c has lq3_2223 from lq1_2223, enhanced by V_cs/V_cb.
  CHECK(predict("BD_mu/e", coefficients(at_best_fit)) == Approx(1.0).margin(1e-5));
}

TEST_CASE("Chi-square of the eight values is that of an independent fit", "[observables][paper]") {
  const ChiSquare chi_square("paper", "lepton_universality");
  CHECK(chi_square.size() == 8);
  CHECK(chi_square({}) == Approx(17.2444).margin(1e-3));
  const auto points = reference_file("low_energy_points.json").at("points");
  int compared = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points.at(i).has("chi2")) continue;
    const auto wc = coefficients(number_map(points.at(i).at("wc")));
    CHECK(chi_square(wc) ==
          Approx(points.at(i).at("chi2").at("lepton_universality").number()).margin(5e-3));
    ++compared;
  }
  CHECK(compared == 6);
}
