// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "smeftscan/rge/operator_in_scale.hpp"
#include "smeftscan/scan/point/stepped_runner.hpp"

namespace smeftscan::scan {

/// The evolution operator leaves out what is of second order in the coefficients. Typical points of
/// every scan are integrated exactly, and a scan in which the largest deviation of chi-square,
/// |difference| / max(1, chi2), exceeds this bound there is refused. Of corners of the ranges,
/// which few points come near to, it is only said.
inline constexpr double largest_operator_deviation = 1e-4;

/// By operators that are integrated once, on the SM limit; a point whose scale they do not cover is
/// integrated.
class OperatorRunner final : public Runner {
 public:
  struct Settings {
    double lowest_scale;       ///< of the points, GeV
    double highest_scale;      ///< the same
    std::vector<int> sources;  ///< coefficients that matching may set
    std::vector<int> targets;  ///< that are wanted at mu_EW; empty: all
    rge::IntegratorOptions integrator;
  };

  /// `sm` and `exact`, which goes to the same scales, must outlive it. Throws PointFailure where
  /// there is no such operator.
  OperatorRunner(const SmAtMatching& sm, const SteppedRunner& exact, const Settings& settings);

  RunningMethod method() const override { return RunningMethod::evolution_operator; }
  bool goes_with_others(double scale) const override { return operator_->covers(scale); }
  void run_together(GroupResult& result, rge::LaneFlags& good, Workspace& workspace) const override;
  void run_alone(Attempt attempt, GroupResult& result, Workspace& workspace) const override;

 private:
  double electroweak_scale_;
  const SteppedRunner& exact_;
  std::optional<rge::OperatorInScale> operator_;
  std::optional<rge::OperatorInScale> lep2_operator_;
};

}  // namespace smeftscan::scan
