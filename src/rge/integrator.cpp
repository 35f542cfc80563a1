// SPDX-License-Identifier: MIT
#include "smeftscan/rge/integrator.hpp"

#include <cvode/cvode.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/lane_vector.hpp"

namespace smeftscan::rge {
namespace {

constexpr double smallest_step = 1e-10;  // in tau; the reason is that of most_steps

// Coefficients below this part of the largest one are resolved to it, not relative to themselves.
constexpr double coefficient_floor = 1e-4;

// The result's error over CVODE's tolerance: errors of single components exceed the root mean
// square and add up over the steps.
double local_tolerance(const IntegratorOptions& options) {
  return options.rtol / (options.method == Method::adams ? 20.0 : 100.0);
}

// SM couplings below this size are resolved to it: smaller than the Yukawa coupling of the
// electron.
constexpr double sm_floor = 1e-6;

constexpr double found_by_cvode = 0.0;  // a first step

/// SUNDIALS 6 and 7: failures come back with a reason, not on the terminal.
SUNContext quiet_context() {
  SUNContext context = nullptr;
#if SUNDIALS_VERSION_MAJOR < 7  // where CVODE has the file of errors
  expect(SUNContext_Create(nullptr, &context) == 0, "SUNDIALS makes a context");
#else
  expect(SUNContext_Create(SUN_COMM_NULL, &context) == 0, "SUNDIALS makes a context");
  expect(SUNContext_ClearErrHandlers(context) == 0, "SUNDIALS is quiet");
#endif
  return context;
}

bool is_zero(const Lanes& range) {
  return std::all_of(range.values.begin(), range.values.end(), [](double r) { return r == 0.0; });
}

}  // namespace

IntegratorOptions tighter(const IntegratorOptions& options) {
  return {Method::bdf, std::max(0.1 * options.rtol, smallest_rtol), 10 * options.most_steps};
}

std::string solver_flag_name(int flag) {
  char* name = CVodeGetReturnFlagName(flag);
  std::string result = name;
  result += " (" + std::to_string(flag) + ")";
  std::free(name);  // NOLINT: allocated by CVODE with malloc
  return result;
}

struct Integrator::Implementation {
  LaneSpace space;
  int sm_size;
  RightHandSide rhs;
  SUNContext context = nullptr;
  N_Vector state = nullptr;
  N_Vector errors = nullptr;         ///< of the last step
  N_Vector error_weights = nullptr;  ///< CVODE's own
  SUNNonlinearSolver fixed_point = nullptr;
  SUNLinearSolver krylov = nullptr;
  void* cvode = nullptr;
  Lanes range{0.0};
  double rtol;
  Lanes atol{0.0};  ///< of the coefficients
  long evaluations = 0;

  Implementation(int size, int sm_size_, const IntegratorOptions& options, RightHandSide rhs_);
  ~Implementation();
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  void start(const Lanes& wanted_range, Norms::Source source, double first_step);
  IntegratorStatistics statistics() const;
  IntegratorStatistics integrate();

  int size() const { return static_cast<int>(space.dimension); }
  int active() const { return static_cast<int>(space.active); }

