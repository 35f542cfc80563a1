// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <utility>

#include "smeftscan/rge/sm_boundary.hpp"
#include "smeftscan/rge/sm_in_scale.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::scan {

/// Lowest and highest matching scale of the job's points, in GeV; nothing where they have none.
std::optional<std::pair<double, double>> matching_scales(const Job& job);

/// The SM without coefficients where the points of a job are matched: solved once for the scale
/// that most jobs have, that of the fixed model parameters. Constant after construction.
class SmAtMatching {
 public:
  /// `job` must outlive it.
  explicit SmAtMatching(const Job& job);

  const smeft::SmInputs& inputs() const { return inputs_; }
  /// GeV; 0 if the scale is a free parameter without a sensible default.
  double usual_scale() const { return usual_scale_; }
  /// At the usual scale.
  const rge::SmLimit& usual_limit() const { return usual_limit_; }
  /// At any scale (GeV); integrates from mu_EW if it is not the usual one.
  rge::SmLimit limit_at(double scale) const;
  /// With which the model is matched at these parameters, whose matching scale is `scale`.
  smeft::SmCouplings couplings(const std::vector<double>& parameters, double scale) const;

 private:
  const Job& job_;
  smeft::SmInputs inputs_;
  double usual_scale_ = 0.0;
  rge::SmLimit usual_limit_;
  smeft::SmCouplings usual_couplings_;
  std::optional<rge::SmInScale> couplings_in_scale_;  ///< of the job, if some points need them
};

}  // namespace smeftscan::scan
