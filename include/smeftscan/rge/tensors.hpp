// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/rge/matrix3.hpp"
#include "smeftscan/smeft/layout.hpp"

namespace smeftscan::rge {

/// C_prst of eight points, entry 27 p + 9 r + 3 s + t.
struct Tensor4 {
  std::array<ComplexLanes, 81> entries;
};

/// The full flavour tensors of all 59 operators of eight points, in the order of the operator
/// table: symmetric arrays with L = sum over all flavour indices, as [RGE1-3] have them.
/// 285 KB, so always on the heap.
struct WilsonTensors {
  Lanes G, Gtilde, W, Wtilde, phi, phiBox, phiD;
  Lanes phiG, phiB, phiW, phiWB, phiGtilde, phiBtilde, phiWtilde, phiWtildeB;
  Matrix3 uphi, dphi, ephi, eW, eB, uG, uW, uB, dG, dW, dB;
  Matrix3 phil1, phil3, phie, phiq1, phiq3, phiu, phid, phiud;
  Tensor4 ll, qq1, qq3, lq1, lq3, ee, uu, dd, eu, ed, ud1, ud8;
  Tensor4 le, lu, ld, qe, qu1, qd1, qu8, qd8, ledq, quqd1, quqd8, lequ1, lequ3;

  static constexpr int scalar_count = 15;
  static constexpr int flavoured_count = smeft::entry_total - scalar_count;

  /// All scalars, and all entries with flavour, as arrays in the order of smeft::layout.entries.
  Lanes* scalars() { return &G; }
  const Lanes* scalars() const { return &G; }
  ComplexLanes* flavoured() { return uphi.entries.data(); }
  const ComplexLanes* flavoured() const { return uphi.entries.data(); }

  void set_zero();
};

static_assert(sizeof(WilsonTensors) == WilsonTensors::scalar_count * sizeof(Lanes) +
                                           WilsonTensors::flavoured_count * sizeof(ComplexLanes));
static_assert(offsetof(WilsonTensors, uphi) == WilsonTensors::scalar_count * sizeof(Lanes));

}  // namespace smeftscan::rge
