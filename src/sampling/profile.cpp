// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/grid.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double better_by = 1e-3;  // of chi-square: another valley, not noise
constexpr long long coarsest_points = 5;
constexpr int largest_rounds = 40;

}  // namespace

Profile::Profile(ParameterSpace space, const ProfileOptions& options)
    : ReplaySampler("profile", std::move(space)), options_(options) {
  std::size_t size = 1;
  for (std::size_t i = 0; i < this->space().size(); ++i) {
    const FreeParameter& parameter = this->space()[i];
    if (parameter.points == 0) {
      result_.nuisances.push_back(i);
      free_.push_back(static_cast<int>(i));
      continue;
    }
    result_.axes.push_back(i);
    result_.values.push_back(axis_values(parameter));
    size *= result_.values.back().size();
    while (parameter.points - 1 >= coarsest_points * stride_) stride_ *= 2;
  }
  expect(!result_.axes.empty() && !free_.empty(), "a profile has axes and minimises the others");
  minima_.resize(size);
  for (Minimum& minimum : minima_) minimum.chi2 = infinity;
  changed_.assign(size, true);
  begin_level();
}

std::vector<SamplerOption> Profile::options() const {
  return {
      {"starts", std::to_string(options_.starts), "searches at each point of the coarsest grid"},
      {"seed", std::to_string(options_.seed), "of the points where they start"}};
}

long long Profile::largest_request() const {
  const auto n = static_cast<long long>(free_.size());
  // half of the grid, or three quarters of it in two dimensions, are the finest level
  return static_cast<long long>(minima_.size()) * (2 * n + n * (n - 1) / 2);
}

Rows Profile::next(long long first) {
  first_ = first;
  for (;;) {
    const Rows cube = gather(searches_, static_cast<Index>(space().size()));
    if (cube.rows() == 0) {
      if (advance()) continue;
      result_.evaluations = first;
      return cube;
    }
    Rows points = from_cube(space(), cube);
    Index row = 0;
    for (std::size_t s = 0; s < searches_.size(); ++s) {  // axes to the bit, not through the cube
      const std::vector<long long> at = indices(places_[s]);
      for (Index i = 0; i < searches_[s].wanted().rows(); ++i, ++row)
        for (std::size_t a = 0; a < at.size(); ++a)
          points(row, static_cast<Index>(result_.axes[a])) =
              result_.values[a][static_cast<std::size_t>(at[a])];
    }
    return points;
  }
}

void Profile::learn(std::span<const double> log_likelihood) {
  std::vector<double> chi2(log_likelihood.size());
  std::transform(log_likelihood.begin(), log_likelihood.end(), chi2.begin(),
                 [](double l) { return -2.0 * l; });
  deal(searches_, chi2, first_);
}

std::vector<long long> Profile::indices(std::size_t place) const {
  std::vector<long long> result(result_.values.size());
  for (std::size_t a = result.size(); a-- > 0;) {
    result[a] = static_cast<long long>(place % result_.values[a].size());
    place /= result_.values[a].size();
  }
  return result;
}

std::size_t Profile::place(const std::vector<long long>& indices) const {
  std::size_t result = 0;
  for (std::size_t a = 0; a < indices.size(); ++a)
    result = result * result_.values[a].size() + static_cast<std::size_t>(indices[a]);
  return result;
}

/// The places at distance `stride` on both sides along each of `axes`, in all combinations.
std::vector<std::size_t> Profile::corners(std::size_t centre, long long stride,
                                          const std::vector<std::size_t>& axes) const {
  std::vector<std::vector<long long>> found{indices(centre)};
  for (const std::size_t axis : axes) {
    std::vector<std::vector<long long>> moved;
    for (const auto& at : found)
      for (const long long way : {-stride, stride}) {
        std::vector<long long> to = at;
        to[axis] += way;
        if (to[axis] >= 0 && to[axis] < static_cast<long long>(result_.values[axis].size()))
          moved.push_back(std::move(to));
      }
    found = std::move(moved);
  }
  std::vector<std::size_t> result;
  for (const auto& at : found) result.push_back(place(at));
  return result;
}

/// What searches at other places found, as starts at this one.
Rows Profile::starts_from(std::size_t here, const std::vector<std::size_t>& places) const {
  const std::vector<long long> at = indices(here);
  Rows starts(static_cast<Index>(places.size()), static_cast<Index>(space().size()));
  Index count = 0;
  for (const std::size_t other : places) {
    if (std::isinf(minima_[other].chi2)) continue;
    starts.row(count) = minima_[other].x;
    fix_axes(starts.row(count++), at);
  }
  return starts.topRows(count);
}

