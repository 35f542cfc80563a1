// SPDX-License-Identifier: MIT
#pragma once

namespace smeftscan::likelihood {

/// The regularised incomplete gamma function Q(a, x), the integral of t^(a-1) e^-t from x to
/// infinity over Gamma(a), to about 1e-14 of itself. a > 0, x >= 0.
double upper_gamma(double a, double x);

/// The probability that a chi-square of so many degrees of freedom is above `chi2`:
/// Q(degrees_of_freedom/2, chi2/2). NaN without a degree of freedom.
double p_value(double chi2, long long degrees_of_freedom);

}  // namespace smeftscan::likelihood
