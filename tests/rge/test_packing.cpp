// SPDX-License-Identifier: MIT
#include "smeftscan/rge/packing.hpp"

#include <cstring>
#include <limits>
#include <random>
#include <string_view>
#include <vector>

#include "smeftscan/rge/beta.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

bool violates_lepton_flavour(int coefficient) {
  const CoefficientInfo& c = layout.coefficients[static_cast<std::size_t>(coefficient)];
  const std::string_view fields = operators[static_cast<std::size_t>(c.op)].fields;
  for (signed char generation = 1; generation <= 3; ++generation) {
    int change = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const char field = fields[i];
      if (c.flavour[i] != generation) continue;
      change += field == 'L' || field == 'E' ? 1 : field == 'l' || field == 'e' ? -1 : 0;
    }
    if (change != 0) return true;
  }
  return false;
}

bool is_real(int coefficient) {
  return layout.coefficients[static_cast<std::size_t>(coefficient)].is_real;
}

/// Everything that conserves lepton flavour, at random; SM couplings too, with complex Yukawas.
State conserving_state(unsigned seed) {
  std::mt19937_64 dice(seed);
  std::uniform_real_distribution uniform(-1.0, 1.0);
  State state;
  state.scale = 1000.0;
  state.sm.g = 0.6;
  state.sm.gp = 0.4;
  state.sm.gs = 1.1;
  state.sm.lambda = 0.3;
  state.sm.m2 = 8000.0;
  for (int i = 0; i < 9; ++i) {
    const auto entry = static_cast<std::size_t>(i);
    state.sm.Gu[entry] = {uniform(dice), uniform(dice)};
    state.sm.Gd[entry] = {uniform(dice), uniform(dice)};
    if (i % 4 == 0) state.sm.Ge[entry] = {uniform(dice), uniform(dice)};
  }
  for (int c = 0; c < coefficient_count; ++c)
    if (!violates_lepton_flavour(c))
      state.wc.set(c, {1e-7 * uniform(dice), is_real(c) ? 0.0 : 1e-7 * uniform(dice)});
  return state;
}

using Reals = std::vector<Lanes>;

Reals reals_of(const LaneState& state) {
  Reals reals(rge::variable_count);
  rge::to_reals(state, 1000.0, reals.data());
  return reals;
}

int count_needed(const LaneState& state) { return rge::count_needed(reals_of(state).data()); }

}  // namespace

TEST_CASE("electron, muon and tau number stay where they are", "[rge]") {
  const State derivative = rge::beta(conserving_state(1));
  int conserving = 0;
  for (int c = 0; c < coefficient_count; ++c) {
    if (violates_lepton_flavour(c)) {
      REQUIRE(derivative.wc.get(c) == std::complex<double>(0.0));
    } else {
      conserving += is_real(c) ? 1 : 2;
      CHECK(derivative.wc.get(c) != std::complex<double>(0.0));
    }
  }
  CHECK(rge::sm_reals + conserving == rge::conserving_count);
  for (int i = 0; i < 9; ++i)
    CHECK((derivative.sm.Ge[static_cast<std::size_t>(i)] == std::complex<double>(0.0)) ==
          (i % 4 != 0));
}

TEST_CASE("the reals come back from their places, and all are needed if one lane needs them",
          "[rge]") {
  LaneState group = broadcast(conserving_state(2));
  CHECK(count_needed(group) == rge::conserving_count);
  int slot = 0;
  for (int c = 0; c < coefficient_count; ++c) {
    if (!violates_lepton_flavour(c)) continue;
    slot = layout.coefficients[static_cast<std::size_t>(c)].slot;
    for (const int part : {slot, slot + (is_real(c) ? 0 : 1)}) {
      group.wc.slot(part)[part % Lanes::count] = 1e-300;
      REQUIRE(count_needed(group) == rge::variable_count);
      group.wc.slot(part) = -0.0;
    }
  }
  CHECK(count_needed(group) == rge::conserving_count);
  LaneState back;
  rge::from_reals(reals_of(group).data(), 1000.0, back);
  for (int i = 0; i < real_count; ++i)
    REQUIRE(back.wc.slot(i)[3] == Approx(group.wc.slot(i)[3]).epsilon(1e-15));

  SECTION("a Yukawa coupling between leptons") { group.sm.Ge[5].im[4] = 1e-9; }
  SECTION("no number") { group.wc.slot(slot)[7] = std::numeric_limits<double>::quiet_NaN(); }
  CHECK(count_needed(group) == rge::variable_count);
}

TEST_CASE("derivatives have the same bits with and without zeros behind", "[rge]") {
  const Reals reals = reals_of(broadcast(conserving_state(3)));
  rge::BetaFunction beta;
  Reals all(reals.size()), needed(reals.size());
  beta.evaluate(reals.data(), rge::variable_count, -0.5, all.data());
  beta.evaluate(reals.data(), rge::conserving_count, -0.5, needed.data());
  CHECK(std::memcmp(all.data(), needed.data(), rge::conserving_count * sizeof(Lanes)) == 0);
}
