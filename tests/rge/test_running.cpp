// SPDX-License-Identifier: MIT
#include "smeftscan/rge/running.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "support/catch.hpp"
#include "support/reference_tables.hpp"
#include "support/sm_comparison.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

constexpr double reference_vev = 246.22;  // of the rotations in the tables (their README.md)

double largest(const Coefficients& wc) {
  double result = 0.0;
  for (int i = 0; i < real_count; ++i) result = std::max(result, std::abs(wc.slot(i)));
  return result;
}

/// The rule of tests/reference/README.md: |diff| <= tol |ref| + 1e-13 max |C|. Returns the worst
/// ratio of the two sides and names the coefficient.
double deviation(const Coefficients& found, const Coefficients& wanted, double tol,
                 std::string& worst) {
  const double floor = 1e-13 * largest(wanted);
  double result = 0.0;
  for (int c = 0; c < coefficient_count; ++c) {
    const auto difference = found.get(c) - wanted.get(c);
    for (const auto& [d, r] : {std::pair{difference.real(), wanted.get(c).real()},
                               std::pair{difference.imag(), wanted.get(c).imag()}}) {
      const double ratio = std::abs(d) / (tol * std::abs(r) + floor);
      if (!(ratio <= result)) {
        result = ratio;
        worst = coefficient_name(c);
      }
    }
  }
  return result;
}

}  // namespace

TEST_CASE("runs agree with tight independent integrations, raw and rotated", "[rge]") {
  const auto method = GENERATE(rge::Method::adams, rge::Method::bdf);
  const std::string name =
      GENERATE(as<std::string>{}, "run_ll_1122.json", "run_ll_1111.json", "run_ll_2222.json",
               "run_ll_1122_to160.json", "run_ll_1122_from5000.json", "run_zprime.json",
               "run_zprime_from5000.json", "run_lq1_2223.json", "run_dense_1e-8.json",
               "run_dense_1e-7.json");
  const tests::Reference reference = tests::load_reference(name);
  for (const tests::RunOutput& wanted : reference.outputs) {
    const bool last = &wanted == &reference.outputs.back();
    if (!last && method == rge::Method::bdf) continue;  // the same equations: the end will do
    CAPTURE(name, method == rge::Method::adams, wanted.raw.scale);
    const State found = rge::run(reference.start, wanted.raw.scale, {method, 1e-11});
    std::string worst;
    CHECK(deviation(found.wc, wanted.raw.wc, 1e-9, worst) < 1.0);
    tests::check_sm(found.sm, wanted.raw.sm, 1e-9);
    // Dense points were rotated with ascending masses, whatever generation these are.
    if (wanted.has_rotated && !name.starts_with("run_dense")) {
      const State rotated = to_mass_basis(found, reference_vev);
      CHECK(deviation(rotated.wc, wanted.rotated.wc, 1e-9, worst) < 1.0);
      CAPTURE(worst);
      tests::check_sm(rotated.sm, wanted.rotated.sm, 1e-9);
    }
  }
}

TEST_CASE("running down and up again returns the start", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_dense_1e-7.json");
  const rge::IntegratorOptions options{rge::Method::adams, 1e-11};
  const State low = rge::run(reference.start, 91.1876, options);
  const State back = rge::run(low, reference.start.scale, options);
  std::string worst;
  CHECK(deviation(back.wc, reference.start.wc, 1e-9, worst) < 1.0);
  tests::check_sm(back.sm, reference.start.sm, 1e-9);
}

TEST_CASE("the error of a run is as small as its tolerance promises", "[rge]") {
  const auto rtol = GENERATE(1e-4, 1e-6, 1e-8);
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  const State& wanted = reference.outputs.back().raw;
  const State found = rge::run(reference.start, wanted.scale, {rge::Method::adams, rtol});
  const double floor = 1e-4 * largest(wanted.wc);
  for (int i = 0; i < real_count; ++i)
    REQUIRE(std::abs(found.wc.slot(i) - wanted.wc.slot(i)) <=
            rtol * std::max(std::abs(wanted.wc.slot(i)), floor));
}

