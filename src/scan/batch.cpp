// SPDX-License-Identifier: MIT
#include "smeftscan/scan/batch.hpp"

#include <omp.h>

#include <algorithm>
#include <exception>

#include "smeftscan/base/error.hpp"

namespace smeftscan::scan {

RowLayout::RowLayout(const Job& job)
    : first_prediction(first_group + static_cast<int>(job.groups.size())),
      first_coefficient(first_prediction + static_cast<int>(job.keep.predictions.size())),
      columns(first_coefficient) {
  for (const int coefficient : job.keep.coefficients)
    columns += smeft::layout.coefficients[static_cast<std::size_t>(coefficient)].is_real ? 1 : 2;
}

Batch::Batch(const Pipeline& pipeline, const sampling::Sampler& sampler, int threads)
    : pipeline_(pipeline), sampler_(sampler), layout_(pipeline.job()) {
  const auto& columns = pipeline.columns();
  for (const auto& key : pipeline.job().keep.predictions)
    kept_columns_.push_back(
        static_cast<int>(std::find(columns.begin(), columns.end(), key) - columns.begin()));
  const int count = threads > 0 ? threads : omp_get_max_threads();
  for (int i = 0; i < count; ++i)
    workspaces_.push_back(std::make_unique<Pipeline::Workspace>(pipeline));
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
  const GroupResult& result =
      pipeline_.evaluate(group_of(pipeline_, sampler_, first, count), workspace);
  rows.setConstant(std::numeric_limits<double>::quiet_NaN());
  for (int k = 0; k < static_cast<int>(count); ++k) {
    const Outcome& outcome = result.outcome[static_cast<std::size_t>(k)];
    // Outside the ranges is a property of the point list, known before any physics.
    const PointStatus known = sampler_.known_status(first + k);
    const PointStatus status = known == PointStatus::not_computed ? outcome.status : known;
    rows(k, RowLayout::status) = static_cast<double>(status);
    rows(k, RowLayout::solver_flag) = outcome.solver_flag;
    if (status != PointStatus::ok) {
      rows(k, RowLayout::scale_reached) = outcome.scale_reached;
      continue;
    }
    double total = 0.0;
    for (std::size_t i = 0; i < result.chi_square.size(); ++i) {
      total += result.chi_square[i][k];
      rows(k, RowLayout::first_group + static_cast<int>(i)) = result.chi_square[i][k];
    }
    rows(k, RowLayout::chi_square) = total;
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
  expect(first % Lanes::count == 0, "ranges are cut between groups of eight");
  Rows rows(count, layout_.columns);
  const long long groups = (count + Lanes::count - 1) / Lanes::count;
  std::exception_ptr error;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads()) if (threads() > 1)
  for (long long g = 0; g < groups; ++g) {
    try {
      const long long begin = g * Lanes::count;
      const long long size = std::min<long long>(Lanes::count, count - begin);
      compute_group(first + begin, size,
                    *workspaces_[static_cast<std::size_t>(omp_get_thread_num())],
                    rows.middleRows(begin, size));
    } catch (...) {
#pragma omp critical(smeftscan_batch_error)
      if (!error) error = std::current_exception();
    }
  }
  if (error) std::rethrow_exception(error);
  return rows;
}

}  // namespace smeftscan::scan
