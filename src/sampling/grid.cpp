// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/grid.hpp"

#include <algorithm>
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
    if (!std::isfinite(values[i]))  // overflow on the way
      values[i] = axis.spacing == Spacing::log
                      ? std::exp(std::lerp(std::log(axis.lower), std::log(axis.upper), k / last))
                      : std::lerp(axis.lower, axis.upper, k / last);
  }
  if (axis.points > 1) values.back() = axis.upper;
  return values;
}

Grid::Grid(ParameterSpace space, std::vector<std::size_t> minimised)
    : space_(std::move(space)), minimised_(std::move(minimised)) {
  double points = 1.0;
  for (std::size_t i = 0; i < space_.size(); ++i) {
    axes_.push_back(axis_values(space_[i]));
    points *= static_cast<double>(space_[i].points);
    expect(points <= largest_grid, "a grid has at most 1e11 points");
    const bool is_kept = std::find(minimised_.begin(), minimised_.end(), i) == minimised_.end();
    (is_kept ? total_ : alternatives_) *= space_[i].points;
    if (is_kept) kept_.push_back(i);
  }
  expect(kept_.size() + minimised_.size() == space_.size() && !kept_.empty(),
         "a grid has axes, and minimises over parameters of its own");
}

Sampler::Request Grid::ask() {
  return std::exchange(asked_, true) ? Request{total_, 0} : Request{0, total_};
}

Rows Grid::points(long long first, long long count) const { return alternative(0, first, count); }

Rows Grid::alternative(long long which, long long first, long long count) const {
  expect(first >= 0 && count >= 0 && first + count <= total_, "points of the grid");
  expect(which >= 0 && which < alternatives_, "one of the alternatives of a point");
  Rows rows(count, static_cast<Eigen::Index>(axes_.size()));
  const auto place = [&](const std::vector<std::size_t>& axes, long long number, long long row) {
    for (std::size_t i = axes.size(); i-- > 0;) {
      const std::vector<double>& values = axes_[axes[i]];
      const auto length = static_cast<long long>(values.size());
      rows(row, static_cast<Eigen::Index>(axes[i])) =
          values[static_cast<std::size_t>(number % length)];
      number /= length;
    }
  };
  for (long long row = 0; row < count; ++row) {
    place(kept_, first + row, row);
    place(minimised_, which, row);
  }
  return rows;
}

std::vector<SamplerOption> Grid::options() const {
  if (minimised_.empty()) return {};
  std::string names;
  for (const std::size_t i : minimised_) names += (names.empty() ? "[" : ", ") + space_[i].name;
  return {
      {"minimum_over", names + "]", "axes of which only the point of lowest chi-square is kept"}};
}

Shape Grid::shape() const {
  Shape shape;
  for (const std::size_t i : kept_) shape.axes.push_back({i, axes_[i]});
  shape.minimised = minimised_;
  return shape;
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

namespace {

const ParameterKeys grid_keys{{"range", "points"}, {"spacing"}};

/// The option minimum_over of a grid: names of axes, not of all.
std::vector<std::size_t> places_of_minimised(const SamplerJob& job, const ParameterSpace& space) {
  std::vector<std::size_t> result;
  if (job.sampler.is_null() || !job.sampler.has("minimum_over")) return result;
  const input::Settings names = job.sampler.at("minimum_over");
  if (!names.is_sequence() || names.size() == 0)
    names.fail("a list of parameters is needed, as [gl_33]");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = names.at(i).text();
    const auto place = space.find(name);
    if (!place) names.at(i).fail("'" + name + "' is not a free parameter");
    if (std::find(result.begin(), result.end(), *place) != result.end())
      names.at(i).fail("'" + name + "' is named twice");
    result.push_back(*place);
  }
  if (result.size() == space.size())
    names.fail("an axis must be left. To minimise over all parameters use the sampler best_fit");
  std::sort(result.begin(), result.end());
  return result;
}

std::unique_ptr<Sampler> make_grid(const SamplerJob& job,
                                   const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, grid_keys);
  double points = 1.0;
  for (const FreeParameter& parameter : space) points *= static_cast<double>(parameter.points);
  if (points > largest_grid)
    job.parameters->fail("the grid has more than 1e11 points. Use fewer points an axis");
  std::vector<std::size_t> minimised = places_of_minimised(job, space);
  return std::make_unique<Grid>(std::move(space), std::move(minimised));
}

}  // namespace

SamplerRow grid_row() {
  return {"grid",           "regular grid, every point once; or of some axes the minimum alone",
          {"minimum_over"}, grid_keys,
          &make_grid,       &names_in_job};
}

}  // namespace smeftscan::sampling
