// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "support/catch.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

// Independent double-precision codes sum the same terms in another order: 1e-12 of the largest
// entry of an operator's block is a few hundred rounding errors.
constexpr double tolerance = 1e-12;

double size(std::complex<double> z) { return std::max(std::abs(z.real()), std::abs(z.imag())); }

/// The largest deviation of a coefficient beyond tolerance x (largest of its operator) + cut, with
/// its name; "" if there is none.
std::string worst_coefficient(const Coefficients& found, const Coefficients& wanted, double cut) {
  std::string worst;
  double largest_excess = 0.0;
  for (int op = 0; op < operator_count; ++op) {
    const auto i = static_cast<std::size_t>(op);
    double block = 0.0;
    for (int c = layout.first_coefficient[i]; c < layout.first_coefficient[i + 1]; ++c)
      block = std::max(block, size(wanted.get(c)));
    for (int c = layout.first_coefficient[i]; c < layout.first_coefficient[i + 1]; ++c) {
      const double excess = size(found.get(c) - wanted.get(c)) - (tolerance * block + cut);
      if (excess > largest_excess || !std::isfinite(excess)) {
        largest_excess = excess;
        worst = coefficient_name(c) + ": " + std::to_string(found.get(c).real()) + " + i " +
                std::to_string(found.get(c).imag()) + " instead of " +
                std::to_string(wanted.get(c).real()) + " + i " +
                std::to_string(wanted.get(c).imag());
        if (!std::isfinite(excess)) return worst;
      }
    }
  }
  return worst;
}

bool close(double found, double wanted) {
  return std::abs(found - wanted) <= tolerance * std::abs(wanted);
}

using Yukawa = FlavourMatrix<std::complex<double>>;
bool close(const Yukawa& found, const Yukawa& wanted) {
  double largest = 0.0;
  for (const auto& entry : wanted) largest = std::max(largest, size(entry));
  for (std::size_t i = 0; i < 9; ++i)
    if (!(size(found[i] - wanted[i]) <= tolerance * largest)) return false;
  return true;
}

void check_sm(const SmCouplings& found, const SmCouplings& wanted) {
  CHECK(close(found.g, wanted.g));
  CHECK(close(found.gp, wanted.gp));
  CHECK(close(found.gs, wanted.gs));
  CHECK(close(found.lambda, wanted.lambda));
  CHECK(close(found.m2, wanted.m2));
  CHECK(close(found.Gu, wanted.Gu));
  CHECK(close(found.Gd, wanted.Gd));
  CHECK(close(found.Ge, wanted.Ge));
}

void check_file(const std::string& name) {
  const tests::Reference reference = tests::load_reference(name);
  REQUIRE_FALSE(reference.cases.empty());
  for (const tests::BetaCase& one : reference.cases) {
    CAPTURE(name, one.couplings, one.source);
    State state;
    state.scale = 1000.0;
    state.sm = one.sm;
    state.wc = one.wc;
    const State found = rge::beta(state);
    if (one.has_beta_wc) CHECK(worst_coefficient(found.wc, one.beta_wc, reference.cut) == "");
    if (one.has_beta_sm) check_sm(found.sm, one.beta_sm);
  }
}

}  // namespace

TEST_CASE("one operator and few gauge couplings at a time agree with the reference", "[rge]") {
  check_file("beta_isolated_gauge.json");
}

TEST_CASE("one operator and few Yukawa couplings at a time agree with the reference", "[rge]") {
  check_file("beta_isolated_yukawa.json");
}

TEST_CASE("one operator with gauge and Yukawa couplings agrees with the reference", "[rge]") {
  check_file("beta_isolated_mixed.json");
}

TEST_CASE("SM couplings with one operator at a time run as in the reference", "[rge]") {
  check_file("beta_isolated_sm.json");
}

TEST_CASE("dense random points agree with the reference in all 2558 components", "[rge]") {
  check_file(GENERATE(as<std::string>{}, "beta_random_A.json", "beta_random_B.json",
                      "beta_random_C.json", "beta_random_D.json", "beta_random_SM.json"));
}
