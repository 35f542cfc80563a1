// SPDX-License-Identifier: MIT
#include "smeftscan/wet/running.hpp"

#include <cmath>
#include <string>

#include "smeftscan/wet/four_quark.hpp"
#include "support/catch.hpp"
#include "wet/matching_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;

namespace {

constexpr double m_Z = 91.1876;
constexpr double alpha_Z = 0.1184;
constexpr double alpha_e = 1.0 / 127.9;

RunningInputs from_m_Z(double scale) {
  return {alpha_e, alpha_Z, run_alpha_s(alpha_Z, m_Z, scale)};
}

}  // namespace

TEST_CASE("alpha_s runs at three loops", "[wet]") {
  // flavio 2.7.0 (rundec), intermediate quantities of b -> s l l
  CHECK(run_alpha_s(alpha_Z, m_Z, 4.8) == Approx(0.21679944756894395).epsilon(1e-5));
  CHECK(run_alpha_s(alpha_Z, m_Z, 5.0) == Approx(0.21426936024253168).epsilon(1e-5));
  CHECK(run_alpha_s(alpha_Z, m_Z, 4.2) == Approx(0.22553124753926662).epsilon(1e-5));
  const double there = run_alpha_s(alpha_Z, m_Z, 5.0);
  CHECK(run_alpha_s(there, 5.0, m_Z) == Approx(alpha_Z).epsilon(1e-9));
}

TEST_CASE("unit coefficients run as in the reference program", "[wet]") {
  const WetRunning running(from_m_Z(4.8));
  for (const auto& [source, table] : tests::matching_tables().at("running").entries()) {
    Coefficients start;
    start[find_coefficient(source).value()] = 1.0;
    const Coefficients end = running.run(start);
    // 1e-5 is the difference of alpha_s; the dipoles of the reference, whose basis has powers of
    // alpha_s and m_b(mu) in its normalisation, are smaller by a factor 0.9995.
    const bool dipole = source.find("C7") == 0 || source.find("C8") == 0;
    const double tolerance = dipole ? 6e-4 : 1e-5;
    for (const auto& [target, value] : table.entries()) {
      INFO(source << " -> " << target);
      CHECK(std::abs(end[find_coefficient(target).value()] -
                     std::complex<double>(value.at(0).number(), value.at(1).number())) < tolerance);
    }
  }
}

TEST_CASE("the running of QCD is what pen and paper give", "[wet]") {
  RunningInputs qcd = from_m_Z(4.2);
  qcd.alpha_e = 0.0;
  const double eta = qcd.alpha_s_from / qcd.alpha_s_to;
  const WetRunning running(qcd);
  Coefficients start;
  start["C7_bs"_wet] = 1.0;
  start["C8p_bs"_wet] = 1.0;
  start["C10_bsee"_wet] = 1.0;
  start["CVLL_bsbs"_wet] = 1.0;
  start["CVLR_bsbs"_wet] = 1.0;
  const Coefficients end = running.run(start);
  CHECK(end["C7_bs"_wet].real() == Approx(std::pow(eta, 16.0 / 23.0)).epsilon(1e-9));
  CHECK(end["C8p_bs"_wet].real() == Approx(std::pow(eta, 14.0 / 23.0)).epsilon(1e-9));
  CHECK(end["C7p_bs"_wet].real() ==
        Approx(8.0 / 3.0 * (std::pow(eta, 14.0 / 23.0) - std::pow(eta, 16.0 / 23.0))));
  CHECK(end["C10_bsee"_wet].real() == 1.0);
  CHECK(end["CVLL_bsbs"_wet].real() == Approx(std::pow(eta, 6.0 / 23.0)).epsilon(1e-9));
  CHECK(end["CVLR_bsbs"_wet].real() == Approx(std::pow(eta, 3.0 / 23.0)).epsilon(1e-9));
  CHECK(end["CSLR_bsbs"_wet].real() ==
        Approx(2.0 / 3.0 * (std::pow(eta, 3.0 / 23.0) - std::pow(eta, -24.0 / 23.0))));
}

TEST_CASE("the mixing of four-quark operators has the eigenvalues of the QCD penguins", "[wet]") {
  // q summed over: O_3 ... O_6 of [Buras:1998raa], gamma_33 = -22/9, gamma_34 = 22/3, ...
  const Eigen::MatrixXd gamma = four_quark_qcd_mixing();
  const auto row = [&](bool same, QuarkColour colour, bool target_same, QuarkColour target) {
    double sum = 0.0;
    for (const Quark q : quarks) {
      const bool fierz = same && (q == Quark::s || q == Quark::b);
      const QuarkColour own = fierz ? QuarkColour::singlet : colour;
      sum += gamma(four_quark_position(q, same, own),
                   four_quark_position(Quark::u, target_same, target));
    }
    return sum;
  };
  using enum QuarkColour;
  // What O_5 and O_6 make of the operators of the other chirality, and O_3, O_4 of O_6.
  CHECK(row(false, singlet, false, singlet) == Approx(2.0));
  CHECK(row(false, singlet, false, crossed) == Approx(-6.0));
  CHECK(row(false, crossed, true, crossed) == Approx(10.0 / 3.0));
  CHECK(row(false, crossed, false, crossed) == Approx(-16.0 + 10.0 / 3.0));
  CHECK(row(true, singlet, false, singlet) == Approx(-4.0 / 9.0));
  CHECK(row(true, singlet, false, crossed) == Approx(4.0 / 3.0));
  CHECK(row(true, crossed, false, crossed) == Approx(10.0 / 3.0));
}
