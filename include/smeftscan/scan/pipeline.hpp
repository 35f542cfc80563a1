// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/scan/point/group.hpp"
#include "smeftscan/scan/point/operator_runner.hpp"
#include "smeftscan/scan/point/physics.hpp"
#include "smeftscan/scan/point/sm_limit_test.hpp"
#include "smeftscan/scan/point/stepped_runner.hpp"

namespace smeftscan::scan {

/// What a job predicts: reads the data and integrates bins.
observables::Predictor make_predictor(const Job& job);

/// One group of eight points through all of the physics (Physics, and between its halves a Runner),
/// and what becomes of points that fail or need a way of their own. Constant after construction and
/// shared by all threads; what a thread writes is in its own Workspace.
class Pipeline {
 public:
  class Workspace {
   public:
    explicit Workspace(const Pipeline& pipeline)
        : result(pipeline.physics_.empty_result()), running(pipeline.job().running.integrator) {}
    /// What the last group took; zero without integration.
    const rge::IntegratorStatistics& statistics() const { return result.statistics; }

   private:
    friend class Pipeline;
    GroupResult result;
    Physics::Scratch scratch;
    Runner::Workspace running;
  };

  /// What it must be ready for: the points of the job, where parameters that the job fixes stay
  /// fixed and coefficients at mu_EW are wanted only as far as predictions and `keep` read them;
  /// the same with all coefficients, to the same bits; or any point of the model, with all
  /// coefficients.
  enum class Scope { job, job_in_full, model };

  /// `job` must outlive the pipeline.
  explicit Pipeline(const Job& job, Scope scope = Scope::job);
  /// With the predictor of the job, made elsewhere.
  Pipeline(const Job& job, observables::Predictor predictor, Scope scope = Scope::job);

  /// The steps of the integration are planned once for the job, on typical points, and all groups
  /// take the same ones; a point for which they are not good enough is integrated again, alone. So
  /// the numbers of a point depend, to the last bit, on the job and the point, not on its
  /// neighbours. (The exception in speed is bdf, which knows no plan: every point goes alone.) A
  /// point whose scale the operator does not cover is integrated.
  /// A point that fails is integrated again if the job's policy is to retry.
  /// The result stands in the workspace until the next call.
  const GroupResult& evaluate(const Group& group, Workspace& workspace) const {
    return evaluate_by(runner(), group, workspace);
  }

  /// The parts of chi-square in the SM: all coefficients zero.
  std::vector<double> sm_chi_square() const { return physics_.sm_chi_square(); }

  /// The observables that are predicted, in the order of GroupResult::predictions.
  const std::vector<input::ObservableKey>& columns() const { return physics_.columns(); }
  const observables::Predictor& predictor() const { return physics_.predictor(); }
  const likelihood::Likelihood& likelihood() const { return physics_.likelihood(); }
  const smeft::SmInputs& inputs() const { return physics_.sm().inputs(); }
  const Job& job() const { return physics_.job(); }
  double electroweak_scale() const { return inputs().scale; }

  /// What runs the coefficients: `automatic` has been decided.
  RunningMethod method() const { return runner().method(); }
  /// Of chi-square by the operator on the points that were integrated exactly; NaN without
  /// operator.
  double operator_deviation() const { return operator_deviation_; }
  /// What the user should know of the choices that were made for the job: sentences.
  const std::vector<std::string>& notes() const { return notes_; }

  /// Which SM couplings stand at the high scale, decided on typical points, and what was measured;
  /// NaN where the job demands converged ones.
  SmBoundary sm_boundary() const { return exact_->settings().boundary; }
  double sm_limit_deviation() const { return sm_limit_.value; }
  std::string sm_limit_sentence() const { return sm_limit_.sentence(); }

 private:
  const Runner& runner() const {
    return operator_ ? static_cast<const Runner&>(*operator_) : *exact_;
  }
  const GroupResult& evaluate_by(const Runner& runner, const Group& group,
                                 Workspace& workspace) const;
  /// The matched group; `good` says for which lanes that is good enough. False if nothing came of
  /// it, though it might for those.
  bool evaluate_together(const Runner& runner, rge::LaneFlags& good, Workspace& workspace) const;
  /// The point in all lanes.
  void evaluate_alone(const Runner& runner, Attempt attempt, const std::vector<double>& parameters,
                      Workspace& workspace) const;
  /// The same, as often as the job's policy on failures wants.
  void evaluate_by_policy(const Runner& runner, const std::vector<double>& parameters,
                          Workspace& workspace) const;

  // once a job (pipeline_setup.cpp):
  std::optional<StepPlans> make_plans() const;
  std::optional<StepPlans> plans_for(const Group& group) const;
  SmBoundary choose_sm_boundary();
  void make_operator(Scope scope);
  /// Makes the operator and judges it; what is wrong with it, "" if nothing is.
  std::string operator_problem(Scope scope);
  struct OperatorCheck {
    int points = 0;                                               ///< that could be integrated
    double deviation = std::numeric_limits<double>::quiet_NaN();  ///< the largest
    std::string place{};  ///< where that is; without points why there are none
  };
  OperatorCheck check_operator(const Group& points) const;

  Physics physics_;
  std::unique_ptr<const SteppedRunner> exact_;
  std::optional<OperatorRunner> operator_;
  SmLimitDeviation sm_limit_;
  double operator_deviation_ = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> notes_;
};

}  // namespace smeftscan::scan
