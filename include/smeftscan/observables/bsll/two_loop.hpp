// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "smeftscan/observables/bsll/parameters.hpp"

/// Two-loop matrix elements of the current-current operators and the one-loop one of O8, as
/// functions of s = q2/m_b^2 with the pole mass: the F_i^(7,9) of [Asatryan:2001zw].
namespace smeftscan::observables::bsll {

/// F_i^(j) at one s, i = 1, 2, 8 and j = 7, 9.
struct TwoLoop {
  Complex F17, F27, F19, F29;
};

/// Charm loops: a table in s, linear in between, and beyond its last node; the F^(9) are tabulated
/// as s F^(9) [Greub:2008cy].
class CharmTwoLoop {
 public:
  /// From the module `charm_loops`, a slice of the published grid at fixed scale and masses; to
  /// first order with another mass of the charm quark in F^(7), where it has slopes.
  explicit CharmTwoLoop(const input::Settings& charm_loops);

  TwoLoop at(double s) const;  ///< s > 0
  double step() const { return step_; }
  double scale() const { return scale_; }  ///< GeV

 private:
  double scale_;
  double step_;
  std::vector<std::array<Complex, 4>> nodes_;
};

/// Up-quark loops in the notation of CharmTwoLoop, F_{i,u}, from A, B and C of
/// [Seidel:2004jh, Eqs. (29)-(31)]; s is taken as at most 0.999, where they are regular.
TwoLoop up_quark_two_loop(double q2, double m_b_pole, double scale);

/// The functions of Seidel, for tests.
struct SeidelFunctions {
  Complex A, B, C;
};
SeidelFunctions seidel_functions(double q2, double m_b_pole, double scale);

/// The chromomagnetic operator, expanded to third order in s [Greub:2008cy, Eqs. (19), (20)],
/// [Asatryan:2001zw].
Complex F87(double s, double m_b_pole, double scale);
Complex F89(double s);

}  // namespace smeftscan::observables::bsll
