// SPDX-License-Identifier: MIT
#pragma once

namespace smeftscan::likelihood {

/// The probability that a chi-square of so many degrees of freedom is above `chi2`: the regularised
/// incomplete gamma function Q(degrees_of_freedom/2, chi2/2), to about 1e-14 of itself. NaN without
/// a degree of freedom.
double p_value(double chi2, long long degrees_of_freedom);

}  // namespace smeftscan::likelihood
