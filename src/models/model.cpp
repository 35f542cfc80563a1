// SPDX-License-Identifier: MIT
#include "smeftscan/models/model.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"

namespace smeftscan::models {

double Model::evaluate_derived(std::size_t, std::span<const double>) const {
  expect(false, "the model has derived quantities");
  return 0.0;
}

double checked_matching_scale(double scale) {
  if (std::isfinite(scale) && scale >= electroweak_scale) return scale;
  throw PointFailure(PointStatus::outside, "the matching scale " + std::to_string(scale) +
                                               " GeV is below the electroweak scale");
}

}  // namespace smeftscan::models
