// SPDX-License-Identifier: MIT
#include "smeftscan/observables/trident.hpp"

#include <cmath>

#include "observables/low_energy_points.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;

namespace {

/// dR/d eps of one coefficient, at the SM.
double slope(const std::string& coefficient) {
  const double step = 1e-3;  // TeV^-2: the quadratic term cancels in the central difference
  const double eps_of_step = reference_inputs().v2() * 1e-6 * step;
  return (predict("R_trident", coefficients({{coefficient, step}})) -
          predict("R_trident", coefficients({{coefficient, -step}}))) /
         (2.0 * eps_of_step);
}

}  // namespace

TEST_CASE("Without new physics the trident cross-section is that of the SM", "[observables]") {
  CHECK(predict("R_trident", {}) == 1.0);
}

TEST_CASE("A left-handed muon contact term changes the cross-section by -2.487 eps_ll_2222",
          "[observables]") {
  // g_V = 1/2 + 2 s^2 and g_A = 1/2 both shift by -eps: -2 (g_V + g_A)/(g_V^2 + g_A^2).
  const double g_V = 0.5 + 2.0 * 0.23121;
  CHECK(slope("ll_2222") == Approx(-2.0 * (g_V + 0.5) / (g_V * g_V + 0.25)).epsilon(1e-8));
  CHECK(slope("ll_2222") == Approx(-2.4866).margin(1e-4));
  CHECK(slope("le_2222") == Approx(-(g_V - 0.5) / (g_V * g_V + 0.25)).epsilon(1e-8));
  CHECK(std::abs(slope("ll_1122")) < 1e-9);
}

TEST_CASE("The cross-section agrees with an independent evaluation at thirty points",
          "[observables]") {
  const auto points = reference_file("low_energy_points.json").at("points");
  REQUIRE(points.size() == 30);
  for (std::size_t i = 0; i < points.size(); ++i)
    CHECK(predict("R_trident", coefficients(number_map(points.at(i).at("wc")))) ==
          Approx(points.at(i).at("formula").at("R_trident").number()).epsilon(1e-10));
}

TEST_CASE("The cross-section is flavio's where the scheme of the inputs does not matter",
          "[observables]") {
  const auto table = reference_file("low_energy_derivatives.json").at("derivative");
  // flavio runs with QED to 1 GeV, which moves each term by up to 2 per cent; phil3, ll_1221, phiD
  // and phiWB enter through input shifts, where it has the inputs {alpha, G_F, m_W}.
  for (const std::string name : {"ll_2222", "le_2222", "phil1_22", "phie_22"})
    CHECK(slope(name) == Approx(table.at(name).at("R_trident").number()).epsilon(0.035));
  const auto points = reference_file("low_energy_points.json").at("points");
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points.at(i).has("z_prime"))
      CHECK(predict("R_trident", coefficients(number_map(points.at(i).at("wc")))) ==
            Approx(points.at(i).at("flavio").at("R_trident").number()).margin(1e-3));
}

TEST_CASE("At the paper's best fit the cross-section is 1.17 times that of the SM",
          "[observables][paper]") {
  const auto points = reference_file("low_energy_points.json").at("points");
  const ChiSquare chi_square("paper", "trident");
  CHECK(chi_square.size() == 2);
  CHECK(chi_square({}) == Approx(1.4487).margin(1e-4));
  int compared = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points.at(i).has("chi2")) continue;
    const auto wc = coefficients(number_map(points.at(i).at("wc")));
    CHECK(chi_square(wc) == Approx(points.at(i).at("chi2").at("trident").number()).margin(1e-3));
    if (points.at(i).at("z_prime").at("g11").number() == -0.17)
      CHECK(predict("R_trident", wc) == Approx(1.1728).margin(1e-4));
    ++compared;
  }
  CHECK(compared == 6);
}
