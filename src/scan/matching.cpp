// SPDX-License-Identifier: MIT
#include "smeftscan/scan/matching.hpp"

namespace smeftscan::scan {

smeft::SmCouplings couplings_for_matching(const rge::SmLimit& limit, double scale) {
  return smeft::rotate(smeft::State{scale, limit.sm, {}}, limit.to_down_basis).sm;
}

const smeft::SmCouplings& MatchingCouplings::at(std::span<const double> parameters) {
  if (!model_.needs_sm(parameters)) return none_;
  const double scale = model_.matching_scale(parameters);
  if (scale != scale_) {
    at_scale_ = couplings_for_matching(rge::sm_limit(inputs_, scale, integrator_), scale);
    scale_ = scale;
  }
  return at_scale_;
}

}  // namespace smeftscan::scan
