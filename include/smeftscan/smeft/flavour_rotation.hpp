// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>

#include "smeftscan/smeft/state.hpp"

/// Changes of the flavour basis.
namespace smeftscan::smeft {

/// Field redefinitions f -> U_f f of the five multiplets, unitary.
template <class Complex>
struct BasicFlavourRotation {
  FlavourMatrix<Complex> q{};
  FlavourMatrix<Complex> u{};
  FlavourMatrix<Complex> d{};
  FlavourMatrix<Complex> l{};
  FlavourMatrix<Complex> e{};
};
using FlavourRotation = BasicFlavourRotation<std::complex<double>>;
using LaneFlavourRotation = BasicFlavourRotation<ComplexLanes>;

FlavourRotation identity_rotation();
FlavourRotation inverse(const FlavourRotation& rotation);
/// rotate(state, product(a, b)) = rotate(rotate(state, a), b).
FlavourRotation product(const FlavourRotation& first, const FlavourRotation& second);

/// One rotation a lane; the same in all lanes.
LaneFlavourRotation group(const std::array<FlavourRotation, Lanes::count>& lanes);
LaneFlavourRotation broadcast(const FlavourRotation& rotation);

/// Rotates couplings and coefficients: barred indices with U*, the others with U.
void rotate(LaneState& state, const LaneFlavourRotation& rotation);
State rotate(const State& state, const FlavourRotation& rotation);

}  // namespace smeftscan::smeft
