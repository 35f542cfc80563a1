// SPDX-License-Identifier: MIT
#include "smeftscan/rge/leading_log.hpp"

#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/packing.hpp"

namespace smeftscan::rge {

LeadingLog::LeadingLog() : reals_(variable_count), derivatives_(variable_count) {}

void LeadingLog::run(smeft::LaneState& state, const Lanes& to_scale) {
  constexpr double one_loop = 1.0 / (16.0 * std::numbers::pi * std::numbers::pi);
  Lanes factor;
  for (int k = 0; k < Lanes::count; ++k) {
    expect(state.scale[k] > 0.0 && to_scale[k] > 0.0, "scales are positive");
    factor[k] = one_loop * std::log(to_scale[k] / state.scale[k]);
  }
  const Lanes unit = state.scale;
  to_reals(state, unit, reals_.data());
  beta_.evaluate(reals_.data(), variable_count, factor, derivatives_.data());
  Lanes sum = 0.0;
  for (std::size_t i = 0; i < reals_.size(); ++i) {
    reals_[i] += derivatives_[i];
    sum += abs(reals_[i]);
  }
  for (int k = 0; k < Lanes::count; ++k)
    if (!std::isfinite(sum[k]))
      throw PointFailure(PointStatus::not_finite, "the leading logarithm is not a finite number", 0,
                         to_scale[k]);
  from_reals(reals_.data(), unit, state);
  state.scale = to_scale;
}

smeft::State leading_log(const smeft::State& state, double to_scale) {
  LeadingLog running;
  smeft::LaneState group = smeft::broadcast(state);
  running.run(group, to_scale);
  return smeft::lane(group, 0);
}

}  // namespace smeftscan::rge