TEST_CASE("points of a group run as they would alone, within the tolerance", "[rge]") {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const tests::Reference leptons = tests::load_reference("run_ll_1122_from5000.json");
  LaneState group = broadcast(zprime.start);
  set_lane(group, 3, leptons.start);  // another point from another scale
  rge::Running running({rge::Method::adams, 1e-11});
  running.run(group, 91.1876);
  std::string worst;
  CHECK(deviation(lane(group, 0).wc, zprime.outputs.back().raw.wc, 1e-9, worst) < 1.0);
  CHECK(deviation(lane(group, 3).wc, leptons.outputs.back().raw.wc, 1e-9, worst) < 1.0);
}

TEST_CASE("equal points in a group have equal bits in every lane", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  LaneState group = broadcast(reference.start);
  rge::Running running({rge::Method::adams, 1e-6});
  running.run(group, 91.1876);
  for (int i = 0; i < real_count; ++i)
    for (int k = 1; k < Lanes::count; ++k) REQUIRE(group.wc.slot(i)[k] == group.wc.slot(i)[0]);
}

TEST_CASE("planned steps make a lane independent of the others, and say where they do not fit",
          "[rge]") {
  const tests::Reference zprime = tests::load_reference("run_zprime.json");
  const tests::Reference dense = tests::load_reference("run_dense_1e-7.json");
  rge::Running running({rge::Method::adams, 1e-8});
  LaneState pilot = broadcast(zprime.start);
  const rge::StepPlan plan = running.plan(pilot, 91.1876);

  LaneState alone = broadcast(zprime.start);
  const auto fits_alone = running.follow(plan, alone, 91.1876);
  LaneState group = broadcast(zprime.start);
  set_lane(group, 2, dense.start);
  State landau = zprime.start;
  landau.sm.lambda = 200.0;
  set_lane(group, 5, landau);
  const auto fits = running.follow(plan, group, 91.1876);

  for (std::size_t k = 0; k < fits.size(); ++k) {
    CHECK(fits_alone[k]);
    CHECK(fits[k] == (k != 2 && k != 5));
  }
  for (int i = 0; i < real_count; ++i) {
    REQUIRE(alone.wc.slot(i)[0] == pilot.wc.slot(i)[0]);
    // with everything that breaks lepton flavour (the dense lane) and without it
    REQUIRE(group.wc.slot(i)[7] == alone.wc.slot(i)[0]);
    REQUIRE(std::signbit(group.wc.slot(i)[7]) == std::signbit(alone.wc.slot(i)[0]));
  }
  const State& wanted = zprime.outputs.back().raw;
  const double floor = 1e-4 * largest(wanted.wc);
  for (int i = 0; i < real_count; ++i)  // as accurate as steps of its own
    REQUIRE(std::abs(alone.wc.slot(i)[0] - wanted.wc.slot(i)) <=
            1e-8 * std::max(std::abs(wanted.wc.slot(i)), floor));
}

TEST_CASE("a running without end comes back with a reason and a scale", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  State state = reference.start;
  state.sm.lambda = 30.0;  // a Landau pole a little above
  try {
    rge::run(state, 1e6, {rge::Method::adams, 1e-6});
    FAIL("the quartic coupling has no value there");
  } catch (const PointFailure& failure) {
    CHECK(failure.status() == PointStatus::integration_failed);
    CHECK(failure.solver_flag() < 0);
    CHECK(failure.scale_reached() > 1000.0);
    CHECK(failure.scale_reached() < 3000.0);
  }
}

TEST_CASE("a state that is already there does not move", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_zprime.json");
  const State same = rge::run(reference.start, reference.start.scale, {rge::Method::adams, 1e-6});
  std::string worst;
  CHECK(deviation(same.wc, reference.start.wc, 1e-15, worst) < 1.0);
}
