// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>

#include "smeftscan/scan/point/physics.hpp"
#include "smeftscan/scan/point/stepped_runner.hpp"

namespace smeftscan::scan {

/// SM couplings solved once, without coefficients, will do where coefficients at mu_EW that are
/// kept or read by predictions differ by less than this part of the point's largest coefficient
/// from those with converged couplings, at typical points, and where there are such couplings; else
/// they are solved for at each point.
inline constexpr double largest_sm_limit_deviation = 1e-3;

/// How far coefficients with the couplings of the SM limit are off.
struct SmLimitDeviation {
  /// The largest, of typical points; infinity where no couplings lead to the measured inputs, NaN
  /// where it was not measured.
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string place{};  ///< where that is

  bool is_small() const { return value < largest_sm_limit_deviation; }
  std::string sentence() const;
};

/// Of these points, by a runner that takes the SM limit. 0 where all points fail whatever the
/// couplings are, or nothing runs.
SmLimitDeviation measure_sm_limit(const Physics& physics, const SteppedRunner& runner,
                                  const Group& points);

}  // namespace smeftscan::scan
