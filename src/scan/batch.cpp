// SPDX-License-Identifier: MIT
#include "smeftscan/scan/batch.hpp"

#include <omp.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>

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

}  // namespace

Batch::Batch(const Pipeline& pipeline, const sampling::Sampler& sampler, int threads)
    : pipeline_(pipeline), sampler_(sampler), layout_(pipeline.job()) {
  const auto& columns = pipeline.columns();
  for (const auto& key : pipeline.job().keep.predictions)
    kept_columns_.push_back(
        static_cast<int>(std::find(columns.begin(), columns.end(), key) - columns.begin()));
  const int count = threads > 0 ? threads : omp_get_max_threads();
  for (int i = 0; i < count; ++i)
    workspaces_.push_back(std::make_unique<Pipeline::Workspace>(pipeline));
  figures_.resize(workspaces_.size());
}

Group Batch::group_of(const Pipeline& pipeline, const sampling::Sampler& sampler, long long first,
                      long long count) {
  const Rows free = sampler.points(first, count);
  Group group;
  group.count = static_cast<int>(count);
  for (int k = 0; k < group.count; ++k)
    group.parameters[static_cast<std::size_t>(k)] = pipeline.job().model.parameters(
        {free.row(k).data(), static_cast<std::size_t>(free.cols())});
  return group;
}

void Batch::compute_group(long long first, long long count, Pipeline::Workspace& workspace,
                          Eigen::Ref<Rows> rows) const {
  rows.setConstant(std::numeric_limits<double>::quiet_NaN());
  if (layout_.first_coordinate < layout_.columns)
    rows.rightCols(layout_.columns - layout_.first_coordinate) = sampler_.points(first, count);
  // Outside the ranges is a property of the request, known before any physics; such a lane repeats
  // a point inside.
  Group group = group_of(pipeline_, sampler_, first, count);
  const std::vector<double>* inside = nullptr;
  for (int k = 0; k < group.count; ++k) {
    const PointStatus known = sampler_.known_status(first + k);
    if (known != PointStatus::not_computed) {
      rows(k, RowLayout::outcome) = RowLayout::outcome_of(known, 0);
    } else if (inside == nullptr) {
      inside = &group.parameters[static_cast<std::size_t>(k)];
    }
  }
  if (inside == nullptr) return;
  for (int k = 0; k < group.count; ++k)
    if (!std::isnan(rows(k, RowLayout::outcome)))
      group.parameters[static_cast<std::size_t>(k)] = *inside;
  const GroupResult& result = pipeline_.evaluate(group, workspace);
  for (int k = 0; k < static_cast<int>(count); ++k) {
    if (!std::isnan(rows(k, RowLayout::outcome))) continue;
    const Outcome& outcome = result.outcome[static_cast<std::size_t>(k)];
    rows(k, RowLayout::outcome) = RowLayout::outcome_of(outcome.status, outcome.solver_flag);
    if (outcome.status != PointStatus::ok) {
      rows(k, RowLayout::scale_reached) = outcome.scale_reached;
      continue;
    }
    for (std::size_t i = 0; i < result.chi_square.size(); ++i)
      rows(k, RowLayout::first_group + static_cast<int>(i)) = result.chi_square[i][k];
    int column = layout_.first_prediction;
    for (const int kept : kept_columns_)
      rows(k, column++) = result.predictions[static_cast<std::size_t>(kept)][k];
    for (const int coefficient : pipeline_.job().keep.coefficients) {
      const ComplexLanes value = result.low.wc.get(coefficient);
      rows(k, column++) = value.re[k];
      if (!smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real)
        rows(k, column++) = value.im[k];
    }
  }
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
      const auto start = Clock::now();
      const long long begin = std::max(first, g * Lanes::count);
      const long long size = std::min(first + count, (g + 1) * Lanes::count) - begin;
      const auto thread = static_cast<std::size_t>(omp_get_thread_num());
      compute_group(begin, size, *workspaces_[thread], rows.middleRows(begin - first, size));
      count_group(workspaces_[thread]->statistics(), start, figures_[thread]);
      for (long long i = begin - first; i < begin - first + size; ++i)
        figures_[thread].second_attempts += RowLayout::is_second_attempt(rows, i) ? 1 : 0;
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
  for (const BatchFigures& thread : figures_) {
    sum.groups += thread.groups;
    sum.right_hand_sides += thread.right_hand_sides;
    sum.steps += thread.steps;
    sum.second_attempts += thread.second_attempts;
    sum.seconds += thread.seconds;
  }
  return sum;
}

}  // namespace smeftscan::scan