  static int evaluate(sunrealtype tau, N_Vector y, N_Vector derivative, void* self);
  static int weights(N_Vector y, N_Vector w, void* self);
};

int Integrator::Implementation::evaluate(sunrealtype, N_Vector y, N_Vector derivative, void* self) {
  auto& me = *static_cast<Implementation*>(self);
  ++me.evaluations;
  return me.rhs(lanes_of(y), me.range, lanes_of(derivative)) ? 0 : 1;
}

int Integrator::Implementation::weights(N_Vector y, N_Vector w, void* self) {
  auto& me = *static_cast<Implementation*>(self);
  me.error_weights = w;
  const Lanes* values = lanes_of(y);
  Lanes* out = lanes_of(w);
  const Lanes rtol = me.rtol;
  const Lanes sm_atol = me.rtol * sm_floor;
  for (int i = 0; i < me.sm_size; ++i) out[i] = 1.0 / fma(rtol, abs(values[i]), sm_atol);
  for (int i = me.sm_size; i < me.active(); ++i) out[i] = 1.0 / fma(rtol, abs(values[i]), me.atol);
  return 0;
}

Integrator::Implementation::Implementation(int size, int sm_size_, const IntegratorOptions& options,
                                           RightHandSide rhs_)
    : space{.dimension = static_cast<std::size_t>(size)},
      sm_size(sm_size_),
      rhs(std::move(rhs_)),
      rtol(local_tolerance(options)) {
  context = quiet_context();
  state = make_lane_vector(space, context);
  errors = N_VClone(state);
  N_VConst(0.0, state);
  const bool adams = options.method == Method::adams;
  cvode = CVodeCreate(adams ? CV_ADAMS : CV_BDF, context);
  expect(cvode != nullptr, "CVODE allocates its memory");
  expect(CVodeInit(cvode, evaluate, 0.0, state) == CV_SUCCESS, "CVODE takes the initial state");
  CVodeSetUserData(cvode, this);
#if SUNDIALS_VERSION_MAJOR < 7
  CVodeSetErrFile(cvode, nullptr);
#endif
  CVodeWFtolerances(cvode, weights);
  CVodeSetMinStep(cvode, smallest_step);
  CVodeSetMaxNumSteps(cvode, options.most_steps);
  CVodeSetStopTime(cvode, 1.0);
  if (adams) {
    fixed_point = SUNNonlinSol_FixedPoint(state, 0, context);
    expect(CVodeSetNonlinearSolver(cvode, fixed_point) == CV_SUCCESS, "CVODE takes its solver");
  } else {
    krylov = SUNLinSol_SPGMR(state, SUN_PREC_NONE, 10, context);
    expect(CVodeSetLinearSolver(cvode, krylov, nullptr) == CV_SUCCESS, "CVODE takes its solver");
  }
}

Integrator::Implementation::~Implementation() {
  CVodeFree(&cvode);
  if (fixed_point != nullptr) SUNNonlinSolFree(fixed_point);
  if (krylov != nullptr) SUNLinSolFree(krylov);
  N_VDestroy(errors);
  N_VDestroy(state);
  SUNContext_Free(&context);
}

void Integrator::Implementation::start(const Lanes& wanted_range, Norms::Source source,
                                       double first_step) {
  range = wanted_range;
  const Lanes* values = lanes_of(state);
  Lanes largest = 0.0;
  for (int i = sm_size; i < active(); ++i) largest = max(largest, abs(values[i]));
  // where all coefficients vanish, none will appear: any positive floor will do
  for (int i = 0; i < Lanes::count; ++i)
    if (!(largest[i] > 0.0)) largest[i] = 1.0;
  atol = rtol * coefficient_floor * largest;
  space.norms.source = source;
  space.norms.used = 0;
  evaluations = 0;
  expect(CVodeReInit(cvode, 0.0, state) == CV_SUCCESS, "CVODE takes the initial state");
  CVodeSetInitStep(cvode, first_step);
  CVodeSetStopTime(cvode, 1.0);
}

IntegratorStatistics Integrator::Implementation::statistics() const {
  IntegratorStatistics result;
  CVodeGetNumSteps(cvode, &result.steps);
  result.evaluations = evaluations;
  return result;
}

IntegratorStatistics Integrator::Implementation::integrate() {
  sunrealtype reached = 0.0;
  const int flag = CVode(cvode, 1.0, state, &reached, CV_NORMAL);
  if (flag < 0) {
    CVodeGetCurrentTime(cvode, &reached);
    // a limit in seconds would make rows depend on the machine
    throw PointFailure(
        flag == CV_TOO_MUCH_WORK ? PointStatus::time_limit : PointStatus::integration_failed,
        "the integration stopped with " + solver_flag_name(flag), flag, reached);
  }
  return statistics();
}

Integrator::Integrator(int size, int sm_size, const IntegratorOptions& options, RightHandSide rhs)
    : implementation_(std::make_unique<Implementation>(size, sm_size, options, std::move(rhs))) {}
Integrator::~Integrator() = default;
Integrator::Integrator(Integrator&&) noexcept = default;
Integrator& Integrator::operator=(Integrator&&) noexcept = default;

Lanes* Integrator::reals() { return lanes_of(implementation_->state); }

void Integrator::use(int count) {
  expect(implementation_->sm_size <= count && count <= implementation_->size(),
         "the SM couplings are integrated, and no more than there are");
  implementation_->space.active = static_cast<std::size_t>(count);
}

IntegratorStatistics Integrator::run(const Lanes& range) {
  if (is_zero(range)) return {};
  implementation_->start(range, Norms::Source::measured, found_by_cvode);
  return implementation_->integrate();
}

StepPlan Integrator::plan(const Lanes& range) {
  Implementation& me = *implementation_;
  expect(me.fixed_point != nullptr, "Adams makes plans");
  StepPlan plan;
  if (is_zero(range)) return plan;
  const std::vector<Lanes> start(reals(), reals() + me.size());
  run(range);
  CVodeGetActualInitStep(me.cvode, &plan.first_step);
  // once more from this step, since the search for it asks for norms too
  std::copy(start.begin(), start.end(), reals());
  me.space.norms.values.clear();
  me.start(range, Norms::Source::recorded, plan.first_step);
  me.integrate();
  plan.norms = me.space.norms.values;
  return plan;
}

Integrator::Followed Integrator::follow(const StepPlan& plan, const Lanes& range) {
  Implementation& me = *implementation_;
  Followed result{{}, 0.0};
  if (is_zero(range)) return result;
  me.space.norms.values = plan.norms;
  me.start(range, Norms::Source::replayed, plan.first_step);
  int flag = plan.norms.empty() ? CV_ILL_INPUT : CV_SUCCESS;  // made over a range of zero
  while (flag == CV_SUCCESS) {
    sunrealtype reached = 0.0;
    flag = CVode(me.cvode, 1.0, me.state, &reached, CV_ONE_STEP);
    CVodeGetEstLocalErrors(me.cvode, me.errors);
    const Lanes error = weighted_rms(me.errors, me.error_weights);
    for (int k = 0; k < Lanes::count; ++k)
      if (!(error[k] <= result.error[k])) result.error[k] = error[k];  // a NaN comes every time
  }
  const bool as_planned = flag == CV_TSTOP_RETURN && me.space.norms.used == plan.norms.size();
  for (int k = 0; k < Lanes::count; ++k) {
    if (range[k] == 0.0)
      result.error[k] = 0.0;
    else if (!as_planned)
      result.error[k] = std::numeric_limits<double>::quiet_NaN();
  }
  result.statistics = me.statistics();
  return result;
}

}  // namespace smeftscan::rge
