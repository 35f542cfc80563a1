// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/lanes.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/observables/predictor.hpp"
#include "smeftscan/rge/leading_log.hpp"
#include "smeftscan/rge/operator_in_scale.hpp"
#include "smeftscan/rge/running.hpp"
#include "smeftscan/rge/sm_in_scale.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/state.hpp"

namespace smeftscan::scan {

/// The parameters of up to eight points; a group that is not full is padded with its last point.
struct Group {
  int count = 0;
  std::array<std::vector<double>, Lanes::count> parameters;  ///< all of the model, in its order
};

/// Up to eight points of these coordinates: one row a point, one column a free parameter.
Group group_of(const Job& job, const Rows& coordinates);

/// Up to eight points that stand for those of the job (typical_coordinates()).
Group typical_points(const Job& job);

/// What became of a point that has no answer.
struct Outcome {
  PointStatus status = PointStatus::ok;
  int solver_flag = 0;  ///< of an answer too, if only a second attempt gave it: the first one's
  double scale_reached = std::numeric_limits<double>::quiet_NaN();  ///< GeV
  std::string reason;
};

/// Everything that is computed for eight points. Numbers of a lane mean something where its
/// outcome is ok.
struct GroupResult {
  std::array<Outcome, Lanes::count> outcome;
  smeft::LaneState high;           ///< at the matching scale, down basis; without SM couplings
  smeft::LaneState low;            ///< at mu_EW, down basis
  smeft::LaneCoefficients lep2;    ///< at the scale of LEP-2, down basis; where it is asked for
  std::vector<Lanes> predictions;  ///< one a column of Pipeline::columns
  std::vector<Lanes> chi_square;   ///< one a part (Job::chi_square_parts)
  std::vector<Lanes> derived;      ///< one a derived quantity that is kept
  rge::IntegratorStatistics statistics;
};

/// The evolution operator leaves out what is of second order in the coefficients. Typical points of
/// every scan are integrated exactly, and a scan in which the largest deviation of chi-square,
/// |difference| / max(1, chi2), exceeds this bound there is refused. Of corners of the ranges,
/// which few points come near to, it is only said.
inline constexpr double largest_operator_deviation = 1e-4;

/// Where a point of the model lies and what is large there, for messages.
std::string describe_point(const Job& job, const std::vector<double>& parameters,
                           const smeft::Coefficients& wc);

/// SM couplings solved once, without coefficients, will do where coefficients at mu_EW that are
/// kept or read by predictions differ by less than this part of the point's largest coefficient
/// from those with converged couplings, at typical points, and where there are such couplings; else
/// they are solved for at each point.
inline constexpr double largest_sm_limit_deviation = 1e-3;

/// One group of eight points through the physics: model, running, rotation, predictions,
/// chi-square. Constant after construction and shared by all threads; what a thread writes is in
/// its own Workspace.
class Pipeline {
 private:
  /// The integrations of a point: SM couplings to its scale, down to LEP-2, down to mu_EW.
  enum Leg : std::size_t { sm_up, to_lep2, to_electroweak };
  using StepPlans = std::array<rge::StepPlan, 3>;
  /// Those of the job, those that the points need by themselves, the same with rge::tighter
  /// settings, or those about to become the job's.
  enum class Steps { planned, own, tighter, planning };

 public:
  class Workspace {
   public:
    explicit Workspace(const Pipeline& pipeline);
    /// What the last group took; zero without integration.
    const rge::IntegratorStatistics& statistics() const { return result.statistics; }

   private:
    friend class Pipeline;
    GroupResult result;
    int points = 0;  ///< of the group; lanes behind them are padding
    Steps steps = Steps::planned;
    StepPlans plans;        ///< where they are being made
    rge::LaneFlags fits{};  ///< lanes whose running so far is good enough
    smeft::Coefficients matched;
    rge::Running running;
    std::optional<rge::Running> tighter;  ///< made where it is needed
    rge::LeadingLog leading_log;
    observables::PredictorScratch scratch;
    std::vector<Lanes> residuals;
  };

  /// What it must be ready for: the points of the job, where parameters that the job fixes stay
  /// fixed and coefficients at mu_EW are wanted only as far as predictions and `keep` read them;
  /// the same with all coefficients, to the same bits; or any point of the model, with all
  /// coefficients.
  enum class Scope { job, job_in_full, model };

  /// `job` must outlive the pipeline.
  explicit Pipeline(const Job& job, Scope scope = Scope::job);

  /// The steps of the integration are planned once for the job, on typical points, and all groups
  /// take the same ones; a point for which they are not good enough is integrated again, alone. So
  /// the numbers of a point depend, to the last bit, on the job and the point, not on its
  /// neighbours. (The exception in speed is bdf, which knows no plan: every point goes alone.) A
  /// point whose scale the operator does not cover is integrated.
  /// A point that fails is integrated again if the job's policy is to retry.
  /// The result stands in the workspace until the next call.
  const GroupResult& evaluate(const Group& group, Workspace& workspace) const;

