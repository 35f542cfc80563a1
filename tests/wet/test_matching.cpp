// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <string>

#include "support/catch.hpp"
#include "support/reference_tables.hpp"
#include "wet/matching_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::wet;
using namespace smeftscan::smeft;

namespace {

smeft::Coefficients smeft_from(const input::Settings& table) {
  smeft::Coefficients wc;
  for (const auto& [name, value] : table.entries())
    wc.set(smeft::find_coefficient(name).value(), value.number());
  return wc;
}

/// xi_t = V_tb V_ts*.
std::complex<double> top_factor(const WetInputs& inputs) {
  return inputs.matching.ckm[8] * std::conj(inputs.matching.ckm[7]);
}

/// The largest coefficient of Delta B = 1: what a shift is measured by.
double size_of(const tests::Values& wc) { return tests::largest_difference(wc, {}); }

}  // namespace

TEST_CASE("matching and running agree with the reference, operator by operator", "[wet]") {
  const auto tables = tests::matching_tables();
  const auto cases = tables.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto entry = cases.at(i);
    const auto inputs = tests::reference_inputs(tables.at("ckm").at(entry.at("ckm").text()));
    const auto wc = smeft_from(entry.at("input"));
    INFO(entry.at("name").text() << " " << entry.at("ckm").text());
    const auto high = tests::wet_from(entry.at("wet_91.1876"));
    CHECK(tests::largest_difference(tests::values_at(inputs, 91.1876, wc), high) <
          1e-10 * size_of(high));
    const auto low = tests::wet_from(entry.at("wet_4.8"));
    CHECK(tests::largest_difference(tests::values_at(inputs, 4.8, wc), low) < 1e-5 * size_of(low));
  }
}

TEST_CASE("the whole chain from 1 TeV agrees with the reference", "[wet][paper]") {
  const auto tables = tests::matching_tables();
  const auto runs = tables.at("runs");
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto entry = runs.at(i);
    const auto inputs = tests::reference_inputs(tables.at("ckm").at(entry.at("ckm").text()));
    const auto reference = tests::load_reference(entry.at("file").text());
    const auto& wc = reference.outputs.back().rotated.wc;
    INFO(entry.at("name").text());
    const auto high = tests::wet_from(entry.at("wet_91.1876"));
    CHECK(tests::largest_difference(tests::values_at(inputs, 91.1876, wc), high) <
          1e-4 * size_of(high));
    const auto low = tests::wet_from(entry.at("wet_4.8"));
    CHECK(tests::largest_difference(tests::values_at(inputs, 4.8, wc), low) < 1e-4 * size_of(low));
  }
}

TEST_CASE("eq. (25): a left-handed current has C_9 = -C_10 = N C_lq1 with N < 0", "[wet][paper]") {
  const auto tables = tests::matching_tables();
  const auto inputs = tests::reference_inputs(tables.at("ckm").at("reference"));
  smeft::Coefficients wc;
  wc.set(smeft::find_coefficient("lq1_2223").value(), 3e-10);
  auto wet = tests::values_at(inputs, 91.1876, wc);
  const double v2 = 1.0 / (std::sqrt(2.0) * inputs.matching.fermi_constant);
  const std::complex<double> N =
      std::numbers::pi * v2 / (inputs.matching.alpha_e * top_factor(inputs));
  CHECK(N.real() == Approx(-5.9e8).epsilon(0.01));
  CHECK(std::abs(wet["C9_bsmumu"] / (N * 3e-10) - 1.0) < 1e-12);
  CHECK(std::abs(wet["C10_bsmumu"] / (N * 3e-10) + 1.0) < 1e-12);
  CHECK(wet["C9_bsee"] == 0.0);
}

TEST_CASE("scalars of ledq obey C_S = -C_P and C'_S = C'_P", "[wet]") {
  const auto tables = tests::matching_tables();
  const auto inputs = tests::reference_inputs(tables.at("ckm").at("reference"));
  smeft::Coefficients wc;
  wc.set(smeft::find_coefficient("ledq_2232").value(), {1e-9, 2e-9});
  wc.set(smeft::find_coefficient("ledq_2223").value(), {-3e-9, 1e-9});
  auto wet = tests::values_at(inputs, 4.8, wc);
  CHECK(std::abs(wet["CS_bsmumu"]) > 0.1);
  CHECK(wet["CS_bsmumu"] == -wet["CP_bsmumu"]);
  CHECK(wet["CSp_bsmumu"] == wet["CPp_bsmumu"]);
  CHECK(std::abs(std::arg(wet["CS_bsmumu"] * top_factor(inputs)) -
                 std::arg(std::complex<double>(1.0, -2.0))) < 1e-12);
}

TEST_CASE("coefficients below the matching scale may be normalised with alpha_e there", "[wet]") {
  const auto current = tests::wet_inputs("current");
  auto fixed = current;
  fixed.normalisation_alpha_e = fixed.matching.alpha_e;
  smeft::Coefficients wc;
  wc.set(smeft::find_coefficient("lq1_2223").value(), 3e-10);
  const auto ratio = [&](double scale) {
    return std::abs(tests::ValuesAt(current, scale)("C10_bsmumu", wc) /
                    tests::ValuesAt(fixed, scale)("C10_bsmumu", wc));
  };
  CHECK(ratio(4.8) == Approx(1.0327).epsilon(1e-3));  // alpha_e(m_Z)/alpha_e(4.8 GeV)
  CHECK(ratio(91.1876) == 1.0);
}
