// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

void Sampler::follow(const Request&, const Rows&) {
  expect(!learns(), "a sampler that learns can follow");
}

PointStatus Sampler::known_status(long long) const { return PointStatus::not_computed; }

}  // namespace smeftscan::sampling
