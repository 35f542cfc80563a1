// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "smeftscan/sampling/best_fit_crossing.hpp"
#include "smeftscan/sampling/minimiser.hpp"

namespace smeftscan::sampling {

/// Rises of chi-square above its minimum that 68 % and 95 % of repeated experiments stay below
/// (one degree of freedom).
inline constexpr std::array<double, 2> interval_rises{1.0, 3.84};

/// The connected interval around a minimum in which chi-square has not risen by more than asked.
struct LineInterval {
  std::array<double, 2> ends;  ///< lower and upper; NaN where chi-square does not rise so far
  std::array<CrossingEnd, 2> how{CrossingEnd::failed, CrossingEnd::failed};
  bool is_all = true;  ///< false: chi-square is as low outside of it, too
};

/// The minimum of chi-square along one axis and the intervals around it, on the unit interval.
/// Asked and told as a Minimiser.
///
/// First come values from end to end, and around `centre` at distances of all sizes (1/2, 1/4, ...
/// of the range), where functions of couplings have their structure; then a search from each value
/// that is lower than its neighbours; then the surroundings of the lowest minimum, every fifth of
/// its error for three errors, so that no barrier inside an interval is overlooked; then the ends
/// of the intervals. Of equal minima the one of the smallest value counts (best_fit_minima.hpp).
class LineFit {
 public:
  LineFit(long long values, double centre);

  const Rows& wanted() const { return wanted_; }  ///< one column
  bool done() const { return phase_ == Phase::done; }
  void tell(std::span<const double> chi2, long long first);

  /// Whether any value had an answer; nothing below holds otherwise.
  bool found() const { return found_; }
  /// Whether chi-square changes by insensitive_below at least.
  bool constrained() const { return constrained_; }
  bool converged() const { return best_.converged; }
  double value() const { return best_.x[0]; }
  double chi2() const { return best_.chi2; }
  long long point() const { return best_.point; }
  /// One for each of interval_rises.
  const std::array<LineInterval, 2>& intervals() const { return intervals_; }

 private:
  enum class Phase { values, searches, surroundings, ends, done };
  struct Sample {
    double chi2;
    long long point;
  };

  void want(const std::vector<double>& values);
  void advance();
  void begin_searches();
  void choose_best();
  double newton_value() const;
  std::vector<double> surroundings() const;
  std::vector<double> next_ends();
  std::optional<double> next_end(double rise, std::size_t side, LineInterval& interval);
  void judge_outside();

  Phase phase_ = Phase::values;
  Rows wanted_;
  std::map<double, Sample> samples_;  ///< all that was told
  std::vector<Minimiser> searches_;
  Minimum best_;
  int returns_ = 0;  ///< to a lower minimum
  int rounds_ = 0;   ///< of searches for ends
  bool found_ = false;
  bool constrained_ = false;
  std::array<LineInterval, 2> intervals_;
};

}  // namespace smeftscan::sampling
