// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/lanes.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/evolution_operator.hpp"
#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::scan {

/// The parameters of up to eight points; a group that is not full is padded with its last point.
struct Group {
  int count = 0;
  std::array<std::vector<double>, Lanes::count> parameters;  ///< all of the model, in its order
};

/// Up to eight points, spread evenly over the scan, or over the ranges of a sampler that finds its
/// points on the way.
Group typical_points(const Job& job);

/// What became of a point that has no answer.
struct Outcome {
  PointStatus status = PointStatus::ok;
  int solver_flag = 0;
  double scale_reached = std::numeric_limits<double>::quiet_NaN();  ///< GeV
  std::string reason;
};

/// Everything that is computed for eight points. Numbers of a lane mean something where its
/// outcome is ok.
struct GroupResult {
  std::array<Outcome, Lanes::count> outcome;
  smeft::LaneState high;           ///< at the matching scale
  smeft::LaneState low;            ///< at mu_EW, down basis
  smeft::LaneCoefficients lep2;    ///< at the scale of LEP-2, down basis; where it is asked for
  std::vector<Lanes> predictions;  ///< one a column of Pipeline::columns
  std::vector<Lanes> chi_square;   ///< one a group of the likelihood
  rge::IntegratorStatistics statistics;
};

/// The evolution operator leaves out what is of second order in the coefficients. Some points of
/// every scan are integrated exactly, and a scan in which the largest deviation of chi-square,
/// |difference| / max(1, chi2), exceeds this bound is refused.
inline constexpr double largest_operator_deviation = 1e-4;

/// One group of eight points through the physics: model, running, rotation, predictions,
/// chi-square. Constant after construction and shared by all threads; what a thread writes is in
/// its own Workspace.
class Pipeline {
 public:
  class Workspace {
   public:
    explicit Workspace(const Pipeline& pipeline);
    /// What the last group took; zero without integration.
    const rge::IntegratorStatistics& statistics() const { return result.statistics; }

   private:
    friend class Pipeline;
    GroupResult result;
    smeft::Coefficients matched;
    rge::Running running;
    rge::LeadingLog leading_log;
  };

  /// What it must be ready for: the points of the job, where parameters that the job fixes stay
  /// fixed and coefficients at mu_EW are wanted only as far as predictions and `keep` read them; or
  /// any point of the model, with all coefficients.
  enum class Scope { job, model };

  /// `job` must outlive the pipeline.
  explicit Pipeline(const Job& job, Scope scope = Scope::job);

  /// Lanes whose point fails in matching are filled with a neighbour; if the integration of the
  /// group fails, it is done again point by point, each padded with itself. So a failed point never
  /// takes others with it.
  /// The result stands in the workspace until the next call.
  const GroupResult& evaluate(const Group& group, Workspace& workspace) const;

  /// The observables that are predicted, in the order of GroupResult::predictions.
  const std::vector<input::ObservableKey>& columns() const { return columns_; }
  const likelihood::Likelihood& likelihood() const { return likelihood_; }
  const Job& job() const { return job_; }
  double electroweak_scale() const { return inputs_.scale; }

  /// What runs the coefficients: `automatic` has been decided.
  RunningMethod method() const { return method_; }
  /// Of chi-square by the operator on the points that were integrated exactly; NaN without
  /// operator.
  double operator_deviation() const { return operator_deviation_; }

 private:
  /// All lanes together; throws PointFailure if the integration fails.
  void run_and_predict(Workspace& workspace) const;
  void set_sm_couplings(GroupResult& result, Workspace& workspace) const;
  /// result.low to this scale, in the basis in which it is.
  void run_to(double scale, GroupResult& result, Workspace& workspace) const;
  /// From result.high to result.low.
  void run(GroupResult& result, Workspace& workspace) const;
  void make_operator(Scope scope);
  /// The coefficients that a formula reads: those that turn its value into NaN.
  std::vector<int> needed_coefficients() const;
  double measure_operator(const Group& points);
  /// Moves what a model has matched into a lane; `matched` is zero again.
  void set_sources(smeft::LaneCoefficients& group, int lane, smeft::Coefficients& matched) const;

  const Job& job_;
  smeft::SmInputs inputs_;
  rge::IntegratorOptions options_;
  std::vector<input::ObservableKey> columns_;
  observables::Predictor predictor_;
  likelihood::Likelihood likelihood_;
  /// The SM limit at the scale that most jobs have, that of the fixed model parameters.
  double usual_scale_ = 0.0;
  smeft::SmCouplings usual_sm_;
  RunningMethod method_;
  std::vector<int> sources_;  ///< coefficients that matching may set
  std::optional<rge::EvolutionOperator> operator_;
  std::optional<rge::EvolutionOperator> lep2_operator_;
  double operator_deviation_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace smeftscan::scan
