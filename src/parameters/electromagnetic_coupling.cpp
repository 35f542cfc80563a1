// SPDX-License-Identifier: MIT
#include "smeftscan/parameters/electromagnetic_coupling.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace smeftscan::parameters {

std::vector<ChargedFermions> five_flavours() {
  const double up = 4.0 / 9.0, down = 1.0 / 9.0;
  return {{3.0 + 3.0 * (2.0 * up + 3.0 * down), 0.0}};
}

double run_alpha_e(double alpha_e, double from, double to,
                   const std::vector<ChargedFermions>& fermions) {
  double logarithms = 0.0;
  for (const auto& [charges_squared, threshold] : fermions)
    logarithms += charges_squared * std::log(std::max(from, threshold) / std::max(to, threshold));
  return 1.0 / (1.0 / alpha_e + 2.0 / (3.0 * std::numbers::pi) * logarithms);
}

}  // namespace smeftscan::parameters
