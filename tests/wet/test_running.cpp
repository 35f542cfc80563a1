// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include "smeftscan/wet/smeft_map.hpp"
#include "support/catch.hpp"
#include "wet/matching_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;

namespace {

constexpr double m_Z = 91.1876;

WetInputs reference() { return tests::wet_inputs("reference"); }

std::complex<double> entry(const Eigen::MatrixXd& matrix, const std::string& target,
                           const std::string& source) {
  return matrix(find_coefficient(target)->position, find_coefficient(source)->position);
}

}  // namespace

TEST_CASE("unit coefficients run as in the reference program", "[wet]") {
  const Eigen::MatrixXd running = running_matrix(reference(), m_Z, b_scale);
  for (const auto& [source, table] : tests::matching_tables().at("running").entries()) {
    // 1e-5 is the difference of alpha_s; the dipoles of the reference, whose basis has powers of
    // alpha_s and m_b(mu) in its normalisation, are smaller by a factor 0.9995.
    const bool dipole = source.find("C7") == 0 || source.find("C8") == 0;
    const double tolerance = dipole ? 6e-4 : 1e-5;
    for (const auto& [target, value] : table.entries()) {
      INFO(source << " -> " << target);
      CHECK(std::abs(entry(running, target, source) -
                     std::complex<double>(value.at(0).number(), value.at(1).number())) < tolerance);
    }
  }
}

TEST_CASE("the running of QCD is what pen and paper give", "[wet]") {
  WetInputs inputs = reference();
  inputs.matching.alpha_e = 1e-30;
  inputs.normalisation_alpha_e = 1e-30;
  const double eta = inputs.alpha_s.at(m_Z, 5) / inputs.alpha_s.at(4.2, 5);
  const Eigen::MatrixXd running = running_matrix(inputs, m_Z, 4.2);
  const auto check = [&](const char* target, const char* source, double value) {
    CHECK(entry(running, target, source).real() == Approx(value).epsilon(1e-12));
  };
  check("C7_bs", "C7_bs", std::pow(eta, 16.0 / 23.0));
  check("C8p_bs", "C8p_bs", std::pow(eta, 14.0 / 23.0));
  check("C7p_bs", "C8p_bs", 8.0 / 3.0 * (std::pow(eta, 14.0 / 23.0) - std::pow(eta, 16.0 / 23.0)));
  check("C10_bsee", "C10_bsee", 1.0);
  check("CS_bsmumu", "CS_bsmumu", 1.0);  // normalised with m_b(mu)
  check("CVLL_bsbs", "CVLL_bsbs", std::pow(eta, 6.0 / 23.0));
  check("CVLR_bsbs", "CVLR_bsbs", std::pow(eta, 3.0 / 23.0));
  check("CSLR_bsbs", "CVLR_bsbs",
        2.0 / 3.0 * (std::pow(eta, 3.0 / 23.0) - std::pow(eta, -24.0 / 23.0)));
}
