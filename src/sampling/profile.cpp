// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/constraint.hpp"
#include "smeftscan/sampling/fit_table.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/insensitive.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double better_by = 1e-3;  // of chi-square: another valley, not noise
constexpr long long coarsest_points = 5;
constexpr int largest_rounds = 40;
constexpr std::size_t scanned_places = 16;

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
    if (scan_) return from_cube(space(), scan_->points());
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
  const auto count = static_cast<long long>(log_likelihood.size());
  const std::vector<double> chi2 =
      constrained_chi_squares(space(), points(first_, count), log_likelihood);
  if (scan_) {
    unconstrained_ = scan_->insensitive(chi2);
    unseen_ = scan_->insensitive(chi_squares(log_likelihood));
    scan_.reset();
    return;
  }
  deal(searches_, chi2, first_);
  if (rounds_ == 0) count_steps();
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
    return !searches_.empty() || begin_scan();
  }
  if (round_ == Round::axes) {
    write_result();
    return false;
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
  return !searches_.empty() || begin_scan();
}

/// Places with an answer, the best one first and the others evenly over the grid.
bool Profile::begin_scan() {
  round_ = Round::axes;
  steps_ = static_cast<long long>(minima_.size());
  std::vector<std::size_t> places{best_place()};
  const std::size_t stride = std::max<std::size_t>(minima_.size() / scanned_places, 1);
  for (std::size_t at = stride / 2; at < minima_.size() && places.size() < scanned_places;
       at += stride)
    if (at != places.front()) places.push_back(at);
  std::erase_if(places, [&](std::size_t at) { return std::isinf(minima_[at].chi2); });
  if (!places.empty()) {
    Rows bases(static_cast<Index>(places.size()), static_cast<Index>(space().size()));
    for (std::size_t i = 0; i < places.size(); ++i)
      bases.row(static_cast<Index>(i)) = minima_[places[i]].x;
    scan_.emplace(bases, free_);
  }
  return true;
}

std::size_t Profile::best_place() const {
  const auto best =
      std::min_element(minima_.begin(), minima_.end(),
                       [](const Minimum& a, const Minimum& b) { return a.chi2 < b.chi2; });
  return static_cast<std::size_t>(best - minima_.begin());
}

std::vector<double> Profile::coordinates(std::size_t place) const {
  const Rows row = from_cube(space(), Rows(minima_[place].x.transpose()));
  std::vector<double> result(row.data(), row.data() + row.size());
  const std::vector<long long> at = indices(place);
  for (std::size_t a = 0; a < at.size(); ++a)
    result[result_.axes[a]] = result_.values[a][static_cast<std::size_t>(at[a])];
  return result;
}

std::optional<Steps> Profile::steps() const {
  return Steps{"grid points", steps_, static_cast<long long>(minima_.size())};
}

/// The grid points that have been searched, at first at their level of the grid.
void Profile::count_steps() {
  steps_ = 0;
  for (const Minimum& minimum : minima_) steps_ += std::isinf(minimum.chi2) ? 0 : 1;
  std::vector<bool> open(minima_.size(), false);
  std::vector<bool> ended(minima_.size(), false);
  for (std::size_t s = 0; s < searches_.size(); ++s)
    (searches_[s].done() ? ended : open)[places_[s]] = true;
  for (std::size_t at = 0; at < minima_.size(); ++at)
    steps_ += ended[at] && !open[at] && std::isinf(minima_[at].chi2) ? 1 : 0;
}

namespace {

const ParameterKeys profile_keys{{"range"}, {"points", "spacing", "prior"}};

std::unique_ptr<Sampler> make_profile(const SamplerJob& job,
                                      const std::vector<KnownParameter>& known) {
  ProfileOptions options;
  options.starts = integer_option(job, "starts", options.starts, 1, 10000);
  options.seed = integer_option(job, "seed", options.seed, 0);
  ParameterSpace space = fit_space(job, known, profile_keys);
  double grid = 1.0;
  std::size_t axes = 0;
  for (const FreeParameter& parameter : space) {
    if (parameter.points == 0) continue;
    grid *= static_cast<double>(parameter.points);
    ++axes;
  }
  if (axes == 0)
    job.parameters->fail(
        "a profile needs an axis: a parameter with 'points'. "
        "To minimise over all parameters use the sampler best_fit");
  if (axes == space.size())
    job.parameters->fail(
        "a profile minimises the parameters without 'points', and there is none. "
        "Use the sampler grid, or take 'points' from one of them");
  if (grid > largest_profile)
    job.parameters->fail("the grid of the profile has more than 1e7 points. Use fewer an axis");
  return std::make_unique<Profile>(std::move(space), options);
}

}  // namespace

SamplerRow profile_row() {
  return {"profile",          "grid of the parameters with points, minimised over the others",
          {"starts", "seed"}, profile_keys,
          &make_profile,      &names_in_job};
}

}  // namespace smeftscan::sampling
