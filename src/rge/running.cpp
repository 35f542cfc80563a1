// SPDX-License-Identifier: MIT
#include "smeftscan/rge/running.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/flush_to_zero.hpp"
#include "smeftscan/rge/packing.hpp"

namespace smeftscan::rge {
namespace {

// Beyond these sizes one-loop running means nothing; CVODE would step over a Landau pole.
constexpr double largest_coupling = 4.0 * std::numbers::pi;
constexpr double largest_quartic = largest_coupling * largest_coupling;

/// Lanes with a coupling that is too large, or no number.
LaneFlags large_couplings(const Lanes* reals) {
  Lanes coupling = max(max(abs(reals[0]), abs(reals[1])), abs(reals[2]));
  for (int i = 5; i < sm_reals; ++i) coupling = max(coupling, abs(reals[i]));
  const Lanes quartic = abs(reals[3]);
  LaneFlags large;
  for (std::size_t k = 0; k < large.size(); ++k)
    large[k] = !(coupling.values[k] < largest_coupling && quartic.values[k] < largest_quartic);
  return large;
}

bool any(const LaneFlags& flags) {
  return std::find(flags.begin(), flags.end(), true) != flags.end();
}

LaneFlags finite_lanes(const Lanes* reals) {
  Lanes sum = 0.0;
  for (int i = 0; i < variable_count; ++i) sum += abs(reals[i]);
  LaneFlags finite;
  for (std::size_t k = 0; k < finite.size(); ++k) finite[k] = std::isfinite(sum.values[k]);
  return finite;
}

constexpr double one_loop = 1.0 / (16.0 * std::numbers::pi * std::numbers::pi);

}  // namespace

Running::Running(const IntegratorOptions& options)
    : integrator_(variable_count, sm_reals, options,
                  [this](const Lanes* reals, const Lanes& range, Lanes* derivatives) {
                    const LaneFlags large = large_couplings(reals);
                    for (std::size_t k = 0; k < large.size(); ++k)
                      left_perturbative_range_[k] = left_perturbative_range_[k] || large[k];
                    if (!follows_plan_ && any(large)) return false;
                    beta_.evaluate(reals, count_, one_loop * range, derivatives);
                    return true;
                  }) {}

Lanes Running::start(const smeft::LaneState& state, const Lanes& to_scale) {
  Lanes range;
  for (int i = 0; i < Lanes::count; ++i) {
    expect(state.scale[i] > 0.0 && to_scale[i] > 0.0, "scales are positive");
    range[i] = std::log(to_scale[i] / state.scale[i]);
  }
  // The unit of mass is the larger of the two scales: coefficients are then of the order of the
  // couplings of the new physics, and m2 is small.
  unit_ = max(state.scale, to_scale);
  to_reals(state, unit_, integrator_.reals());
  count_ = count_needed(integrator_.reals());
  integrator_.use(count_);
  left_perturbative_range_.fill(false);
  follows_plan_ = false;
  return range;
}

template <class Integrate>
void Running::run_by(Integrate&& integrate, smeft::LaneState& state, const Lanes& to_scale) {
  const FlushToZero flush_to_zero;
  const Lanes range = start(state, to_scale);
  try {
    integrate(range);
  } catch (const PointFailure& failure) {
    const double scale = state.scale[0] * std::exp(range[0] * failure.scale_reached());
    const std::string reason =
        any(left_perturbative_range_) ? "a coupling left the perturbative range; " : "";
    throw PointFailure(failure.status(), reason + failure.what(), failure.solver_flag(), scale);
  }
  const LaneFlags finite = finite_lanes(integrator_.reals());
  if (std::find(finite.begin(), finite.end(), false) != finite.end())
    throw PointFailure(PointStatus::not_finite, "the running left finite numbers", 0, to_scale[0]);
  from_reals(integrator_.reals(), unit_, state);
  state.scale = to_scale;
}

void Running::run(smeft::LaneState& state, const Lanes& to_scale) {
  run_by([&](const Lanes& range) { statistics_ = integrator_.run(range); }, state, to_scale);
}

StepPlan Running::plan(smeft::LaneState& state, const Lanes& to_scale) {
  StepPlan plan;
  run_by([&](const Lanes& range) { plan = integrator_.plan(range); }, state, to_scale);
  return plan;
}

LaneFlags Running::follow(const StepPlan& plan, smeft::LaneState& state, const Lanes& to_scale) {
  const FlushToZero flush_to_zero;
  const Lanes range = start(state, to_scale);
  follows_plan_ = true;
  const Integrator::Followed followed = integrator_.follow(plan, range);
  statistics_ = followed.statistics;
  LaneFlags fits = finite_lanes(integrator_.reals());
  for (std::size_t k = 0; k < fits.size(); ++k)
    fits[k] = fits[k] && followed.error.values[k] <= 1.0 && !left_perturbative_range_[k];
  from_reals(integrator_.reals(), unit_, state);
  state.scale = to_scale;
  return fits;
}

smeft::State run(const smeft::State& state, double to_scale, const IntegratorOptions& options) {
  Running running(options);
  smeft::LaneState group = smeft::broadcast(state);
  running.run(group, to_scale);
  return smeft::lane(group, 0);
}

}  // namespace smeftscan::rge
