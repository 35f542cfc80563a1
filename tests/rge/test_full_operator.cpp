// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "smeftscan/rge/beta.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "support/catch.hpp"
#include "support/reference_tables.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

std::vector<int> all_coefficients() {
  std::vector<int> result(coefficient_count);
  std::iota(result.begin(), result.end(), 0);
  return result;
}

double largest(const Coefficients& wc) {
  double result = 0.0;
  for (int i = 0; i < real_count; ++i) result = std::max(result, std::abs(wc.slot(i)));
  return result;
}

double deviation(const Coefficients& found, const Coefficients& wanted) {
  Coefficients difference;
  for (int i = 0; i < real_count; ++i) difference.slot(i) = found.slot(i) - wanted.slot(i);
  return largest(difference) / largest(wanted);
}

}  // namespace

TEST_CASE("over a short way all 2499 columns are 1 + beta", "[rge]") {
  State state = tests::load_reference("run_dense_1e-8.json").start;
  state.sm.m2 = 0.0;  // without it the beta functions are linear
  const double log = 1e-5;
  const rge::EvolutionOperator evolution({state.sm, identity_rotation()},
                                         {state.scale,
                                          state.scale * std::exp(log),
                                          {},
                                          all_coefficients(),
                                          {},
                                          {rge::Method::adams, 1e-11}});
  const Coefficients beta = rge::beta(state).wc;
  const Coefficients low = evolution.apply(state.wc).wc;
  Coefficients found;
  for (int i = 0; i < real_count; ++i)
    found.slot(i) =
        16.0 * std::numbers::pi * std::numbers::pi * (low.slot(i) - state.wc.slot(i)) / log;
  CHECK(deviation(found, beta) < 1e-5);  // the next order in the logarithm
}

TEST_CASE("a dense point of 1e-8 GeV^-2 is 1e-5 off its integration, without rotation", "[rge]") {
  const tests::Reference reference = tests::load_reference("run_dense_1e-8.json");
  const tests::RunOutput& wanted = reference.outputs.back();
  const rge::EvolutionOperator evolution({reference.start.sm, identity_rotation()},
                                         {reference.start.scale,
                                          wanted.raw.scale,
                                          {},
                                          all_coefficients(),
                                          {},
                                          {rge::Method::adams, 1e-6}});
  const double distance = deviation(evolution.apply(reference.start.wc).wc, wanted.raw.wc);
  CHECK(distance > 1e-6);
  CHECK(distance < 1e-4);
}
