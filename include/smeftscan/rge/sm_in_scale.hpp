// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "smeftscan/smeft/state.hpp"

namespace smeftscan::rge {

/// Couplings of the SM at every scale of an interval: a polynomial in the logarithm of the scale
/// through 17 Chebyshev points, which carries a factor of 100 to 1e-10 of each coupling's largest
/// entry. Constant after construction: threads share it.
class SmInScale {
 public:
  /// `at`: the couplings at a scale (GeV), smooth in it.
  SmInScale(double lowest, double highest,
            const std::function<smeft::SmCouplings(double scale)>& at);

  bool covers(double scale) const { return lowest_ <= scale && scale <= highest_; }
  smeft::SmCouplings at(double scale) const;

 private:
  double lowest_;
  double highest_;
  std::vector<double> points_;  ///< ln(scale / GeV), falling
  std::vector<smeft::SmCouplings> couplings_;
};

}  // namespace smeftscan::rge
