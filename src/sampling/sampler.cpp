// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

void Sampler::follow(const Request&, const Rows&) {
  expect(!learns(), "a sampler that learns can follow");
}

}  // namespace smeftscan::sampling