void Profile::fix_axes(Eigen::Ref<Eigen::RowVectorXd> cube,
                       const std::vector<long long>& at) const {
  for (std::size_t a = 0; a < at.size(); ++a) {
    const FreeParameter& axis = space()[result_.axes[a]];
    const double x = result_.values[a][static_cast<std::size_t>(at[a])];
    cube[static_cast<Index>(result_.axes[a])] =
        std::clamp((x - axis.lower) / (axis.upper - axis.lower), 0.0, 1.0);
  }
}

/// Searches of the next level: several at a place that has no neighbours with an answer.
void Profile::begin_level() {
  const Rows random =
      quasi_random(options_.starts, static_cast<long long>(space().size()), options_.seed);
  for (std::size_t here = 0; here < minima_.size(); ++here) {
    const std::vector<long long> at = indices(here);
    std::vector<std::size_t> between;  // the axes along which it lies between coarser points
    bool member = true;
    for (std::size_t a = 0; a < at.size(); ++a) {
      member = member && at[a] % stride_ == 0;
      if (at[a] % (2 * stride_) != 0) between.push_back(a);
    }
    if (!member || (!coarsest_ && between.empty())) continue;
    const Rows starts =
        coarsest_ ? Rows(0, random.cols()) : starts_from(here, corners(here, stride_, between));
    if (starts.rows() > 0) {
      searches_.emplace_back(starts, free_);
      places_.push_back(here);
      continue;
    }
    for (Index i = 0; i < random.rows(); ++i) {
      Rows start = random.row(i);
      fix_axes(start.row(0), at);
      searches_.emplace_back(start, free_);
      places_.push_back(here);
    }
  }
}

/// Looks, at every place beside one that has changed, whether a neighbour's minimum is better.
void Profile::begin_trials() {
  for (std::size_t here = 0; here < minima_.size(); ++here) {
    std::vector<std::size_t> beside;
    for (std::size_t axis = 0; axis < result_.values.size(); ++axis)
      for (const std::size_t other : corners(here, 1, {axis}))
        if (changed_[other]) beside.push_back(other);
    const Rows starts = starts_from(here, beside);
    if (starts.rows() == 0) continue;
    searches_.emplace_back(starts, std::vector<int>{});
    places_.push_back(here);
  }
  changed_.assign(minima_.size(), false);
}

/// Keeps what is lower; after trials, searches on from what is lower by more than noise.
bool Profile::advance() {
  std::vector<Minimiser> ended = std::exchange(searches_, {});
  const std::vector<std::size_t> places = std::exchange(places_, {});
  if (round_ == Round::trials) {
    for (std::size_t s = 0; s < ended.size(); ++s) {
      const Minimum& trial = ended[s].minimum();
      if (!(trial.chi2 < minima_[places[s]].chi2 - better_by)) continue;
      searches_.emplace_back(Rows(trial.x.transpose()), free_);
      places_.push_back(places[s]);
    }
    round_ = Round::searches;
    if (searches_.empty()) write_result();
    return !searches_.empty();
  }
  for (std::size_t s = 0; s < ended.size(); ++s) {
    Minimum minimum = ended[s].minimum();
    if (!(minimum.chi2 < minima_[places[s]].chi2)) continue;
    minimum.hessian.resize(0, 0);  // a grid of them is large
    minima_[places[s]] = std::move(minimum);
    changed_[places[s]] = true;
  }
  if (stride_ > 1) {
    coarsest_ = false;
    stride_ /= 2;
    begin_level();
    return true;
  }
  if (rounds_++ < largest_rounds) begin_trials();
  round_ = Round::trials;
  if (searches_.empty()) write_result();
  return !searches_.empty();
}

void Profile::write_result() {
  constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
  const auto size = static_cast<Index>(minima_.size());
  result_.chi2.assign(minima_.size(), not_a_number);
  result_.point.assign(minima_.size(), -1);
  result_.converged.assign(minima_.size(), false);
  result_.minimised = Rows::Constant(size, static_cast<Index>(free_.size()), not_a_number);
  for (Index i = 0; i < size; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const Minimum& minimum = minima_[k];
    if (std::isinf(minimum.chi2)) continue;
    result_.chi2[k] = minimum.chi2;
    result_.point[k] = minimum.point;
    result_.converged[k] = minimum.converged;
    const Rows values = from_cube(space(), Rows(minimum.x.transpose()));
    for (std::size_t j = 0; j < free_.size(); ++j)
      result_.minimised(i, static_cast<Index>(j)) = values(0, free_[j]);
  }
}

}  // namespace smeftscan::sampling
