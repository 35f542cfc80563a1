// SPDX-License-Identifier: MIT
#include "smeftscan/models/model.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"

namespace smeftscan::models {

double Model::evaluate_derived(std::size_t, std::span<const double>) const {
  expect(false, "the model has derived quantities");
  return 0.0;
}

double checked_scale(double scale, const std::string& place, ExitCode code) {
  constexpr double mu_ew = electroweak_scale;
  if (std::abs(scale - mu_ew) <= 1e-12 * mu_ew) return mu_ew;
  if (scale < mu_ew)
    throw InputError(place +
                         ": must be at least mu_EW = 91.1876 GeV (below it the SMEFT does not "
                         "hold). Give a higher scale",
                     code);
  return scale;
}

double checked_matching_scale(double scale) {
  if (std::isfinite(scale) && scale >= electroweak_scale) return scale;
  throw PointFailure(PointStatus::outside, "the matching scale " + std::to_string(scale) +
                                               " GeV is below the electroweak scale");
}

}  // namespace smeftscan::models
