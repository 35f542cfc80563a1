// SPDX-License-Identifier: MIT
#include "smeftscan/scan/region.hpp"

#include <algorithm>
#include <cmath>

#include "smeftscan/base/random.hpp"
#include "smeftscan/sampling/spread_points.hpp"

namespace smeftscan::scan {
namespace {

/// Whether all points stand in the job, one by one.
bool is_list(const sampling::Sampler& sampler) {
  const auto has_axis = [](const sampling::FreeParameter& axis) { return axis.points > 0; };
  return !sampler.learns() &&
         std::none_of(sampler.space().begin(), sampler.space().end(), has_axis);
}

bool is_logarithmic(const sampling::FreeParameter& axis) {
  return axis.spacing == sampling::Spacing::log || axis.prior.kind == sampling::Prior::Kind::log;
}

/// Points of a list from all its parts, at random in each: a list may be periodic. Those outside
/// the ranges of the job do not count, unless all are.
Rows some_of_list(const sampling::Sampler& sampler, int most) {
  const long long total = sampler.total();
  const long long count = std::min<long long>(most, total);
  Rows inside(count, static_cast<Eigen::Index>(sampler.space().size()));
  Rows any = inside;
  Eigen::Index found = 0;
  const Random random{};
  for (long long k = 0; k < count; ++k) {
    const long long first = k * total / count;
    const long long size = (k + 1) * total / count - first;
    const auto within =
        random.below(static_cast<std::uint64_t>(size), static_cast<std::uint64_t>(k));
    const long long number = first + static_cast<long long>(within);
    any.row(k) = sampler.points(number, 1);
    if (sampler.known_status(number) == PointStatus::not_computed) inside.row(found++) = any.row(k);
  }
  return found > 0 ? inside.topRows(found).eval() : any;
}

}  // namespace

Region::Region(const Job& job) : axes_(job.sampler->space().begin(), job.sampler->space().end()) {
  const auto is_bounded = [](const sampling::FreeParameter& axis) {
    return std::isfinite(axis.upper - axis.lower);
  };
  if (!std::all_of(axes_.begin(), axes_.end(), is_bounded)) {
    const Rows points = job.sampler->points(0, job.sampler->total());
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      const auto column = points.col(static_cast<Eigen::Index>(i));
      axes_[i].lower = std::max(axes_[i].lower, column.minCoeff());
      axes_[i].upper = std::min(axes_[i].upper, column.maxCoeff());
    }
  }
  for (sampling::FreeParameter& axis : axes_)
    if (axis.points == 1) axis.upper = axis.lower;  // a grid has the lower end
}

double Region::value(std::size_t parameter, double fraction) const {
  const sampling::FreeParameter& axis = axes_[parameter];
  if (fraction == 0.0) return axis.lower;
  if (fraction == 1.0) return axis.upper;
  const double value = is_logarithmic(axis)
                           ? axis.lower * std::pow(axis.upper / axis.lower, fraction)
                           : axis.lower * (1.0 - fraction) + axis.upper * fraction;
  return std::clamp(value, axis.lower, axis.upper);
}

Rows Region::inside(int count) const {
  Rows rows = sampling::spread_points(count, static_cast<Eigen::Index>(axes_.size()));
  for (Eigen::Index j = 0; j < rows.cols(); ++j)
    for (Eigen::Index k = 0; k < rows.rows(); ++k)
      rows(k, j) = value(static_cast<std::size_t>(j), rows(k, j));
  return rows;
}

Rows Region::corners(int most) const {
  const auto dimension = static_cast<Eigen::Index>(axes_.size());
  const bool all = dimension < 31 && (1 << dimension) <= most;
  const int count = all ? 1 << dimension : most;
  const Rows spread = sampling::spread_points(all ? 0 : count / 2, dimension);
  Rows rows(count, dimension);
  for (Eigen::Index k = 0; k < count; ++k)
    for (Eigen::Index j = 0; j < dimension; ++j) {
      // each of some corners goes with the opposite one
      const bool upper = all ? (k >> j & 1) != 0 : (spread(k / 2, j) > 0.5) == (k % 2 == 0);
      rows(k, j) = value(static_cast<std::size_t>(j), upper ? 1.0 : 0.0);
    }
  return rows;
}

Rows typical_coordinates(const Job& job, int count) {
  if (is_list(*job.sampler)) return some_of_list(*job.sampler, count);
  return Region(job).inside(count);
}

}  // namespace smeftscan::scan
