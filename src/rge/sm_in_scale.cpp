// SPDX-License-Identifier: MIT
#include "smeftscan/rge/sm_in_scale.hpp"

#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/chebyshev.hpp"

namespace smeftscan::rge {
namespace {

using smeft::SmCouplings;

void add(double weight, const SmCouplings& from, SmCouplings& to) {
  for (const auto number : {&SmCouplings::g, &SmCouplings::gp, &SmCouplings::gs,
                            &SmCouplings::lambda, &SmCouplings::m2})
    to.*number += weight * from.*number;
  for (const auto matrix : {&SmCouplings::Gu, &SmCouplings::Gd, &SmCouplings::Ge})
    for (std::size_t i = 0; i < 9; ++i) (to.*matrix)[i] += weight * (from.*matrix)[i];
}

}  // namespace

SmInScale::SmInScale(double lowest, double highest, const std::function<SmCouplings(double)>& at)
    : lowest_(lowest), highest_(highest) {
  expect(0.0 < lowest && lowest < highest, "an interval of scales is positive and not reversed");
  for (std::size_t i = 0; i < most_chebyshev_points; ++i) {
    points_.push_back(
        chebyshev_point(std::log(lowest), std::log(highest), i, most_chebyshev_points));
    couplings_.push_back(at(std::exp(points_[i])));
  }
}

SmCouplings SmInScale::at(double scale) const {
  const auto weights = chebyshev_weights(points_, std::log(scale));
  SmCouplings sm;
  for (std::size_t i = 0; i < points_.size(); ++i) add(weights[i], couplings_[i], sm);
  return sm;
}

}  // namespace smeftscan::rge
