// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/line_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/best_fit_minima.hpp"
#include "smeftscan/sampling/insensitive.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr int halvings = 16;            // of the range, around the centre
constexpr double lower_by = 1e-2;       // chi-square: a new minimum, not noise
constexpr double end_tolerance = 1e-5;  // of the rise: some 1e-5 of an error
constexpr double share_of_error = 0.2;  // between the surroundings of a minimum
constexpr int surrounding_values = 15;  // on each side: three errors
constexpr double shortest_gap = 1e-14;  // of the range
constexpr int most_rounds = 60;
constexpr int most_returns = 3;

}  // namespace

LineFit::LineFit(long long values, double centre) {
  intervals_.fill({.ends = {unknown, unknown}});
  std::vector<double> wanted;
  for (long long i = 0; i <= values; ++i)
    wanted.push_back(static_cast<double>(i) / static_cast<double>(values));
  wanted.push_back(centre);
  for (int i = 1; i <= halvings; ++i)
    for (const double way : {-1.0, 1.0}) wanted.push_back(centre + way * std::ldexp(1.0, -i));
  want(wanted);
}

/// Those inside the unit interval that are not known, once each.
void LineFit::want(const std::vector<double>& values) {
  std::vector<double> fresh;
  for (const double x : values)
    if (x >= 0.0 && x <= 1.0 && !samples_.contains(x)) fresh.push_back(x);
  std::sort(fresh.begin(), fresh.end());
  fresh.erase(std::unique(fresh.begin(), fresh.end()), fresh.end());
  wanted_ = Eigen::Map<const Rows>(fresh.data(), static_cast<Index>(fresh.size()), 1);
}

void LineFit::tell(std::span<const double> chi2, long long first) {
  expect(static_cast<Index>(chi2.size()) == wanted_.rows(), "an answer to every value");
  for (std::size_t i = 0; i < chi2.size(); ++i)
    samples_.emplace(wanted_(static_cast<Index>(i), 0),
                     Sample{chi2[i], first + static_cast<long long>(i)});
  if (phase_ == Phase::searches) deal(searches_, chi2, first);
  wanted_.resize(0, 1);
  while (wanted_.rows() == 0 && phase_ != Phase::done) advance();
}

/// From a phase that may have nothing more to ask to its next values, or to the next phase.
void LineFit::advance() {
  switch (phase_) {
    case Phase::values: begin_searches(); break;
    case Phase::searches:
      wanted_ = gather(searches_, 1);
      if (wanted_.rows() > 0) break;
      choose_best();
      phase_ = Phase::surroundings;
      want(surroundings());
      break;
    case Phase::surroundings: {
      const auto lowest = std::min_element(
          samples_.begin(), samples_.end(),
          [](const auto& a, const auto& b) { return a.second.chi2 < b.second.chi2; });
      if (lowest->second.chi2 < best_.chi2 - lower_by && returns_++ < most_returns) {
        searches_.clear();
        searches_.emplace_back(Rows::Constant(1, 1, lowest->first), std::vector<int>{0});
        phase_ = Phase::searches;
        break;
      }
      if (const auto better = samples_.find(newton_value());
          better != samples_.end() && better->second.chi2 < best_.chi2) {
        best_.x[0] = better->first;
        best_.chi2 = better->second.chi2;
        best_.point = better->second.point;
      }
      phase_ = Phase::ends;
      break;
    }
    case Phase::ends:
      want(next_ends());
      if (wanted_.rows() > 0 && rounds_++ < most_rounds) break;
      wanted_.resize(0, 1);
      judge_outside();
      phase_ = Phase::done;
      break;
    case Phase::done: break;
  }
}

/// From each value that is lower than its neighbours; of equal ones from the first.
void LineFit::begin_searches() {
  double lowest = infinity;
  double highest = -infinity;
  for (const auto& [x, sample] : samples_) {
    if (std::isinf(sample.chi2)) continue;
    lowest = std::min(lowest, sample.chi2);
    highest = std::max(highest, sample.chi2);
  }
  found_ = std::isfinite(lowest);
  constrained_ = found_ && highest - lowest >= insensitive_below;
  phase_ = constrained_ ? Phase::searches : Phase::done;
  if (!constrained_) return;
  double before = infinity;
  for (auto at = samples_.begin(); at != samples_.end(); ++at) {
    const double here = at->second.chi2;
    const auto next = std::next(at);
    const double after = next == samples_.end() ? infinity : next->second.chi2;
    if (here < before && here <= after)
      searches_.emplace_back(Rows::Constant(1, 1, at->first), std::vector<int>{0});
    before = here;
  }
}

