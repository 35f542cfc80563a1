// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/nested.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int patience = 4;  // requests, before another bootstrap may make a better region
constexpr long long tries_per_point = 1000;  // of the prior, before giving up

/// Streams of random numbers: their `step`.
enum Purpose : std::uint64_t { prior_points, bootstrap, candidates, posterior_draws };

double log_sum(double a, double b) {
  if (a == -infinity) return b;
  if (b == -infinity) return a;
  return std::max(a, b) + std::log1p(std::exp(-std::abs(a - b)));
}

}  // namespace

Nested::Nested(ParameterSpace space, const NestedOptions& options)
    : ReplaySampler("nested", std::move(space)), options_(options), log_evidence_(-infinity) {
  expect(options_.live > static_cast<long long>(this->space().size()) && options_.batch > 0,
         "more live points than parameters");
}

std::vector<SamplerOption> Nested::options() const {
  return {{"live", std::to_string(options_.live), "live points; the error of ln Z goes as 1/sqrt"},
          {"batch", std::to_string(options_.batch), "candidates of a request"},
          {"tolerance", std::to_string(options_.tolerance),
           "stop when the live points can add no more than this to ln Z"},
          {"seed", std::to_string(options_.seed), "of the random numbers"}};
}

Rows Nested::in_units(const Rows& cube) const {
  Rows rows(cube.rows(), cube.cols());
  for (Index j = 0; j < cube.cols(); ++j) {
    const FreeParameter& p = space()[static_cast<std::size_t>(j)];
    for (Index i = 0; i < cube.rows(); ++i)
      rows(i, j) = std::clamp(p.prior.quantile(p.lower, p.upper, cube(i, j)), p.lower, p.upper);
  }
  return rows;
}

Rows Nested::next(long long first) {
  first_ = first;
  const auto live = static_cast<std::size_t>(options_.live);
  if (live_.size() < live) {
    if (tried_ > tries_per_point * options_.live)
      return Rows(0, static_cast<Index>(space().size()));
    cube_ = first_points(first, options_.live);
  } else if (finished()) {
    result_.evaluations = first;
    if (!result_.found) write_result();
    return Rows(0, static_cast<Index>(space().size()));
  } else {
    if (!region_ || 5 * region_age_ >= live || ++region_requests_ > patience) build_region();
    cube_.resize(options_.batch, static_cast<Index>(space().size()));
    for (Index i = 0; i < cube_.rows(); ++i)
      cube_.row(i) = region_->draw({static_cast<std::uint64_t>(options_.seed),
                                    static_cast<std::uint64_t>(first + i), candidates});
  }
  return in_units(cube_);
}

Rows Nested::first_points(long long first, long long count) const {
  Rows cube(count, static_cast<Index>(space().size()));
  for (Index i = 0; i < count; ++i) {
    const Random random{static_cast<std::uint64_t>(options_.seed),
                        static_cast<std::uint64_t>(first + i), prior_points};
    for (Index j = 0; j < cube.cols(); ++j)
      cube(i, j) = random.uniform(static_cast<std::uint64_t>(j));
  }
  return cube;
}

void Nested::build_region() {
  Rows points(static_cast<Index>(live_.size()), static_cast<Index>(space().size()));
  for (std::size_t i = 0; i < live_.size(); ++i) points.row(static_cast<Index>(i)) = live_[i].cube;
  region_.emplace(points, Random{static_cast<std::uint64_t>(options_.seed),
                                 static_cast<std::uint64_t>(first_), bootstrap});
  region_age_ = 0;
  region_requests_ = 0;
}

void Nested::learn(std::span<const double> log_likelihood) {
  for (std::size_t i = 0; i < log_likelihood.size(); ++i) {
    Point point{cube_.row(static_cast<Index>(i)), log_likelihood[i],
                first_ + static_cast<long long>(i)};
    if (region_) {
      replace(std::move(point));
    } else if (live_.size() < static_cast<std::size_t>(options_.live)) {
      // those that come after the last one needed are not counted
      ++tried_;
      if (point.log_likelihood > -infinity) live_.push_back(std::move(point));
    }
  }
}

