// SPDX-License-Identifier: MIT
#include "smeftscan/rge/evolution_operator.hpp"

#include <algorithm>
#include <numeric>

#include "smeftscan/base/error.hpp"
#include "smeftscan/rge/running.hpp"

namespace smeftscan::rge {
namespace {

// The source of a column in units of 1/from_scale^2: what it does to the SM couplings, and through
// them to the rotation, is far below their rounding. Integrator weighs errors relative to the
// largest coefficient, so none is lost.
constexpr double source_size = 1e-40;

std::vector<int> slots_of(const std::vector<int>& coefficients) {
  std::vector<int> slots;
  for (const int c : coefficients) {
    expect(c >= 0 && c < smeft::coefficient_count, "coefficients are counted 0 ... 1355");
    const smeft::CoefficientInfo& info = smeft::layout.coefficients[static_cast<std::size_t>(c)];
    slots.push_back(info.slot);
    if (!info.is_real) slots.push_back(info.slot + 1);
  }
  return slots;
}

std::vector<int> all_slots() {
  std::vector<int> slots(static_cast<std::size_t>(smeft::real_count));
  std::iota(slots.begin(), slots.end(), 0);
  return slots;
}

}  // namespace

void run_in_turn(int count, const std::function<void(int)>& task) {
  for (int i = 0; i < count; ++i) task(i);
}

EvolutionOperator::EvolutionOperator(const SmLimit& background, const EvolutionSettings& settings,
                                     const TaskRunner& run_tasks)
    : to_scale_(settings.to_scale),
      source_slots_(slots_of(settings.sources)),
      target_slots_(settings.targets.empty() ? all_slots() : slots_of(settings.targets)),
      matrix_(target_slots_.size() * source_slots_.size()) {
  const int columns = static_cast<int>(source_slots_.size());
  // Without any column there is one group still, for the SM couplings.
  const int groups = std::max(1, (columns + Lanes::count - 1) / Lanes::count);
  run_tasks(groups, [&](int group) { integrate(group, background, settings); });
}

void EvolutionOperator::integrate(int group, const SmLimit& background,
                                  const EvolutionSettings& settings) {
  const std::size_t columns = source_slots_.size();
  const std::size_t first = static_cast<std::size_t>(group) * Lanes::count;
  const std::size_t count = std::min<std::size_t>(columns - first, Lanes::count);

  smeft::State start;
  start.scale = settings.from_scale;
  smeft::LaneState state = smeft::broadcast(start);
  const double size = source_size / (settings.from_scale * settings.from_scale);
  for (std::size_t k = 0; k < count; ++k)
    state.wc.slot(source_slots_[first + k])[static_cast<int>(k)] = size;

  smeft::rotate(state, smeft::broadcast(smeft::inverse(background.to_down_basis)));
  for (int k = 0; k < Lanes::count; ++k) smeft::set_lane(state.sm, k, background.sm);
  Running running(settings.integrator);
  running.run(state, settings.to_scale);
  if (settings.rotation) smeft::rotate(state, smeft::broadcast(*settings.rotation));

  for (std::size_t row = 0; row < target_slots_.size(); ++row)
    for (std::size_t k = 0; k < count; ++k)
      matrix_[row * columns + first + k] =
          state.wc.slot(target_slots_[row])[static_cast<int>(k)] / size;
  if (group == 0) sm_ = smeft::lane(state.sm, 0);
}

/// result(slot, r, sum): register r of the lanes of a target.
template <class Result>
void EvolutionOperator::multiply(const smeft::LaneCoefficients& from, Result&& result) const {
  const std::size_t columns = source_slots_.size();
  const double* factor = matrix_.data();
  for (const int target : target_slots_) {
    simd::Register sum[Lanes::registers];
    for (simd::Register& part : sum) part = simd::broadcast(0.0);
    for (std::size_t k = 0; k < columns; ++k) {
      const Lanes& source = from.slot(source_slots_[k]);
      const simd::Register a = simd::broadcast(*factor++);
      for (int r = 0; r < Lanes::registers; ++r) sum[r] = simd::fma(a, source.get(r), sum[r]);
    }
    for (int r = 0; r < Lanes::registers; ++r) result(target, r, sum[r]);
  }
}

void EvolutionOperator::apply(const smeft::LaneCoefficients& from,
                              smeft::LaneCoefficients& to) const {
  multiply(from, [&](int target, int r, simd::Register sum) { to.slot(target).set(r, sum); });
}

void EvolutionOperator::add(const Lanes& weight, const smeft::LaneCoefficients& from,
                            smeft::LaneCoefficients& to) const {
  multiply(from, [&](int target, int r, simd::Register sum) {
    to.slot(target).set(r, simd::fma(weight.get(r), sum, to.slot(target).get(r)));
  });
}

smeft::State EvolutionOperator::apply(const smeft::Coefficients& from) const {
  std::vector<bool> is_source(static_cast<std::size_t>(smeft::real_count), false);
  for (const int slot : source_slots_) is_source[static_cast<std::size_t>(slot)] = true;
  smeft::State point;
  point.wc = from;
  for (int i = 0; i < smeft::real_count; ++i)
    expect(is_source[static_cast<std::size_t>(i)] || from.slot(i) == 0.0,
           "a coefficient that is no source of the evolution operator vanishes");
  smeft::LaneCoefficients to;
  apply(smeft::broadcast(point).wc, to);
  return {to_scale_, sm_, smeft::lane(to, 0)};
}

}  // namespace smeftscan::rge
