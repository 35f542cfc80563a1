// SPDX-License-Identifier: MIT
#include <cmath>
#include <map>
#include <string>

#include "observables/low_energy_points.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::observables;

namespace {

/// What coefficients in TeV^-2 add to an observable.
double shift(const std::string& name, const std::map<std::string, double>& values) {
  static const auto data = tests::data_set("current");
  const Predictor predictor(data, {{name, {}}}, "test");
  const auto wc = tests::coefficients(values);
  Lanes result = 0.0;
  predictor.predict(wc, wc, {&result, 1});
  return result[3] - predictor.standard_model().front();
}

const double v2 = 1e-6 / (std::sqrt(2.0) * 1.1663788e-5);  // TeV^2

}  // namespace

TEST_CASE("contact terms of electrons and quarks add to weak charges", "[neutral_currents]") {
  // Each proton has two u and a d; dQ = -2 dg_AV = v^2 C for left-handed electrons.
  const double C = 0.01, unit = v2 * C;
  CHECK(shift("QW(p)", {{"lu_1111", C}}) == Approx(2.0 * unit).epsilon(1e-6));
  CHECK(shift("QW(p)", {{"ld_1111", C}}) == Approx(unit).epsilon(1e-6));
  CHECK(shift("QW(p)", {{"eu_1111", C}}) == Approx(-2.0 * unit).epsilon(1e-6));
  CHECK(shift("QW(Cs)", {{"ed_1111", C}}) == Approx(-(55.0 + 2.0 * 78.0) * unit).epsilon(1e-6));
  CHECK(shift("QW(Cs)", {{"lq1_1111", C}}) / unit ==
        Approx(0.94945 * (2.0 * 55.0 + 78.0) + 55.0 + 2.0 * 78.0).epsilon(1e-4));  // |V_ud|^2 of u
  CHECK(shift("QW(e)", {{"ll_1111", C}}) == Approx(2.0 * unit).epsilon(1e-6));
  CHECK(shift("QW(e)", {{"ee_1111", C}}) == Approx(-2.0 * unit).epsilon(1e-6));
  CHECK(shift("QW(e)", {{"le_1111", C}}) == Approx(0.0).margin(1e-15));
  // A vector current of electrons conserves parity with slow nuclei.
  CHECK(shift("QW(Cs)", {{"lu_1111", C}, {"eu_1111", C}, {"ld_1111", C}, {"ed_1111", C}}) ==
        Approx(0.0).margin(1e-12));
}

TEST_CASE("polarised electrons see axial quarks too", "[neutral_currents]") {
  const double C = 0.01, unit = v2 * C;
  // lu: dg_AV = -v^2 C/2 and dg_VA = +v^2 C/2
  CHECK(shift("A_PVDIS_1", {{"lu_1111", C}}) ==
        Approx(-1.156e-4 * (1.0 - 0.348) * unit).epsilon(1e-4));
  CHECK(shift("A_PVDIS_2", {{"eu_1111", C}}) ==
        Approx(2.022e-4 * (1.0 + 0.594) * unit).epsilon(1e-4));
  CHECK(shift("A_PVDIS_2", {{"ed_1111", C}}) ==
        Approx(-0.5 * 2.022e-4 * (1.0 + 0.594) * unit).epsilon(1e-4));
}

TEST_CASE("muon neutrinos: contact terms, and a current that rescales", "[neutral_currents]") {
  const double C = 0.01, unit = v2 * C;
  CHECK(shift("gV(numue)", {{"ll_1122", C}}) == Approx(-0.5 * unit).epsilon(1e-6));
  CHECK(shift("gA(numue)", {{"ll_1122", C}}) == Approx(-0.5 * unit).epsilon(1e-6));
  CHECK(shift("gA(numue)", {{"le_2211", C}}) == Approx(0.5 * unit).epsilon(1e-6));
  CHECK(shift("gA(numue)", {{"le_1122", C}}) == Approx(0.0).margin(1e-15));
  // R = sum g^2: a right-handed u of g_R = -2/3 s^2, to second order
  const double g = -2.0 / 3.0 * 0.23142504, d = -0.5 * unit;
  CHECK(shift("R_nu(CHARM)", {{"lu_2211", C}}) ==
        Approx(0.456 * ((g + d) * (g + d) - g * g)).epsilon(1e-6));
  CHECK(shift("R_nubar(CDHS)", {{"lu_2211", C}}) ==
        Approx(((g + d) * (g + d) - g * g) / 0.393).epsilon(1e-6));
  // nu_mu turns both currents alike: dg_nu = -eps (phil1 - phil3)/2, so that phil1 = -phil3 = -1
  // makes 2 g_nu 1 + 2 eps, and phil3 leaves 1 + eps of the charged one, whose G_F has the same.
  const double eps = v2 * 1e-4;
  const double alike = shift("R_nu(CDHS)", {{"phil1_22", -1e-4}, {"phil3_22", 1e-4}});
  const double through_G = shift("R_nu(CDHS)", {{"ll_1221", -2e-4}});  // delta_G = eps
  const double g_R2 = 5.0 / 9.0 * 0.2313 * 0.2313, g_L2 = 0.5 - 0.2313 + g_R2;
  CHECK(alike - through_G == Approx(2.0 * (g_L2 + 0.393 * g_R2) * eps).epsilon(0.02));
}

TEST_CASE("low-energy neutral currents agree with the SM within their errors",
          "[neutral_currents]") {
  const tests::ChiSquare chi_square("current", "low_energy_neutral_currents");
  CHECK(chi_square.size() == 12);
  // 1.0 Cs, 0.05 Qweak, 1.7 E158, 0.7 PVDIS, 0.0 nu e, 6.1 CHARM, 0.35 CDHS, 0.06 CCFR
  CHECK(chi_square({}) == Approx(10.0).margin(0.3));
}
