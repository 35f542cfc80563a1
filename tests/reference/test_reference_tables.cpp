// SPDX-License-Identifier: MIT
#include <cmath>

#include "support/catch.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;
using namespace smeftscan::tests;

namespace {

int nonzero(const Coefficients& wc) {
  int count = 0;
  for (int i = 0; i < real_count; ++i) count += wc.slot(i) != 0.0 ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("at a dense random point every coefficient and every beta function has a value",
          "[reference]") {
  for (const char* name : {"A", "B", "C", "D"}) {
    const Reference reference = load_reference("beta_random_" + std::string(name) + ".json");
    REQUIRE(reference.cases.size() == 1);
    CHECK(nonzero(reference.cases[0].wc) == real_count);
    CHECK(nonzero(reference.cases[0].beta_wc) == real_count);
    CHECK(reference.cases[0].has_beta_sm);
  }
}

TEST_CASE("the isolated tables give every source with every set of couplings", "[reference]") {
  struct Table {
    const char* file;
    std::size_t coupling_sets;
  };
  for (const auto& [file, coupling_sets] :
       {Table{"beta_isolated_gauge.json", 6}, Table{"beta_isolated_yukawa.json", 5},
        Table{"beta_isolated_mixed.json", 5}}) {
    const Reference reference = load_reference(file);
    CHECK(reference.cases.size() == coupling_sets * operator_count);
    CHECK(reference.cut == 1e-13);
    for (const BetaCase& point : reference.cases) {
      CHECK(point.has_beta_wc);
      CHECK(point.sm.m2 == 0.0);
      CHECK(nonzero(point.wc) > 0);
    }
  }
}

TEST_CASE("W runs with 12 c_A2 - 3 b_02 = 29/2 times g^2, [RGE3]", "[reference]") {
  // c_A2 = 2, b_02 = 19/6 for three generations
  const Reference reference = load_reference("beta_isolated_gauge.json");
  const BetaCase& first = reference.cases.at(0);
  CHECK(first.couplings == "g");
  CHECK(first.source == "W");
  CHECK(first.beta_wc["W"_wc] / (first.sm.g * first.sm.g * first.wc["W"_wc]) ==
        Approx(29.0 / 2.0).epsilon(1e-12));
}

TEST_CASE("in the SM beta functions only m2 feeds back the coefficients", "[reference]") {
  const Reference reference = load_reference("beta_isolated_sm.json");
  int with_source = 0;
  for (const BetaCase& point : reference.cases) {
    CHECK(point.has_beta_sm);
    CHECK_FALSE(point.has_beta_wc);
    if (point.source != "none") {
      ++with_source;
      CHECK(point.sm.m2 != 0.0);
    }
  }
  CHECK(with_source == operator_count);
}

TEST_CASE("runs come with their start and end at the electroweak scale", "[reference]") {
  const Reference zprime = load_reference("run_zprime.json");
  CHECK(zprime.start.scale == 1000.0);
  // [CAA, Eq. (21)]: ll_1122 = -g11 g22/M^2 with the couplings of Eq. (26)
  CHECK(zprime.start.wc["ll_1122"_wc] == Approx(0.17 * 1.5 * 1e-6));
  CHECK(zprime.start.wc["lq1_2223"_wc].real() == Approx(1.5 * 2e-4 * 1e-6));
  REQUIRE(zprime.outputs.size() == 3);
  CHECK(zprime.outputs.back().raw.scale == 91.1876);
  CHECK(zprime.outputs.back().has_rotated);
  CHECK(load_reference("run_ll_1122.json").outputs.size() == 10);
  const Reference dense = load_reference("run_dense_1e-7.json");
  CHECK(nonzero(dense.outputs.back().raw.wc) == real_count);
}

TEST_CASE("the SM inputs give the SM limit at five scales", "[reference]") {
  const Reference reference = load_reference("sm_input.json");
  int converged_limits = 0;
  for (const SmPoint& point : reference.sm_points) {
    const bool limit = point.label == "SM limit";
    converged_limits += limit && point.converged ? 1 : 0;
    CHECK((nonzero(point.state.wc) == 0) == limit);
  }
  CHECK(converged_limits == 5);
}

TEST_CASE("Fig. 1 is flat in eps2 for ll_1111 and ll_2222 and not for ll_1122", "[reference]") {
  const auto end = [](const char* source) {
    const auto curve = load_fig1_curve(source, "eps2");
    CHECK(curve.front().scale == 91.1876);
    CHECK(curve.back().scale == 1000.0);
    CHECK(curve.back().value == 0.0);
    return curve.front().value;
  };
  CHECK(std::abs(end("ll_1111")) < 0.05);
  CHECK(std::abs(end("ll_2222")) < 0.05);
  CHECK(std::abs(end("ll_1122")) > 3.0);
}

TEST_CASE("a table that does not exist is an error", "[reference]") {
  CHECK_THROWS_AS(load_reference("no_such_table.json"), std::runtime_error);
}
