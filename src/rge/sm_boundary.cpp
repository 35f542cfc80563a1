// SPDX-License-Identifier: MIT
#include "smeftscan/rge/sm_boundary.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/flavour_rotation.hpp"

namespace smeftscan::rge {
namespace {

constexpr int most_rounds = 40;
constexpr double settled = 1e-12;

double change(const smeft::FlavourMatrix<std::complex<double>>& a,
              const smeft::FlavourMatrix<std::complex<double>>& b) {
  double largest = 0.0;
  double difference = 0.0;
  for (std::size_t i = 0; i < 9; ++i) {
    largest = std::max(largest, std::abs(a[i]));
    difference = std::max(difference, std::abs(a[i] - b[i]));
  }
  return difference / largest;
}

double change(const smeft::SmCouplings& a, const smeft::SmCouplings& b) {
  const auto relative = [](double x, double y) { return std::abs(x / y - 1.0); };
  return std::max({relative(a.g, b.g), relative(a.gp, b.gp), relative(a.gs, b.gs),
                   relative(a.lambda, b.lambda), relative(a.m2, b.m2), change(a.Gu, b.Gu),
                   change(a.Gd, b.Gd), change(a.Ge, b.Ge)});
}

smeft::State run_and_rotate(Running& running, const smeft::State& state, double to_scale,
                            double vev) {
  smeft::LaneState group = smeft::broadcast(state);
  running.run(group, to_scale);
  return smeft::to_down_basis(smeft::lane(group, 0), vev);
}

}  // namespace

smeft::SmCouplings sm_limit(const smeft::SmInputs& inputs, double scale,
                            const IntegratorOptions& options) {
  Running running(options);
  smeft::State state;
  state.scale = inputs.scale;
  state.sm = smeft::couplings_from_inputs(inputs, state.wc);
  return run_and_rotate(running, state, scale, inputs.rotation_vev).sm;
}

smeft::SmCouplings converged_sm(const smeft::SmInputs& inputs, double scale,
                                const smeft::Coefficients& wc, const IntegratorOptions& options) {
  if (scale == inputs.scale) return smeft::couplings_from_inputs(inputs, wc);
  Running running(options);
  smeft::State high;
  high.scale = scale;
  high.wc = wc;
  high.sm = sm_limit(inputs, scale, options);
  double last_change = 1.0;
  for (int round = 0; round < most_rounds; ++round) {
    smeft::State low = run_and_rotate(running, high, inputs.scale, inputs.rotation_vev);
    low.sm = smeft::couplings_from_inputs(inputs, low.wc);
    const smeft::SmCouplings next = run_and_rotate(running, low, scale, inputs.rotation_vev).sm;
    const double moved = change(next, high.sm);
    high.sm = next;
    // The error of the running sets the level below which rounds do not improve.
    if (moved < settled || (round > 2 && moved > 0.5 * last_change && moved < 10.0 * options.rtol))
      return high.sm;
    if (!std::isfinite(moved)) break;
    last_change = moved;
  }
  throw PointFailure(PointStatus::no_sm_solution,
                     "the SM couplings at the high scale do not settle: are the coefficients too "
                     "large for an expansion?");
}

}  // namespace smeftscan::rge
