// SPDX-License-Identifier: MIT
#include "smeftscan/models/z_prime.hpp"

#include <algorithm>
#include <complex>

#include "models/tensor_entry.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using smeft::operator""_wc;
using tests::tensor_entry;

namespace {

using Complex = std::complex<double>;

const models::ZPrime z_prime;

/// All parameters, zero but for the named ones; mass 1 TeV.
std::vector<double> parameters(const std::vector<std::pair<std::string, double>>& named) {
  const auto& known = z_prime.parameters();
  std::vector<double> result(known.size(), 0.0);
  result[0] = 1.0 * units::TeV;
  for (const auto& [name, value] : named) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const auto& parameter) { return parameter.name == name; });
    REQUIRE(found != known.end());
    result[static_cast<std::size_t>(found - known.begin())] = value;
  }
  return result;
}

smeft::Coefficients match(const std::vector<double>& values) {
  smeft::Coefficients wc;
  z_prime.match(values, {}, wc);
  return wc;
}

}  // namespace

TEST_CASE("The paper's best fit matches onto the reference coefficients", "[models][paper]") {
  // Eq. (26) of the paper, gq_23 = -2e-4, M = 1 TeV. Numbers: the starting values (GeV^-2) of the
  // run `zprime` of wilson 2.5.2 in tests/reference, made from Eqs. (21) and (22) independently.
  const auto wc =
      match(parameters({{"gl_11", -0.17}, {"gl_22", 1.5}, {"gl_33", -1.8}, {"gq_23", -2e-4}}));
  CHECK(wc["ll_1111"_wc] == Approx(-1.445e-8).epsilon(1e-14));
  CHECK(wc["ll_1122"_wc] == Approx(2.55e-7).epsilon(1e-14));
  CHECK(wc["ll_1133"_wc] == Approx(-3.06e-7).epsilon(1e-14));
  CHECK(wc["ll_2222"_wc] == Approx(-1.125e-6).epsilon(1e-14));
  CHECK(wc["ll_2233"_wc] == Approx(2.7e-6).epsilon(1e-14));
  CHECK(wc["ll_3333"_wc] == Approx(-1.62e-6).epsilon(1e-14));
  CHECK(wc["lq1_1123"_wc].real() == Approx(-3.4e-11).epsilon(1e-14));
  CHECK(wc["lq1_2223"_wc].real() == Approx(3.0e-10).epsilon(1e-14));
  CHECK(wc["lq1_3323"_wc].real() == Approx(-3.6e-10).epsilon(1e-14));
  CHECK(wc["qq1_2323"_wc].real() == Approx(-2e-14).epsilon(1e-14));  // -gq_23^2/(2 M^2)
  CHECK(wc["qq1_2332"_wc] == Approx(-4e-14).epsilon(1e-14));         // N = 2: 2332 and 3223
}

TEST_CASE("The square of ll_iijj is four times ll_iiii ll_jjjj, [CAA, below Eq. (22)]",
          "[models][paper]") {
  const auto wc = match(parameters({{"gl_11", 0.7}, {"gl_22", -1.3}}));
  CHECK(wc["ll_1122"_wc] * wc["ll_1122"_wc] ==
        Approx(4.0 * wc["ll_1111"_wc] * wc["ll_2222"_wc]).epsilon(1e-14));
}

TEST_CASE("Every flavour component is that of -J^2/(2 M^2)", "[models]") {
  const auto values = parameters({{"gl_11", 0.3},
                                  {"gl_22", -0.8},
                                  {"gl_33", 1.1},
                                  {"gq_11", 0.2},
                                  {"gq_22", -0.4},
                                  {"gq_33", 0.9},
                                  {"gq_12", 0.11},
                                  {"gq_12.im", -0.07},
                                  {"gq_13", -0.21},
                                  {"gq_13.im", 0.13},
                                  {"gq_23", 0.05},
                                  {"gq_23.im", 0.17}});
  const Complex l[3][3] = {{0.3, 0, 0}, {0, -0.8, 0}, {0, 0, 1.1}};
  const Complex q[3][3] = {{0.2, {0.11, -0.07}, {-0.21, 0.13}},
                           {{0.11, 0.07}, -0.4, {0.05, 0.17}},
                           {{-0.21, -0.13}, {0.05, -0.17}, 0.9}};
  const auto wc = match(values);
  double worst = 0.0;
  for (int p = 1; p <= 3; ++p)
    for (int r = 1; r <= 3; ++r)
      for (int s = 1; s <= 3; ++s)
        for (int t = 1; t <= 3; ++t) {
          const auto l1 = l[p - 1][r - 1], l2 = l[s - 1][t - 1];
          const auto q1 = q[p - 1][r - 1], q2 = q[s - 1][t - 1];
          worst = std::max({worst, std::abs(tensor_entry(wc, "ll", p, r, s, t) + 0.5e-6 * l1 * l2),
                            std::abs(tensor_entry(wc, "qq1", p, r, s, t) + 0.5e-6 * q1 * q2),
                            std::abs(tensor_entry(wc, "lq1", p, r, s, t) + 1e-6 * l1 * q2)});
        }
  CHECK(worst < 1e-21);  // rounding of numbers up to 1e-6
}

TEST_CASE("Only the sources of the Z' are set, and each of them can be", "[models]") {
  std::vector<double> values(z_prime.parameters().size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1.0 + 0.1 * static_cast<double>(i);
  smeft::SmCouplings sm;
  sm.Ge.fill({0.1, 0.2});
  sm.Gu = sm.Gd = sm.Ge;
  smeft::Coefficients wc;
  z_prime.match(values, sm, wc);
  const std::vector<int> sources = z_prime.sources();
  CHECK(std::is_sorted(sources.begin(), sources.end()));
  std::vector<int> set;
  for (int c = 0; c < smeft::coefficient_count; ++c)
    if (wc.get(c) != 0.0) set.push_back(c);
  CHECK(set == sources);
}

TEST_CASE("A common sign of all couplings changes nothing, twice the mass a quarter", "[models]") {
  auto values = parameters({{"gl_11", 0.3}, {"gl_22", -0.8}, {"gq_23", 0.05}, {"gq_23.im", 0.1}});
  const auto wc = match(values);
  auto flipped = values;
  for (std::size_t i = 1; i < flipped.size(); ++i) flipped[i] = -flipped[i];
  auto heavy = values;
  heavy[0] *= 2.0;
  const auto same = match(flipped);
  const auto quarter = match(heavy);
  for (int i = 0; i < smeft::real_count; ++i) {
    CHECK(same.slot(i) == wc.slot(i));
    CHECK(quarter.slot(i) == wc.slot(i) / 4.0);
  }
}

TEST_CASE("The Z' is matched at its mass, and not below the electroweak scale", "[models]") {
  CHECK(z_prime.matching_scale(parameters({})) == 1000.0);
  for (const double mass : {91.0, 0.0, -1000.0, std::nan("")}) {
    CHECK_THROWS_AS(z_prime.matching_scale(parameters({{"mass", mass}})), PointFailure);
  }
}
