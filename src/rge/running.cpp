// SPDX-License-Identifier: MIT
#include "smeftscan/rge/running.hpp"

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

bool is_perturbative(const Lanes* reals) {
  Lanes coupling = max(max(abs(reals[0]), abs(reals[1])), abs(reals[2]));
  for (int i = 5; i < sm_reals; ++i) coupling = max(coupling, abs(reals[i]));
  for (int k = 0; k < Lanes::count; ++k)
    if (!(coupling[k] < largest_coupling && std::abs(reals[3][k]) < largest_quartic)) return false;
  return true;
}

constexpr double one_loop = 1.0 / (16.0 * std::numbers::pi * std::numbers::pi);

}  // namespace

Running::Running(const IntegratorOptions& options)
    : integrator_(variable_count, sm_reals, options,
                  [this](const Lanes* reals, const Lanes& range, Lanes* derivatives) {
                    if (!is_perturbative(reals)) {
                      left_perturbative_range_ = true;
                      return false;
                    }
                    beta_.evaluate(reals, one_loop * range, derivatives);
                    return true;
                  }) {}

void Running::run(smeft::LaneState& state, const Lanes& to_scale) {
  Lanes range;
  for (int i = 0; i < Lanes::count; ++i) {
    expect(state.scale[i] > 0.0 && to_scale[i] > 0.0, "scales are positive");
    range[i] = std::log(to_scale[i] / state.scale[i]);
  }
  const FlushToZero flush_to_zero;
  left_perturbative_range_ = false;
  // The unit of mass is the larger of the two scales: coefficients are then of the order of the
  // couplings of the new physics, and m2 is small.
  const Lanes unit = max(state.scale, to_scale);
  to_reals(state, unit, integrator_.reals());
  try {
    statistics_ = integrator_.run(range);
  } catch (const PointFailure& failure) {
    const double scale = state.scale[0] * std::exp(range[0] * failure.scale_reached());
    const std::string reason =
        left_perturbative_range_ ? "a coupling left the perturbative range; " : "";
    throw PointFailure(failure.status(), reason + failure.what(), failure.solver_flag(), scale);
  }
  Lanes sum = 0.0;
  for (int i = 0; i < variable_count; ++i) sum += abs(integrator_.reals()[i]);
  for (int i = 0; i < Lanes::count; ++i)
    if (!std::isfinite(sum[i]))
      throw PointFailure(PointStatus::not_finite, "the running left finite numbers", 0,
                         to_scale[0]);
  from_reals(integrator_.reals(), unit, state);
  state.scale = to_scale;
}

smeft::State run(const smeft::State& state, double to_scale, const IntegratorOptions& options) {
  Running running(options);
  smeft::LaneState group = smeft::broadcast(state);
  running.run(group, to_scale);
  return smeft::lane(group, 0);
}

}  // namespace smeftscan::rge
