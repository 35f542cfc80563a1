// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

PointStatus Sampler::known_status(long long) const { return PointStatus::not_computed; }

}  // namespace smeftscan::sampling
