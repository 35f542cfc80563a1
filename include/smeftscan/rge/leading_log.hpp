// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/rge/beta.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

/// The running to first order in the logarithm, for coefficients and SM couplings alike, as public
/// codes have it:
///
///     X(mu) = X(Lambda) + beta(Lambda)/(16 pi^2) ln(mu/Lambda).
///
/// From 1 TeV to mu_EW it is 1e-3 off for a single coefficient and 0.1 for a dense point, of the
/// largest coefficient.
///
/// Owns the work space of the right-hand side (1 MB): one for each thread.
class LeadingLog {
 public:
  LeadingLog();

  /// From state.scale to `to_scale` (GeV, up or down), lane by lane, in the flavour basis in which
  /// the state is given. Throws PointFailure(not_finite) if a result is not finite.
  void run(smeft::LaneState& state, const Lanes& to_scale);

 private:
  BetaFunction beta_;
  std::vector<Lanes> reals_;
  std::vector<Lanes> derivatives_;
};

/// One state: a group padded with itself.
smeft::State leading_log(const smeft::State& state, double to_scale);

}  // namespace smeftscan::rge