  /// The parts of chi-square in the SM: all coefficients zero.
  std::vector<double> sm_chi_square() const;

  /// The observables that are predicted, in the order of GroupResult::predictions.
  const std::vector<input::ObservableKey>& columns() const { return columns_; }
  const observables::Predictor& predictor() const { return predictor_; }
  const likelihood::Likelihood& likelihood() const { return likelihood_; }
  const smeft::SmInputs& inputs() const { return inputs_; }
  const Job& job() const { return job_; }
  double electroweak_scale() const { return inputs_.scale; }

  /// What runs the coefficients: `automatic` has been decided.
  RunningMethod method() const { return method_; }
  /// Of chi-square by the operator on the points that were integrated exactly; NaN without
  /// operator.
  double operator_deviation() const { return operator_deviation_; }
  /// What the user should know of the choices that were made for the job: sentences.
  const std::vector<std::string>& notes() const { return notes_; }

  /// Which SM couplings stand at the high scale, decided as above, and what was measured; NaN where
  /// the job demands converged ones.
  SmBoundary sm_boundary() const { return sm_boundary_; }
  double sm_limit_deviation() const { return sm_limit_deviation_; }
  std::string sm_limit_sentence() const;

 private:
  /// Fills result.high.wc and scale, and the outcome of lanes that have no such thing. These are
  /// filled with the first lane that has, whose number is returned; -1: there is none.
  int match(const Group& group, Workspace& workspace) const;
  /// The point in all lanes, with its own steps or tighter ones.
  void evaluate_alone(const std::vector<double>& parameters, Steps steps,
                      Workspace& workspace) const;
  /// The same, as often as the job's policy on failures wants.
  void evaluate_by_policy(const std::vector<double>& parameters, Workspace& workspace) const;
  /// The matched group with planned steps or by operator; `fits` says for which lanes that is good
  /// enough. False if nothing came of it, though it might for those.
  bool evaluate_together(Workspace& workspace) const;
  /// Throws PointFailure if nothing comes of the whole group.
  void run_and_predict(Workspace& workspace) const;
  /// The SM limit of each lane.
  std::array<rge::SmLimit, Lanes::count> sm_limits(const Lanes& scale, Workspace& workspace) const;
  /// From result.high to the start of the running, result.low in the mass basis with couplings;
  /// returns the SM limits that were taken.
  std::array<rge::SmLimit, Lanes::count> set_start(Workspace& workspace) const;
  /// By CVODE, in the basis in which the state is. Clears `fits` of lanes that went wrong and fills
  /// them with another; throws PointFailure if there is none.
  void integrate(Leg leg, smeft::LaneState& state, const Lanes& to_scale,
                 Workspace& workspace) const;
  void run_to(double scale, Leg leg, Workspace& workspace) const;
  /// From result.high.wc to result.low.
  void run(Workspace& workspace) const;
  void make_plans();
  void choose_sm_boundary();
  /// The largest deviation at these points, and where that is.
  std::pair<double, std::string> measure_sm_limit(const Group& points) const;
  /// The steps that these points need; nothing if they cannot be integrated together.
  std::optional<StepPlans> plans_for(const Group& group) const;
  void make_operator(Scope scope, bool automatic);
  /// Makes the operator and judges it; what is wrong with it, "" if nothing is.
  std::string operator_problem(Scope scope);
  /// Throws PointFailure where there is none.
  void build_operator(Scope scope, double lowest_scale, double highest_scale);
  /// Lowest and highest matching scale of the job's points; nothing where they have none.
  std::optional<std::pair<double, double>> matching_scales() const;
  /// Whether a point of this scale shares operator or planned steps with its group, or is to be
  /// integrated by itself.
  bool goes_with_others(double scale) const;
  /// The coefficients at mu_EW on which predictions depend, and those that are kept.
  std::vector<int> needed_coefficients() const;
  struct OperatorCheck {
    int points = 0;                                               ///< that could be integrated
    double deviation = std::numeric_limits<double>::quiet_NaN();  ///< the largest
    std::string place{};  ///< where that is; without points why there are none
  };
  OperatorCheck check_operator(const Group& points);
  /// With which the model is matched at points that need them.
  smeft::SmCouplings couplings_at(double scale) const;
  void make_couplings();
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
  rge::SmLimit usual_limit_;
  /// The SM couplings for matching there, and over the scales of the job if some points need them.
  smeft::SmCouplings usual_couplings_;
  std::optional<rge::SmInScale> couplings_in_scale_;
  std::optional<smeft::FlavourRotation> lep2_rotation_;  ///< to the down basis there
  SmBoundary sm_boundary_;
  double sm_limit_deviation_ = std::numeric_limits<double>::quiet_NaN();
  std::string sm_limit_place_;
  RunningMethod method_;
  std::optional<StepPlans> plans_;
  std::vector<int> sources_;  ///< coefficients that matching may set
  std::optional<rge::OperatorInScale> operator_;
  std::optional<rge::OperatorInScale> lep2_operator_;
  double operator_deviation_ = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::string> notes_;
};

}  // namespace smeftscan::scan
