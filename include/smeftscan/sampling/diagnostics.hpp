// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/base/data_group.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/chain_result.hpp"

/// Whether chains have forgotten their beginning, and how many independent draws they are worth.
///
/// R-hat and effective sample sizes as Vehtari, Gelman, Simpson, Carpenter and Buerkner define them
/// (Bayesian Analysis 16, 667 (2021), arXiv:1903.08008), the autocorrelation time as Goodman and
/// Weare (Comm. App. Math. Comp. Sci. 5, 65 (2010)) and emcee do. All take the draws of one
/// quantity as a table [draws x chains] without warm-up.
///
/// Every chain is split into halves (the middle draw of an odd number is left out). NaN where there
/// are fewer than 8 draws, or where a value is not finite, or all are equal.
namespace smeftscan::sampling {

/// The larger of the rank-normalised split R-hat of the draws and of their distances from the
/// median (equations (4), (14) and section 4.1): 1 for chains that agree; above 1.01 they do not.
double rank_normalised_split_rhat(const Rows& draws);

/// Effective sample size of rank-normalised draws (section 4.1): for means and medians.
double bulk_ess(const Rows& draws);

/// The smaller effective sample size of the 5 % and 95 % quantiles (section 4.3).
double tail_ess(const Rows& draws);

/// Integrated autocorrelation time in draws, 1 for independent ones: the autocorrelation function
/// is the mean over chains (each about its own mean), summed up to the first M that is at least
/// five times the sum up to there (Sokal's window). Chains shorter than 50 times this are not to be
/// trusted.
double autocorrelation_time(const Rows& draws);

/// The quantile of all values, interpolated linearly between order statistics (numpy's default).
double quantile(const Rows& draws, double probability);

/// One parameter of a run, without warm-up.
struct ParameterSummary {
  std::string name;
  double mean, standard_deviation;
  double quantile_5, median, quantile_95;
  double rhat, bulk_ess, tail_ess, autocorrelation_time;
};

struct ChainSummary {
  std::vector<ParameterSummary> parameters;
  double acceptance_rate = 0.0;  ///< mean over all draws and chains

  double smallest_ess() const;  ///< over parameters, bulk and tail; NaN if one is
  double largest_rhat() const;  ///< NaN if one is
  bool agree() const;           ///< R-hat of all is 1.01 at most
};

ChainSummary summarise(const ChainResult& chains);

/// The group diagnostics of a scan file.
DataGroup to_group(const ChainSummary& summary);

}  // namespace smeftscan::sampling
