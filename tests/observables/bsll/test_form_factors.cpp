// SPDX-License-Identifier: MIT

#include "observables/bsll/reference.hpp"
#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::tests;
using Catch::Contains;

namespace {

void check_vector(const char* transition, const bsll::VectorFormFactorSeries& series) {
  const auto table = bsll_table("bsll_amplitudes.json").at(transition);
  REQUIRE(table.size() > 4);
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto row = table.at(n);
    const auto F = series.at(row.at("q2").number());
    const auto is = [&](double found, const char* name) {
      INFO(transition << " " << name << " at " << row.at("q2").number());
      CHECK(found == Approx(row.at(name).number()).epsilon(1e-12));
    };
    is(F.A0, "A0");
    is(F.A1, "A1");
    is(F.A12, "A12");
    is(F.V, "V");
    is(F.T1, "T1");
    is(F.T2, "T2");
    is(F.T23, "T23");
  }
}

void check_scalar(const char* transition, const bsll::ScalarFormFactorSeries& series) {
  const auto table = bsll_table("bsll_amplitudes.json").at(transition);
  REQUIRE(table.size() > 4);
  for (std::size_t n = 0; n < table.size(); ++n) {
    const auto row = table.at(n);
    INFO(transition << " at " << row.at("q2").number());
    const auto F = series.at(row.at("q2").number());
    CHECK(F.plus == Approx(row.at("f+").number()).epsilon(1e-12));
    CHECK(F.T == Approx(row.at("fT").number()).epsilon(1e-12));
    CHECK(F.zero == Approx(row.at("f0").number()).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("Form factors of B -> K* and Bs -> phi agree with the reference", "[bsll]") {
  const auto inputs = bsll_inputs();
  check_vector("form_factors B->K*", inputs.B_Kstar);
  check_vector("form_factors Bs->phi", inputs.Bs_phi);
}

TEST_CASE("Both sets of B -> K form factors agree with the reference", "[bsll]") {
  check_scalar("form_factors B->K", bsll_inputs("2023").B_K);
  check_scalar("form_factors B->K 2022", bsll_inputs("2022").B_K);
}

TEST_CASE("A form-factor file with a row too short is refused with its place", "[bsll]") {
  const auto read = [](const char* covariance) {
    return bsll::read_form_factor_fit(input::Settings::from_text(
        std::string("reference: x\npoles: {V: 5.4}\ncoefficients: {V_0: 0.3, V_1: -1}\n") +
            "covariance: " + covariance,
        "ff.yaml"));
  };
  CHECK(read("[[1], [0, 1]]").value("V_1") == -1.0);
  CHECK_THROWS_WITH(read("[[1], [1]]"), Contains("ff.yaml:4") && Contains("2 numbers"));
  CHECK_THROWS_AS(read("[[1]]"), InputError);
}
