// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "smeftscan/base/lanes.hpp"

namespace smeftscan::rge {

/// Both are CVODE's variable-order, variable-step methods. The system is not stiff (its largest
/// eigenvalue in ln mu is 0.16), so Adams with fixed-point iteration is the default; BDF with a
/// matrix-free Krylov solver is the stiff method.
enum class Method { adams, bdf };

inline constexpr double smallest_rtol = 1e-13;
inline constexpr double largest_rtol = 1e-2;

struct IntegratorOptions {
  Method method = Method::adams;
  /// Wanted accuracy of the result, relative to each coefficient, but not below 1e-4 of the largest
  /// one of the point. CVODE's own tolerance, which bounds the error of one step in the root mean
  /// square over all variables, is set smaller by a margin that was measured (tests/rge).
  double rtol = 1e-9;
  /// A failure inside the running does not end by itself: CVODE creeps up to it in ever smaller
  /// steps.
  long most_steps = 2000;
};

/// For a second attempt where these have failed: the stiff method, a tenth of rtol, ten times the
/// steps.
IntegratorOptions tighter(const IntegratorOptions& options);

/// "CV_CONV_FAILURE (-4)" and the like.
std::string solver_flag_name(int flag);

struct IntegratorStatistics {
  long steps = 0;
  long evaluations = 0;  ///< of the right-hand side
};

/// The steps of one integration, to be taken by others again: what CVODE chose them from.
struct StepPlan {
  double first_step = 0.0;    ///< in tau
  std::vector<double> norms;  ///< rge::Norms
};

/// Integrates the independent reals of groups of eight points with CVODE. The variable tau goes
/// from 0 to 1 while lane i goes over its own range in ln mu. Owns all memory; one for each thread.
class Integrator {
 public:
  /// derivatives = range * d(reals)/dln mu; returns false where it cannot be evaluated (run and
  /// plan take smaller steps then, and fail in the end).
  using RightHandSide =
      std::function<bool(const Lanes* reals, const Lanes& range, Lanes* derivatives)>;

  /// `size` reals, of which the first `sm_size` are SM couplings: their errors are relative to
  /// themselves, those of the rest are floored as `floor` says.
  Integrator(int size, int sm_size, const IntegratorOptions& options, RightHandSide rhs);
  ~Integrator();
  Integrator(Integrator&&) noexcept;
  Integrator& operator=(Integrator&&) noexcept;

  /// Memory of the state: write the start here, read the end here.
  Lanes* reals();

  /// From now on only the first `count` reals are integrated; the others are zeros and stay so. No
  /// bit of the result depends on whether they are integrated. All of them at the beginning.
  void use(int count);

  /// Integrates over `range` in ln mu (negative: down). Lanes of range zero stay as they are.
  /// Throws PointFailure(integration_failed; time_limit after most_steps) with CVODE's flag, and in
  /// scale_reached the part of the range (0 to 1) that was done; the caller makes a scale of it.
  IntegratorStatistics run(const Lanes& range);

  /// As run, and returns the steps. Adams only: BDF's Krylov solver decides by scalar products over
  /// all lanes.
  StepPlan plan(const Lanes& range);

  struct Followed {
    IntegratorStatistics statistics;
    /// Lane by lane the largest error of a step over its tolerance: at most 1 where the steps were
    /// good enough for this lane too. NaN where it left the finite numbers, and where there is
    /// something to integrate if the plan does not lead to the end.
    Lanes error;
  };
  /// As run with the steps of `plan`: nothing in a lane depends on another.
  Followed follow(const StepPlan& plan, const Lanes& range);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace smeftscan::rge
