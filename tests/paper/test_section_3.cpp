// SPDX-License-Identifier: MIT
// Sections III and IV of the paper [CAA]: the Z' and its best fit, as far as R(Vus) is concerned.
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "paper/paper.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using namespace smeftscan::observables;
using smeft::operator""_wc;

namespace {

/// [CAA, Eq. (26)] with the values that the fit keeps fixed.
const std::string best_fit =
    "z_prime: {mass: 1 TeV, gl_11: -0.17, gl_22: 1.50, gl_33: -1.80, gq_23: -2e-4}";

double chi_square(double r_vus_predicted) {
  const std::vector<likelihood::Measurement> measurements{measured_r_vus()};
  const std::vector<std::string> groups{"cabibbo"};
  const likelihood::Likelihood likelihood(measurements, groups,
                                          likelihood::needed_observables(measurements, groups));
  const std::vector<Lanes> predictions{Lanes(r_vus_predicted)};
  std::vector<Lanes> result(1);
  likelihood.chi_square(predictions, result);
  return result[0][0];
}

}  // namespace

TEST_CASE("the Z' makes ll, lq1 and qq1 and no other operator, [CAA, Eqs. (19)-(22)]", "[paper]") {
  const smeft::Coefficients high = match(best_fit);
  for (int c = 0; c < smeft::coefficient_count; ++c) {
    const std::string name = smeft::coefficient_name(c);
    const std::string op = name.substr(0, name.find('_'));
    if (op != "ll" && op != "lq1" && op != "qq1") {
      CAPTURE(name);
      REQUIRE(high.get(c) == 0.0);
    }
  }
  CHECK(high["ll_1122"_wc] == Approx(0.255e-6).epsilon(1e-14));   // f = 1
  CHECK(high["ll_2222"_wc] == Approx(-1.125e-6).epsilon(1e-14));  // f = 1/2
  CHECK(high["lq1_2223"_wc].real() == Approx(3e-10).epsilon(1e-14));
  CHECK(std::pow(high["ll_1122"_wc], 2) ==
        Approx(4.0 * high["ll_1111"_wc] * high["ll_2222"_wc]).epsilon(1e-14));
  // not printed, and too small to matter in B_s mixing
  CHECK(high["qq1_2323"_wc].real() == Approx(-2e-14).epsilon(1e-14));
}

TEST_CASE("opposite signs of gl_11 and gl_22 lower R(Vus), [CAA, Fig. 2]", "[paper]") {
  const auto r = [](const std::string& couplings) {
    return value(&r_vus, run_down(match("z_prime: {mass: 1 TeV, " + couplings + "}")),
                 fit_inputs());
  };
  // R - 1 of an independent program (tests/reference/rvus.json)
  CHECK(r("gl_11: 1, gl_22: -1, gq_23: -2e-4") - 1.0 ==
        Approx(-0.022947021093931763).epsilon(1e-5));
  CHECK(r("gl_11: 1, gl_22: 1, gq_23: -2e-4") - 1.0 == Approx(0.02280962045778412).epsilon(1e-5));
  CHECK(r("gl_11: 1, gq_23: -2e-4") - 1.0 == Approx(-3.888e-5).epsilon(1e-3));
}

TEST_CASE("at the best fit of [CAA, Eq. (26)] R(Vus) is 0.9941, 1.5 sigma from its value",
          "[paper]") {
  const double r = value(&r_vus, run_down(match(best_fit)), fit_inputs());
  CHECK(r == Approx(0.9941).margin(5e-5));
  CHECK((r - 0.9891) / 0.0033 == Approx(1.525).margin(1e-3));
  CHECK(value(&r_vus, run_down(match(best_fit)), section_2_inputs()) ==
        Approx(0.99403).margin(5e-6));
}

TEST_CASE("chi-square of R(Vus) falls from 10.91 in the SM to 2.33 at the best fit", "[paper]") {
  const smeft::LaneCoefficients none;
  CHECK(chi_square(value(&r_vus, none, fit_inputs())) == Approx(10.91).margin(5e-3));
  CHECK(chi_square(value(&r_vus, run_down(match(best_fit)), fit_inputs())) ==
        Approx(2.33).margin(5e-3));
}

TEST_CASE("at the best fit phil3_22 shifts R(Vus), not ll_1221, footnote 4 of [CAA]", "[paper]") {
  const smeft::LaneCoefficients low = run_down(match(best_fit));
  const double shift = low["phil3_22"_wc][0];
  CHECK(std::abs(0.5 * low["ll_1221"_wc][0]) < 0.05 * shift);
  const double v2 = fit_inputs().v2();
  CHECK(v2 * shift == Approx(2.86e-4).epsilon(2e-3));
  CHECK(value(&epsilon_2, low, fit_inputs()) == Approx(-v2 * shift).epsilon(0.05));
}

TEST_CASE("C9 has no 1/Lambda^2 beside its coefficient, misprint in [CAA, Eq. (25)]", "[paper]") {
  // Tree level at mu_EW: C9 = -C10 = N (lq1 + lq3)_2223 with N = pi v^2/(alpha Vtb Vts*). The
  // running to m_b is left out, which changes C9 by a few per cent: C9 = -0.170, C10 = +0.171.
  const smeft::SmInputs& inputs = sm_inputs();
  const auto V = smeft::ckm_matrix(inputs.V_us, inputs.V_ub, inputs.V_cb, inputs.gamma);
  const std::complex<double> N =
      std::numbers::pi * fit_inputs().v2() / (inputs.alpha_e * V[8] * std::conj(V[7]));
  CHECK(N.real() / (units::TeV * units::TeV) == Approx(-590.0).epsilon(0.03));
  const smeft::LaneCoefficients low = run_down(match(best_fit));
  const double C = low["lq1_2223"_wc].re[0] + low["lq3_2223"_wc].re[0];
  CHECK(N.real() * C == Approx(-0.17).epsilon(0.05));
}
