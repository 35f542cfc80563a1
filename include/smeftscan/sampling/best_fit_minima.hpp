// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/sampling/minimiser.hpp"

namespace smeftscan::sampling {

/// One of the minima that a fit found, in the units of the parameters.
struct LocalMinimum {
  std::vector<double> values;
  double chi2 = 0.0;
  long long point = -1;  ///< global number of the point that stands there
  long long starts = 0;  ///< searches that ended here
  bool mirror = false;   ///< of the best one: the same chi-square, some signs reversed
};

/// A minimum and how many searches ended in it.
struct MinimumCluster {
  Minimum minimum;
  long long starts = 0;
};

/// The different minima among the ends of searches, the best one first, then ascending in
/// chi-square. Ends without convergence count only if there is no other.
///
/// Two ends are one minimum if chi-square, extrapolated from the lower one to the other with its
/// Hessian, rises by less than 0.1. Of minima within 1e-4 of the lowest chi-square the one with the
/// smallest first coordinate counts as the best (then the second, ...), so that mirror minima do
/// not compete by rounding.
std::vector<MinimumCluster> cluster(std::vector<Minimum> ends);

/// The same in the units of the parameters; `errors` (a parameter each, NaN if unknown) say which
/// coordinates are equal up to a sign: those within a tenth of an error, or 1e-3 of the range.
/// Parameters whose `constrained` is 0 have no value: NaN.
std::vector<LocalMinimum> local_minima(const std::vector<MinimumCluster>& clusters,
                                       const ParameterSpace& space,
                                       const std::vector<double>& errors,
                                       const std::vector<int>& constrained);

}  // namespace smeftscan::sampling
