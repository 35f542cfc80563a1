// SPDX-License-Identifier: MIT
#include "smeftscan/scan/batch.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <exception>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::scan {
namespace {

using Clock = std::chrono::steady_clock;

void count_group(const rge::IntegratorStatistics& statistics, Clock::time_point start,
                 BatchFigures& figures) {
  ++figures.groups;
  figures.right_hand_sides += statistics.evaluations;
  figures.steps += statistics.steps;
  figures.seconds += std::chrono::duration<double>(Clock::now() - start).count();
}

/// Whether a lane has an answer, and a lower one than `chi2`, NaN if there is none yet.
bool is_better(const GroupResult& result, int lane, double chi2) {
  if (result.outcome[static_cast<std::size_t>(lane)].status != PointStatus::ok) return false;
  double sum = 0.0;
  for (const Lanes& group : result.chi_square) sum += group[lane];
  return !(sum >= chi2);
}

}  // namespace

Batch::Batch(const Pipeline& pipeline, const sampling::PointSource& sampler, int threads, Keep keep)
    : pipeline_(pipeline),
      sampler_(sampler),
      keep_(std::move(keep)),
      layout_(pipeline.job(), keep_) {
  const auto& columns = pipeline.columns();
  for (const auto& key : keep_.predictions)
    kept_columns_.push_back(
        static_cast<int>(std::find(columns.begin(), columns.end(), key) - columns.begin()));
  const int count = threads > 0 ? threads : omp_get_max_threads();
  for (int i = 0; i < count; ++i)
    threads_.push_back({std::make_unique<Pipeline::Workspace>(pipeline), {}});
}

Group Batch::group_of(const Pipeline& pipeline, const Rows& coordinates) {
  return scan::group_of(pipeline.job(), coordinates);
}

void Batch::compute_group(long long first, Thread& thread, Eigen::Ref<Rows> rows) const {
  rows.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (sampler_.learns())
    rows.rightCols(layout_.columns - layout_.first_coordinate) =
        sampler_.points(first, rows.rows());
  for (long long which = 0; which < sampler_.alternatives(); ++which)
    compute_alternative(which, first, thread, rows);
  for (Eigen::Index i = 0; i < rows.rows(); ++i)
    thread.figures.second_attempts += RowLayout::is_second_attempt(rows, i) ? 1 : 0;
}

/// One alternative of each point, written to its row if it is the first or the best so far.
void Batch::compute_alternative(long long which, long long first, Thread& thread,
                                Eigen::Ref<Rows> rows) const {
  const auto start = Clock::now();
  const Rows coordinates = sampler_.alternative(which, first, rows.rows());
  Group group = group_of(pipeline_, coordinates);
  // Outside the ranges is a property of the request, known before any physics; such a lane repeats
  // a point inside.
  std::array<bool, Lanes::count> is_outside{};
  const std::vector<double>* inside = nullptr;
  for (int k = 0; k < group.count; ++k) {
    const PointStatus known = sampler_.known_status(first + k);
    if (known != PointStatus::not_computed) {
      rows(k, RowLayout::outcome) = RowLayout::outcome_of(known, 0);
      is_outside[static_cast<std::size_t>(k)] = true;
    } else if (inside == nullptr) {
      inside = &group.parameters[static_cast<std::size_t>(k)];
    }
  }
  if (inside == nullptr) return;
  for (int k = 0; k < group.count; ++k)
    if (is_outside[static_cast<std::size_t>(k)])
      group.parameters[static_cast<std::size_t>(k)] = *inside;
  const GroupResult& result = pipeline_.evaluate(group, *thread.workspace);
  const std::vector<std::size_t> minimised = sampler_.minimised();
  for (int k = 0; k < group.count; ++k) {
    if (is_outside[static_cast<std::size_t>(k)]) continue;
    if (which > 0 && !is_better(result, k, layout_.chi_square(rows, k))) continue;
    write(result, k, rows);
    if (result.outcome[static_cast<std::size_t>(k)].status != PointStatus::ok) continue;
    int column = layout_.first_coordinate;
    for (const std::size_t i : minimised)
      rows(k, column++) = coordinates(k, static_cast<Eigen::Index>(i));
  }
  count_group(thread.workspace->statistics(), start, thread.figures);
}

void Batch::write(const GroupResult& result, int lane, Eigen::Ref<Rows> rows) const {
  const Outcome& outcome = result.outcome[static_cast<std::size_t>(lane)];
  rows(lane, RowLayout::outcome) = RowLayout::outcome_of(outcome.status, outcome.solver_flag);
  if (outcome.status != PointStatus::ok) {
    rows(lane, RowLayout::scale_reached) = outcome.scale_reached;
    return;
  }
  rows(lane, RowLayout::scale_reached) = std::numeric_limits<double>::quiet_NaN();
  int column = RowLayout::first_group;
  for (const Lanes& group : result.chi_square) rows(lane, column++) = group[lane];
  for (const int kept : kept_columns_)
    rows(lane, column++) = result.predictions[static_cast<std::size_t>(kept)][lane];
  for (const int coefficient : keep_.coefficients) {
    const ComplexLanes value = result.low.wc.get(coefficient);
    rows(lane, column++) = value.re[lane];
    if (!smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real)
      rows(lane, column++) = value.im[lane];
  }
  for (const Lanes& derived : result.derived) rows(lane, column++) = derived[lane];
}

Rows Batch::compute(long long first, long long count) {
  Rows rows(count, layout_.columns);
  // groups end at multiples of eight, whatever number the range begins with
  const long long first_group = first / Lanes::count;
  const long long end_group = (first + count + Lanes::count - 1) / Lanes::count;
  std::exception_ptr error;
  const bool shared = threads() > 1 && end_group - first_group > 1;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads()) if (shared)
  for (long long g = first_group; g < end_group; ++g) {
    try {
      const long long begin = std::max(first, g * Lanes::count);
      const long long size = std::min(first + count, (g + 1) * Lanes::count) - begin;
      compute_group(begin, threads_[static_cast<std::size_t>(omp_get_thread_num())],
                    rows.middleRows(begin - first, size));
    } catch (...) {
#pragma omp critical(smeftscan_batch_error)
      if (!error) error = std::current_exception();
    }
  }
  if (error) std::rethrow_exception(error);
  return rows;
}

BatchFigures Batch::figures() const {
  BatchFigures sum;
  sum.threads = threads();
  for (const Thread& thread : threads_) {
    sum.groups += thread.figures.groups;
    sum.right_hand_sides += thread.figures.right_hand_sides;
    sum.steps += thread.figures.steps;
    sum.second_attempts += thread.figures.second_attempts;
    sum.seconds += thread.figures.seconds;
  }
  return sum;
}

}  // namespace smeftscan::scan
