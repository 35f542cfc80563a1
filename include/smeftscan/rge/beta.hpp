// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

/// The complete one-loop right-hand side of the dimension-six SMEFT: SM couplings with their
/// dimension-six terms and all 59 operators [RGE1, RGE2, RGE3], in the form on which the public
/// codes agree after repair. Owns its work space (0.6 MB), so each thread has one.
class BetaFunction {
 public:
  BetaFunction();
  ~BetaFunction();
  BetaFunction(BetaFunction&&) noexcept;
  BetaFunction& operator=(BetaFunction&&) noexcept;

  /// derivatives = factor * 16 pi^2 d(reals)/dln mu for the 2558 reals of rge/packing.hpp, in any
  /// unit of mass; or for the first `count` of them, where the others vanish.
  void evaluate(const Lanes* reals, int count, const Lanes& factor, Lanes* derivatives);

 private:
  struct WorkSpace;
  std::unique_ptr<WorkSpace> work_;
};

/// 16 pi^2 dX/dln mu of one state: coefficients in GeV^-2, m2 in GeV^2; the scale is copied.
smeft::State beta(const smeft::State& state);

}  // namespace smeftscan::rge
