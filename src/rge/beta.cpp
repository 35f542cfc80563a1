// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta.hpp"

#include <vector>

#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/packing.hpp"

namespace smeftscan::rge {

struct BetaFunction::WorkSpace {
  SmTensors sm;
  WilsonTensors C;
  WilsonTensors x;
};

BetaFunction::BetaFunction() : work_(std::make_unique<WorkSpace>()) {}
BetaFunction::~BetaFunction() = default;
BetaFunction::BetaFunction(BetaFunction&&) noexcept = default;
BetaFunction& BetaFunction::operator=(BetaFunction&&) noexcept = default;

void BetaFunction::evaluate(const Lanes* reals, int count, const Lanes& factor,
                            Lanes* derivatives) {
  unpack(reals, count, work_->sm, work_->C);
  const WilsonTensors& C = work_->C;
  WilsonTensors& x = work_->x;
  x.set_zero();
  const Invariants y(work_->sm, C);
  add_beta_bosonic(y, C, x);
  add_beta_psi2h3(y, C, x);
  add_beta_dipoles(y, C, x);
  add_beta_psi2h2d(y, C, x);
  add_beta_llll(y, C, x);
  add_beta_rrrr(y, C, x);
  add_beta_llrr(y, C, x);
  add_beta_scalar(y, C, x);
  complete(beta_sm(y, C), x, factor, count, derivatives);
}

smeft::State beta(const smeft::State& state) {
  BetaFunction function;
  std::vector<Lanes> reals(static_cast<std::size_t>(variable_count));
  std::vector<Lanes> derivatives(reals.size());
  to_reals(smeft::broadcast(state), 1.0, reals.data());
  function.evaluate(reals.data(), variable_count, 1.0, derivatives.data());
  smeft::LaneState group;
  group.scale = state.scale;
  from_reals(derivatives.data(), 1.0, group);
  return smeft::lane(group, 0);
}

}  // namespace smeftscan::rge