void LineFit::choose_best() {
  std::vector<Minimum> ends;
  for (const Minimiser& search : searches_) ends.push_back(search.minimum());
  if (best_.x.size() > 0) ends.push_back(best_);
  best_ = cluster(ends).front().minimum;
}

/// Where the derivatives of the search put the minimum: nearer than the search itself has come.
double LineFit::newton_value() const {
  if (best_.hessian.size() == 0 || !(best_.hessian(0, 0) > 0.0)) return best_.x[0];
  return best_.x[0] - best_.gradient[0] / best_.hessian(0, 0);
}

std::vector<double> LineFit::surroundings() const {
  std::vector<double> result;
  if (best_.hessian.size() == 0 || !(best_.hessian(0, 0) > 0.0)) return result;
  result.push_back(newton_value());
  const double error = std::sqrt(2.0 / best_.hessian(0, 0));
  for (int i = 1; i <= surrounding_values; ++i)
    for (const double way : {-1.0, 1.0})
      result.push_back(best_.x[0] + way * i * share_of_error * error);
  return result;
}

std::vector<double> LineFit::next_ends() {
  std::vector<double> result;
  for (std::size_t i = 0; i < intervals_.size(); ++i)
    for (const std::size_t side : {0U, 1U})
      if (const auto next = next_end(interval_rises[i], side, intervals_[i]))
        result.push_back(*next);
  return result;
}

/// All that is known lies in the samples: on one side of the minimum the last value before
/// chi-square has risen, and the first behind. Between them the end is looked for, by the secant of
/// the square root of the rise, which is linear for a parabola.
std::optional<double> LineFit::next_end(double rise, std::size_t side, LineInterval& interval) {
  const double way = side == 0 ? -1.0 : 1.0;
  double inside = best_.x[0];
  double inside_rise = 0.0;
  double outside = unknown;
  double outside_rise = unknown;
  bool gap = false;  // values without an answer behind `inside`
  const auto look = [&](double x, const Sample& sample) {
    if (way * (x - best_.x[0]) <= 0.0) return true;
    if (std::isinf(sample.chi2)) {
      gap = true;
      return true;
    }
    const double risen = std::max(sample.chi2 - best_.chi2, 0.0);
    (risen > rise ? outside : inside) = x;
    (risen > rise ? outside_rise : inside_rise) = risen;
    gap = gap && risen > rise;
    return risen <= rise;
  };
  if (side == 0) {
    for (auto at = samples_.rbegin(); at != samples_.rend(); ++at)
      if (!look(at->first, at->second)) break;
  } else {
    for (const auto& [x, sample] : samples_)
      if (!look(x, sample)) break;
  }
  double& end = interval.ends[side];
  CrossingEnd& how = interval.how[side];
  end = unknown;
  how = gap ? CrossingEnd::failed : CrossingEnd::limit;
  if (gap || std::isnan(outside)) return std::nullopt;
  how = CrossingEnd::crossed;
  const double low = std::sqrt(inside_rise);
  const double high = std::sqrt(outside_rise);
  const double share = (std::sqrt(rise) - low) / (high - low);
  end = inside + share * (outside - inside);
  if (rise - inside_rise < end_tolerance * rise || outside_rise - rise < end_tolerance * rise ||
      std::abs(outside - inside) < shortest_gap)
    return std::nullopt;
  // not too near to either: the secant alone would creep from one side
  return inside + std::clamp(share, 0.03, 0.97) * (outside - inside);
}

void LineFit::judge_outside() {
  for (std::size_t i = 0; i < intervals_.size(); ++i) {
    LineInterval& interval = intervals_[i];
    const double least = best_.chi2 + interval_rises[i] * (1.0 - end_tolerance);
    for (const auto& [x, sample] : samples_)
      if ((x < interval.ends[0] || x > interval.ends[1]) && sample.chi2 < least)
        interval.is_all = false;
  }
}

}  // namespace smeftscan::sampling
