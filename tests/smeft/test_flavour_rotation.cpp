// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/flavour_rotation.hpp"

#include <array>
#include <cmath>

#include "smeft/random_states.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;
using namespace smeftscan::smeft::tests;

namespace {

/// Full tensor entry C_prst (or C_pr, C) of an operator.
Complex entry(const Coefficients& wc, int op, int offset) {
  const auto i =
      static_cast<std::size_t>(layout.first_entry[static_cast<std::size_t>(op)] + offset);
  const EntryInfo& info = layout.entries[i];
  const Complex c = wc.get(info.coefficient) /
                    double(layout.coefficients[static_cast<std::size_t>(info.coefficient)].copies);
  return info.conjugate ? std::conj(c) : c;
}

double sum_of_squares(const Coefficients& wc, int op) {
  double sum = 0.0;
  const auto i = static_cast<std::size_t>(op);
  for (int k = 0; k < layout.first_entry[i + 1] - layout.first_entry[i]; ++k)
    sum += std::norm(entry(wc, op, k));
  return sum;
}

/// C_pp, or C_pprr for four indices.
Complex trace(const Coefficients& wc, int op) {
  const bool two = index_count(operators[static_cast<std::size_t>(op)].symmetry) == 2;
  Complex sum = 0.0;
  for (int p = 0; p < 3; ++p)
    for (int r = 0; r < (two ? 1 : 3); ++r) sum += entry(wc, op, two ? 4 * p : 36 * p + 4 * r);
  return sum;
}

}  // namespace

TEST_CASE("a rotation and its inverse are the identity", "[smeft]") {
  const State state = random_state(5);
  const FlavourRotation rotation = random_rotation(6);
  check_equal(rotate(rotate(state, rotation), inverse(rotation)), state, 1e-14);
}

TEST_CASE("no rotation changes no bit", "[smeft]") {
  const State state = random_state(5);
  const State same = rotate(state, identity_rotation());
  for (int i = 0; i < real_count; ++i) REQUIRE(same.wc.slot(i) == state.wc.slot(i));
  CHECK(same.sm.Gu == state.sm.Gu);
}

TEST_CASE("rotations one after the other are the rotation by the product", "[smeft]") {
  const State state = random_state(7);
  const FlavourRotation first = random_rotation(8);
  const FlavourRotation second = random_rotation(9);
  check_equal(rotate(rotate(state, first), second), rotate(state, product(first, second)), 1e-14);
}

TEST_CASE("a rotation keeps squares and traces of every operator", "[smeft]") {
  const State state = random_state(10);
  const State rotated = rotate(state, random_rotation(11));
  for (int op = 0; op < operator_count; ++op) {
    const Operator& row = operators[static_cast<std::size_t>(op)];
    CAPTURE(row.name);
    const double squares = sum_of_squares(state.wc, op);
    CHECK(std::abs(sum_of_squares(rotated.wc, op) - squares) < 1e-14 * squares);
    const bool has_trace = row.symmetry == Symmetry::hermitian ||
                           row.symmetry == Symmetry::two_currents ||
                           row.symmetry == Symmetry::identical_currents ||
                           row.symmetry == Symmetry::identical_singlets;
    if (has_trace)
      CHECK(std::abs(trace(rotated.wc, op) - trace(state.wc, op)) < 1e-14 * std::sqrt(squares));
  }
  const auto yukawa_trace = [](const FlavourMatrix<Complex>& G) {
    return to_eigen(G).squaredNorm();
  };
  CHECK(yukawa_trace(rotated.sm.Gu) == Approx(yukawa_trace(state.sm.Gu)).epsilon(1e-14));
  const Matrix both = to_eigen(state.sm.Gu).adjoint() * to_eigen(state.sm.Gd);
  const Matrix both_rotated = to_eigen(rotated.sm.Gu).adjoint() * to_eigen(rotated.sm.Gd);
  CHECK(both_rotated.norm() == Approx(both.norm()).epsilon(1e-14));  // one q for u and d
}

TEST_CASE("lanes rotate as points do", "[smeft]") {
  LaneState states;
  std::array<FlavourRotation, Lanes::count> rotations;
  for (int k = 0; k < Lanes::count; ++k) {
    set_lane(states, k, random_state(20u + static_cast<unsigned>(k)));
    rotations[static_cast<std::size_t>(k)] = random_rotation(40u + static_cast<unsigned>(k));
  }
  const LaneState before = states;
  rotate(states, group(rotations));
  for (const int k : {0, 5})
    check_equal(lane(states, k), rotate(lane(before, k), rotations[static_cast<std::size_t>(k)]),
                1e-15);
}
