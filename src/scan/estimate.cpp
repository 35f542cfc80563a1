// SPDX-License-Identifier: MIT
#include "smeftscan/scan/estimate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "smeftscan/parallel/capacity.hpp"
#include "smeftscan/scan/batch.hpp"

namespace smeftscan::scan {
namespace {

constexpr double points_of_an_open_scan = 1000.0;

/// Groups of eight that are asked for at once.
long long groups_at_once(const Job& job) {
  return std::max(1LL, (job.sampler->largest_request() + Lanes::count - 1) / Lanes::count);
}

}  // namespace

Estimate estimate_size(const Job& job) {
  Estimate result;
  result.points = job.sampler->total();
  const auto points =
      result.points < 0 ? points_of_an_open_scan : static_cast<double>(result.points);
  const bool is_list = job.sampler->shape().is_list();
  // a byte of status, and doubles: chi-square, by group, what is kept, coordinates of a list
  const int columns = 1 + RowLayout(job).columns - RowLayout::first_group +
                      (is_list ? static_cast<int>(job.sampler->space().size()) : 0);
  double table = points * (1.0 + 8.0 * columns);
  // a draw has about the columns of a point, and eight of its own; thinned ones are fewer
  if (job.sampler->posterior() != nullptr) table *= 2.0 + 8.0 / columns;
  constexpr double headers = 1e5;  // of an HDF5 file with all its attributes
  constexpr double program = 5e7;  // libraries, work space, constants
  constexpr double piece = 5e7;    // of the rows on their way into the file
  result.file_bytes = table + headers;
  result.memory_bytes = program + piece;
  // the coordinates of a list, or the draws
  if (is_list)
    result.memory_bytes += 8.0 * points * static_cast<double>(job.sampler->space().size() + 8);
  result.max_useful_ranks = groups_at_once(job);
  if (result.file_bytes > job.max_file) {
    char text[200];
    std::snprintf(text, sizeof text,
                  "%.3g points would make a file of %.3g GB, above run: {max_file: %.3g GB}. Take "
                  "fewer points, keep less, or raise max_file",
                  points, 1e-9 * result.file_bytes, 1e-9 * job.max_file);
    throw InputError(job.source + ": " + text);
  }
  return result;
}

Estimate estimate_cost(const Pipeline& pipeline) {
  const Job& job = pipeline.job();
  Estimate result = estimate_size(job);
  const Group group = typical_points(job);
  Pipeline::Workspace workspace(pipeline);
  const auto alternatives = static_cast<double>(job.sampler->alternatives());
  pipeline.evaluate(group, workspace);  // touches the memory once
  const auto start = std::chrono::steady_clock::now();
  pipeline.evaluate(group, workspace);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double points =
      result.points < 0 ? points_of_an_open_scan : static_cast<double>(result.points);
  result.seconds = seconds * alternatives * std::ceil(points / Lanes::count);
  // what is the same in all rows is not written again
  const int columns = std::max(1, RowLayout(job).columns - RowLayout::first_group);
  result.rate = 8.0 * columns * Lanes::count / (alternatives * seconds);
  const double taken =
      job.sampler->learns() ? std::min(job.max_rate, parallel::writer_capacity) : job.max_rate;
  const double cores = std::min(taken / result.rate, static_cast<double>(result.max_useful_ranks));
  result.max_useful_ranks = std::max(1LL, static_cast<long long>(cores));
  return result;
}

void refuse_rate(const Job& job, const Estimate& cost, long long cores) {
  const double rate = cost.rate * static_cast<double>(std::min(cores, groups_at_once(job)));
  if (rate <= job.max_rate) return;
  char text[300];
  std::snprintf(
      text, sizeof text,
      "%lld ranks x threads would write %.3g GB/s of rows, above run: {max_rate: %.3g "
      "GB/s}. Take at most %lld, keep less (grid: {minimum_over}), or raise max_rate if the file "
      "system takes it",
      cores, 1e-9 * rate, 1e-9 * job.max_rate, cost.max_useful_ranks);
  throw InputError(job.source + ": " + text);
}

}  // namespace smeftscan::scan
