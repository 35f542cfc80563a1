// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/nested.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/sampling/diagnostics.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

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
    : ReplaySampler("nested", std::move(space)),
      options_(options),
      floor_(-infinity),
      log_evidence_(-infinity) {
  expect(options_.live > static_cast<long long>(this->space().size()) && options_.batch > 0,
         "more live points than parameters");
}

std::vector<SamplerOption> Nested::options() const {
  return {{"live", std::to_string(options_.live), "live points; the error of ln Z goes as 1/sqrt"},
          {"batch", std::to_string(options_.batch), "candidates of a request"},
          {"tolerance", yaml_number(options_.tolerance),
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
  if (const std::optional<NestedEnd> end = ended()) {
    result_.evaluations = first;
    result_.end = *end;
    if (!result_.found && *end != NestedEnd::no_answer) write_result();
    return Rows(0, static_cast<Index>(space().size()));
  }
  if (live_.size() < live) {
    cube_ = first_points(first, options_.live);
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
  // with those that are about to die: what is above them is inside
  const std::size_t count = live_.size() + replacements_.size();
  Rows points(static_cast<Index>(count), static_cast<Index>(space().size()));
  for (std::size_t i = 0; i < count; ++i)
    points.row(static_cast<Index>(i)) =
        (i < live_.size() ? live_[i] : replacements_[i - live_.size()]).cube;
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
      if (live_.size() == static_cast<std::size_t>(options_.live)) find_lowest();
    }
  }
}

void Nested::find_lowest() {
  const auto lower = [](const Point& a, const Point& b) {
    return a.log_likelihood < b.log_likelihood;
  };
  floor_ = std::min_element(live_.begin(), live_.end(), lower)->log_likelihood + tie;
  lowest_.clear();
  for (std::size_t i = 0; i < live_.size(); ++i)
    if (live_[i].log_likelihood <= floor_) lowest_.push_back(i);
  std::stable_sort(lowest_.begin(), lowest_.end(),
                   [&](std::size_t a, std::size_t b) { return lower(live_[a], live_[b]); });
}

void Nested::replace(Point candidate) {
  if (lowest_.size() == live_.size()) return;  // a plateau: it has ended
  ++proposed_;
  ++tries_;
  if (!(candidate.log_likelihood > floor_)) return;
  tries_ = 0;
  ++region_age_;
  replacements_.push_back(std::move(candidate));
  if (replacements_.size() == lowest_.size()) bury();
}

/// The lowest points die, and others take their places.
void Nested::bury() {
  auto alive = static_cast<double>(live_.size());
  for (std::size_t i = 0; i < lowest_.size(); ++i, --alive) {
    Point dead = std::exchange(live_[lowest_[i]], std::move(replacements_[i]));
    dead.alive = alive;
    dead.log_width = log_volume_ + std::log(-std::expm1(-1.0 / alive));
    log_volume_ -= 1.0 / alive;
    log_evidence_ = log_sum(log_evidence_, dead.log_likelihood + dead.log_width);
    dead_.push_back(std::move(dead));
  }
  replacements_.clear();
  find_lowest();
}

std::optional<NestedEnd> Nested::ended() const {
  if (live_.size() < static_cast<std::size_t>(options_.live))
    return tried_ > tries_per_point * options_.live ? std::optional(NestedEnd::no_answer)
                                                    : std::nullopt;
  if (lowest_.size() == live_.size()) return NestedEnd::plateau;
  double best = -infinity;
  for (const auto* points : {&live_, &replacements_})
    for (const Point& point : *points) best = std::max(best, point.log_likelihood);
  if (log_sum(log_evidence_, best + log_volume_) - log_evidence_ < options_.tolerance)
    return NestedEnd::converged;
  return tries_ >= most_tries ? std::optional(NestedEnd::stuck) : std::nullopt;
}

void Nested::write_result() {
  std::vector<Point> all = dead_;
  std::vector<Point> rest = live_;
  std::stable_sort(rest.begin(), rest.end(), [](const Point& a, const Point& b) {
    return a.log_likelihood < b.log_likelihood;
  });
  all.insert(all.end(), rest.begin(), rest.end());

  const auto live = static_cast<double>(options_.live);
  NestedResult& r = result_;
  r.found = true;
  double log_evidence = -infinity;
  Rows cube(static_cast<Index>(all.size()), static_cast<Index>(space().size()));
  for (std::size_t i = 0; i < all.size(); ++i) {
    // a dead point has the shell that its death cut off, the live ones share what is left
    const double log_width = i < dead_.size() ? all[i].log_width : log_volume_ - std::log(live);
    r.log_likelihood.push_back(all[i].log_likelihood);
    r.log_weight.push_back(all[i].log_likelihood + log_width);
    r.number.push_back(all[i].number);
    log_evidence = log_sum(log_evidence, r.log_weight.back());
    cube.row(static_cast<Index>(i)) = all[i].cube;
  }
  r.points = in_units(cube);
  double information = -log_evidence;
  std::vector<double> shares;
  for (std::size_t i = 0; i < all.size(); ++i) {
    r.log_weight[i] -= log_evidence;
    shares.push_back(std::exp(r.log_weight[i]));
    information += shares.back() * r.log_likelihood[i];
  }
  const double answered = live / static_cast<double>(tried_);
  r.log_evidence = log_evidence + std::log(answered);
  r.information = information - std::log(answered);
  r.error = std::hypot(error(shares), std::sqrt((1.0 - answered) / live));
  r.efficiency = static_cast<double>(dead_.size()) / static_cast<double>(std::max(proposed_, 1LL));
  draw_posterior();
}

/// Of ln Z, to first order in those of the volumes: a death among n live points makes ln X
/// uncertain by 1/n. Without plateaus it is sqrt(information/live) but for a few percent. `shares`
/// are the normalised weights.
double Nested::error(std::span<const double> shares) const {
  const auto live = static_cast<double>(live_.size());
  const std::span<const double> last = shares.subspan(dead_.size());
  double inside = std::accumulate(last.begin(), last.end(), 0.0);
  double variance = 0.0;  // at first of the mean likelihood of the live points
  for (const double share : last)
    variance += std::pow(share - inside / live, 2) * live / (live - 1.0);
  // a plateau may begin anywhere up to where the next point would have died
  if (lowest_.size() == live_.size()) variance += std::pow(inside / live, 2);
  for (std::size_t i = dead_.size(); i-- > 0;) {
    const double n = dead_[i].alive;
    // a smaller volume takes from all that is inside and gives to the shell
    const double slope = inside - shares[i] / std::expm1(1.0 / n);
    variance += slope * slope / (n * n);
    inside += shares[i];
  }
  return std::sqrt(variance);
}

std::vector<DataGroup> Nested::results() const {
  const NestedResult& r = result_;
  if (!r.found) return {};
  const std::vector<std::string> axis{"sample"};
  const std::vector<std::int64_t> points(r.number.begin(), r.number.end());
  DataGroup group{
      .name = "nested",
      .arrays = {single("log_evidence", r.log_evidence, "ln of the evidence"),
                 single("log_evidence_error", r.error, "standard error of it"),
                 single("information", r.information, "from prior to posterior, in nats"),
                 single("efficiency", r.efficiency, "points that stood, of those computed"),
                 {"end",
                  {},
                  std::vector{static_cast<std::uint8_t>(r.end)},
                  "1",
                  "why it ended",
                  {"converged", "plateau", "stuck"}},
                 numbered_axis("sample", points.size(), "weighted point, ascending in likelihood"),
                 {"log_likelihood", axis, r.log_likelihood, "1", "-chi2/2"},
                 {"log_weight", axis, r.log_weight, "1", "ln of its posterior weight"},
                 {"point", axis, points, "1", "number of the point in /points"}}};
  for (std::size_t i = 0; i < space().size(); ++i) {
    const Eigen::VectorXd column = r.points.col(static_cast<Index>(i));
    group.arrays.push_back({space()[i].name, axis, std::vector(column.begin(), column.end()),
                            space()[i].unit, space()[i].meaning});
  }
  return {to_group(summarise(draws_)), group};
}

std::vector<Remark> Nested::remarks() const {
  if (result_.end == NestedEnd::no_answer)
    return {
        {"nested sampling: " + std::to_string(live_.size()) + " of " + std::to_string(tried_) +
             " points of the prior have an answer, too few to begin. There is no evidence: narrow "
             "the ranges",
         true}};
  if (!result_.found) return {};
  char text[100];
  std::snprintf(text, sizeof text, "nested sampling: ln Z = %.3f +- %.3f", result_.log_evidence,
                result_.error);
  std::string end = "the live points can add no more than " + yaml_number(options_.tolerance);
  if (result_.end == NestedEnd::plateau)
    end = "all live points have the same likelihood, a plateau that has the rest of the volume";
  if (result_.end == NestedEnd::stuck)
    end = std::to_string(most_tries) + " candidates in a row were not above the lowest live point";
  std::vector<Remark> result{{std::string(text) + "; ended since " + end}};
  if (result_.end == NestedEnd::stuck)
    result.push_back(
        {"nested sampling gave up before the evidence had converged: what is above the "
         "live points may be missing. Take more live points, or narrow the ranges",
         true});
  return result;
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

namespace {

const ParameterKeys nested_keys{{"range"}, {"prior"}};

std::unique_ptr<Sampler> make_nested(const SamplerJob& job,
                                     const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, nested_keys);
  NestedOptions options;
  const auto least = std::max(fewest_live_points, static_cast<long long>(2 * space.size()));
  options.live = integer_option(job, "live", std::max(options.live, least), least, 1000000);
  options.batch = integer_option(job, "batch", std::max(options.live / 4, 1LL), 1, options.live);
  options.seed = integer_option(job, "seed", options.seed, 0);
  if (!job.sampler.is_null() && job.sampler.has("tolerance")) {
    options.tolerance = job.sampler.at("tolerance").number();
    if (!(options.tolerance > 0.0)) job.sampler.at("tolerance").fail("it must be above 0");
  }
  return std::make_unique<Nested>(std::move(space), options);
}

}  // namespace

SamplerRow nested_row() {
  return {"nested",
          "nested sampling: evidence and posterior",
          {"live", "batch", "tolerance", "seed"},
          nested_keys,
          &make_nested,
          &names_in_job};
}

}  // namespace smeftscan::sampling
