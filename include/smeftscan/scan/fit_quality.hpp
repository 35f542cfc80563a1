// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {

/// How good a fit is. Gaussian priors on parameters count in none of these numbers.
struct FitQuality {
  double chi2 = 0.0;
  double sm_chi2 = 0.0;              ///< of the SM: all coefficients zero
  long long values = 0;              ///< measured ones
  long long degrees_of_freedom = 0;  ///< values less parameters on which chi-square depends
  double p_value = 0.0;              ///< NaN without a degree of freedom
  std::vector<likelihood::Pull> pulls;

  /// The SM's chi-square less that of the fit.
  double difference() const { return sm_chi2 - chi2; }
  /// "chi-square 154.31 of 146 values, 143 degrees of freedom, p-value 0.245; SM 190.2, ..."
  std::string line() const;
};

/// Of a job whose sampler is a fit that has finished, computed with the pipeline of the scan;
/// nothing for any other, without a likelihood, or if no point had an answer.
std::optional<FitQuality> judge_fit(const Pipeline& pipeline);

}  // namespace smeftscan::scan
