// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/smeft/coefficients.hpp"

namespace smeftscan::smeft {

/// A 3x3 flavour matrix, row-major.
template <class Complex>
using FlavourMatrix = std::array<Complex, 9>;

/// The couplings of the SM, MS-bar, with
///
///   L = |D phi|^2 + m2 phi^dag phi - (Lambda/2) (phi^dag phi)^2
///       - [ lbar Ge e phi + qbar Gu u phi~ + qbar Gd d phi + h.c. ],     D = d + i g A,
///
/// gp not GUT-normalised. In the symbols of [RGE1-3]: Lambda = 2 lambda, m2 = m_H^2/2,
/// G_x = Y_x^dagger, (g1, g2, g3) = (gp, g, gs). m2 is in GeV^2, the rest are pure numbers.
template <class Number>
struct BasicSmCouplings {
  using Complex = typename BasicCoefficients<Number>::Complex;
  Number g{0.0};
  Number gp{0.0};
  Number gs{0.0};
  Number lambda{0.0};
  Number m2{0.0};
  FlavourMatrix<Complex> Gu{};
  FlavourMatrix<Complex> Gd{};
  FlavourMatrix<Complex> Ge{};
};

using SmCouplings = BasicSmCouplings<double>;
using LaneSmCouplings = BasicSmCouplings<Lanes>;

SmCouplings lane(const LaneSmCouplings& group, int lane);
void set_lane(LaneSmCouplings& group, int lane, const SmCouplings& point);

/// Everything that runs: 59 reals of the SM and 2499 of the coefficients, at one scale (GeV). Each
/// lane of a group has a scale of its own, since the mass of the new physics may be scanned.
template <class Number>
struct BasicState {
  Number scale{0.0};
  BasicSmCouplings<Number> sm;
  BasicCoefficients<Number> wc;
};

using State = BasicState<double>;
using LaneState = BasicState<Lanes>;

State lane(const LaneState& group, int lane);
void set_lane(LaneState& group, int lane, const State& point);
/// A group of eight copies.
LaneState broadcast(const State& point);

}  // namespace smeftscan::smeft
