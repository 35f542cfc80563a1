// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/grid.hpp"

#include <cmath>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

std::vector<double> axis_values(const FreeParameter& axis) {
  expect(axis.points >= 1, "an axis has at least one point");
  std::vector<double> values(static_cast<std::size_t>(axis.points), axis.lower);
  const auto last = static_cast<double>(axis.points - 1);
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    const auto k = static_cast<double>(i);
    // Both ends weighted, rather than steps added up: a range of round numbers gives round
    // coordinates, and a symmetric one contains 0 exactly.
    values[i] = axis.spacing == Spacing::log
                    ? axis.lower * std::pow(axis.upper / axis.lower, k / last)
                    : (axis.lower * (last - k) + axis.upper * k) / last;
  }
  if (axis.points > 1) values.back() = axis.upper;
  return values;
}

Grid::Grid(ParameterSpace space) : space_(std::move(space)) {
  for (const FreeParameter& parameter : space_) {
    axes_.push_back(axis_values(parameter));
    total_ *= parameter.points;
    expect(static_cast<double>(total_) <= largest_grid, "a grid has at most 1e11 points");
  }
}

Sampler::Request Grid::ask() {
  return std::exchange(asked_, true) ? Request{total_, 0} : Request{0, total_};
}

Rows Grid::points(long long first, long long count) const {
  expect(first >= 0 && count >= 0 && first + count <= total_, "points of the grid");
  Rows rows(count, static_cast<Eigen::Index>(axes_.size()));
  for (long long row = 0; row < count; ++row) {
    long long rest = first + row;
    for (std::size_t axis = axes_.size(); axis-- > 0;) {
      const auto length = static_cast<long long>(axes_[axis].size());
      rows(row, static_cast<Eigen::Index>(axis)) =
          axes_[axis][static_cast<std::size_t>(rest % length)];
      rest /= length;
    }
  }
  return rows;
}

void Grid::tell(long long, std::span<const double>) {}

std::string Grid::snapshot() const {
  SnapshotWriter writer("grid", 1);
  writer.add(std::int64_t{total_});
  writer.add(std::int64_t{asked_});
  return writer.bytes();
}

void Grid::restore(std::string_view snapshot) {
  SnapshotReader reader(snapshot, "grid", 1);
  reader.require(total_, "the number of points");
  asked_ = reader.integer() != 0;
  reader.finish();
}

}  // namespace smeftscan::sampling