void Nested::replace(Point candidate) {
  ++proposed_;
  const auto worst = std::min_element(
      live_.begin(), live_.end(),
      [](const Point& a, const Point& b) { return a.log_likelihood < b.log_likelihood; });
  if (!(candidate.log_likelihood > worst->log_likelihood)) return;
  const double shrink = 1.0 / static_cast<double>(options_.live);
  const double log_volume = -static_cast<double>(dead_.size()) * shrink;
  log_evidence_ =
      log_sum(log_evidence_, worst->log_likelihood + log_volume + std::log(-std::expm1(-shrink)));
  dead_.push_back(std::exchange(*worst, std::move(candidate)));
  ++region_age_;
}

bool Nested::finished() const {
  if (dead_.empty()) return false;
  double best = -infinity;
  for (const Point& point : live_) best = std::max(best, point.log_likelihood);
  const double log_volume = -static_cast<double>(dead_.size()) / static_cast<double>(options_.live);
  return log_sum(log_evidence_, best + log_volume) - log_evidence_ < options_.tolerance;
}

void Nested::write_result() {
  std::vector<Point> all = dead_;
  std::vector<Point> rest = live_;
  std::sort(rest.begin(), rest.end(),
            [](const Point& a, const Point& b) { return a.log_likelihood < b.log_likelihood; });
  all.insert(all.end(), rest.begin(), rest.end());

  const auto live = static_cast<double>(options_.live);
  const double last = -static_cast<double>(dead_.size()) / live;
  NestedResult& r = result_;
  r.found = true;
  double log_evidence = -infinity;
  Rows cube(static_cast<Index>(all.size()), static_cast<Index>(space().size()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    // a dead point has the shell that its death cut off, the live ones share what is left
    const double log_width =
        i < dead_.size() ? -static_cast<double>(i) / live + std::log(-std::expm1(-1.0 / live))
                         : last - std::log(live);
    r.log_likelihood.push_back(all[i].log_likelihood);
    r.log_weight.push_back(all[i].log_likelihood + log_width);
    r.number.push_back(all[i].number);
    log_evidence = log_sum(log_evidence, r.log_weight.back());
    cube.row(static_cast<Index>(i)) = all[i].cube;
  }
  r.points = in_units(cube);
  double information = -log_evidence;
  for (std::size_t i = 0; i < all.size(); ++i) {
    r.log_weight[i] -= log_evidence;
    information += std::exp(r.log_weight[i]) * r.log_likelihood[i];
  }
  const double answered = live / static_cast<double>(tried_);
  r.log_evidence = log_evidence + std::log(answered);
  r.information = information - std::log(answered);
  r.error = std::sqrt((information + 1.0 - answered) / live);
  r.efficiency = static_cast<double>(dead_.size()) / static_cast<double>(std::max(proposed_, 1LL));
  draw_posterior();
}

void Nested::draw_posterior() {
  const NestedResult& r = result_;
  double squares = 0.0;
  for (const double w : r.log_weight) squares += std::exp(2.0 * w);
  const auto count = static_cast<std::size_t>(1.0 / squares);  // effective sample size (Kish)
  const Random random{static_cast<std::uint64_t>(options_.seed), 0, posterior_draws};
  std::vector<std::size_t> chosen;
  double sum = 0.0;
  for (std::size_t i = 0; i < r.log_weight.size(); ++i) {
    sum += std::exp(r.log_weight[i]) * static_cast<double>(count);
    while (chosen.size() < count && static_cast<double>(chosen.size()) + random.uniform(0) < sum)
      chosen.push_back(i);
  }
  std::vector<std::size_t> order(chosen.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return random.uniform(a + 1) < random.uniform(b + 1);
  });

  draws_.parameters = space().names();
  draws_.chains = 1;
  for (const std::size_t k : order) {
    const std::size_t i = chosen[k];
    const std::span<const double> row(r.points.data() + i * space().size(), space().size());
    draws_.position.insert(draws_.position.end(), row.begin(), row.end());
    draws_.log_posterior.push_back(r.log_likelihood[i] + space().log_prior(row));
    draws_.point.push_back(r.number[i]);
    draws_.accepted.push_back(1);
    draws_.acceptance_rate.push_back(r.efficiency);
    draws_.step_size.push_back(0.0);
  }
}

}  // namespace smeftscan::sampling
