// SPDX-License-Identifier: MIT
#include "smeftscan/rge/integrator.hpp"

#include <cvode/cvode.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_spgmr.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/lane_vector.hpp"

namespace smeftscan::rge {
namespace {

// A failure inside the running does not end by itself: CVODE creeps up to it in ever smaller steps.
// So steps have a least size (in tau) and a largest number.
constexpr double smallest_step = 1e-10;
constexpr long most_steps = 2000;

// Coefficients below this part of the largest one are resolved to it, not relative to themselves.
constexpr double coefficient_floor = 1e-4;

// The result's error over CVODE's tolerance: errors of single components exceed the root mean
// square and add up over the steps.
double local_tolerance(const IntegratorOptions& options) {
  return options.rtol / (options.method == Method::adams ? 20.0 : 100.0);
}

// SM couplings below this size are resolved to it: smaller than the Yukawa coupling of the electron.
constexpr double sm_floor = 1e-6;

}  // namespace

std::string solver_flag_name(int flag) {
  char* name = CVodeGetReturnFlagName(flag);
  std::string result = name;
  result += " (" + std::to_string(flag) + ")";
  std::free(name);  // NOLINT: allocated by CVODE with malloc
  return result;
}

struct Integrator::Implementation {
  int size;
  int sm_size;
  RightHandSide rhs;
  SUNContext context = nullptr;
  N_Vector state = nullptr;
  SUNNonlinearSolver fixed_point = nullptr;
  SUNLinearSolver krylov = nullptr;
  void* cvode = nullptr;
  Lanes range{0.0};
  double rtol;
  Lanes atol{0.0};  ///< of the coefficients
  long evaluations = 0;

  Implementation(int size_, int sm_size_, const IntegratorOptions& options, RightHandSide rhs_);
  ~Implementation();
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  static int evaluate(realtype tau, N_Vector y, N_Vector derivative, void* self);
  static int weights(N_Vector y, N_Vector w, void* self);
};

int Integrator::Implementation::evaluate(realtype, N_Vector y, N_Vector derivative, void* self) {
  auto& me = *static_cast<Implementation*>(self);
  ++me.evaluations;
  return me.rhs(lanes_of(y), me.range, lanes_of(derivative)) ? 0 : 1;
}

int Integrator::Implementation::weights(N_Vector y, N_Vector w, void* self) {
  const auto& me = *static_cast<Implementation*>(self);
  const Lanes* values = lanes_of(y);
  Lanes* out = lanes_of(w);
  const Lanes rtol = me.rtol;
  const Lanes sm_atol = me.rtol * sm_floor;
  for (int i = 0; i < me.sm_size; ++i) out[i] = 1.0 / fma(rtol, abs(values[i]), sm_atol);
  for (int i = me.sm_size; i < me.size; ++i)
    out[i] = 1.0 / fma(rtol, abs(values[i]), me.atol);
  return 0;
}

Integrator::Implementation::Implementation(int size_, int sm_size_,
                                           const IntegratorOptions& options, RightHandSide rhs_)
    : size(size_),
      sm_size(sm_size_),
      rhs(std::move(rhs_)),
      rtol(local_tolerance(options)) {
  expect(SUNContext_Create(nullptr, &context) == 0, "SUNDIALS makes a context");
  state = make_lane_vector(static_cast<std::size_t>(size), context);
  N_VConst(0.0, state);
  const bool adams = options.method == Method::adams;
  cvode = CVodeCreate(adams ? CV_ADAMS : CV_BDF, context);
  expect(cvode != nullptr, "CVODE allocates its memory");
  expect(CVodeInit(cvode, evaluate, 0.0, state) == CV_SUCCESS, "CVODE takes the initial state");
  CVodeSetUserData(cvode, this);
  CVodeSetErrFile(cvode, nullptr);  // failures come back with a reason, not on the terminal
  CVodeWFtolerances(cvode, weights);
  CVodeSetMinStep(cvode, smallest_step);
  CVodeSetMaxNumSteps(cvode, most_steps);
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
  N_VDestroy(state);
  SUNContext_Free(&context);
}

Integrator::Integrator(int size, int sm_size, const IntegratorOptions& options, RightHandSide rhs)
    : implementation_(
          std::make_unique<Implementation>(size, sm_size, options, std::move(rhs))) {}
Integrator::~Integrator() = default;
Integrator::Integrator(Integrator&&) noexcept = default;
Integrator& Integrator::operator=(Integrator&&) noexcept = default;

Lanes* Integrator::reals() { return lanes_of(implementation_->state); }

IntegratorStatistics Integrator::run(const Lanes& range) {
  Implementation& me = *implementation_;
  IntegratorStatistics statistics;
  if (std::all_of(range.values.begin(), range.values.end(), [](double r) { return r == 0.0; }))
    return statistics;
  me.range = range;
  Lanes largest = 0.0;
  for (int i = me.sm_size; i < me.size; ++i) largest = max(largest, abs(reals()[i]));
  // where all coefficients vanish, none will appear: any positive floor will do
  for (int i = 0; i < Lanes::count; ++i)
    if (!(largest[i] > 0.0)) largest[i] = 1.0;
  me.atol = me.rtol * coefficient_floor * largest;

  me.evaluations = 0;
  expect(CVodeReInit(me.cvode, 0.0, me.state) == CV_SUCCESS, "CVODE takes the initial state");
  CVodeSetStopTime(me.cvode, 1.0);
  realtype reached = 0.0;
  const int flag = CVode(me.cvode, 1.0, me.state, &reached, CV_NORMAL);
  CVodeGetNumSteps(me.cvode, &statistics.steps);
  statistics.evaluations = me.evaluations;
  if (flag < 0) {
    CVodeGetCurrentTime(me.cvode, &reached);
    throw PointFailure(PointStatus::integration_failed,
                       "the integration stopped with " + solver_flag_name(flag), flag, reached);
  }
  return statistics;
}

}  // namespace smeftscan::rge
