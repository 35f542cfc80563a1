// SPDX-License-Identifier: MIT
#include "smeftscan/scan/point/stepping.hpp"

#include <algorithm>

#include "smeftscan/base/error.hpp"

namespace smeftscan::scan {

void OwnSteps::go(Leg, smeft::LaneState& state, const Lanes& to_scale) {
  running_.run(state, to_scale);
}

void RecordedSteps::go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) {
  plans_[leg] = running_.plan(state, to_scale);
}

void PlannedSteps::go(Leg leg, smeft::LaneState& state, const Lanes& to_scale) {
  const rge::LaneFlags fits = running_.follow(plans_[leg], state, to_scale);
  const auto first = std::find(fits.begin(), fits.end(), true);
  if (first == fits.end()) {
    good_.fill(false);
    throw PointFailure(PointStatus::integration_failed, "the planned steps fit none of the points");
  }
  for (std::size_t k = 0; k < fits.size(); ++k) {
    if (fits[k]) continue;
    good_[k] = false;
    smeft::set_lane(state, static_cast<int>(k),
                    smeft::lane(state, static_cast<int>(first - fits.begin())));
  }
}

}  // namespace smeftscan::scan
