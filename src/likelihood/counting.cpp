// SPDX-License-Identifier: MIT
#include "smeftscan/likelihood/counting.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "smeftscan/likelihood/p_value.hpp"

namespace smeftscan::likelihood {

namespace {

constexpr std::size_t intervals = 160;  // of the table
constexpr double end_of_table = 60.0;   // in -2 ln L

/// n ln u - u, with 0 ln 0 = 0.
double log_poisson(double n, double u) { return (n == 0.0 ? 0.0 : n * std::log(u)) - u; }

}  // namespace

CountingExperiment::CountingExperiment(double events, double background, double background_error)
    : events_(events), background_(background), error_(background_error) {
  if (error_ == 0.0) {
    most_likely_ = std::max(0.0, events_ - background_);
  } else if (at(0.0).derivative > 0.0) {  // ln L is concave
    double low = 0.0;
    double high = events_ + 1.0;
    while (at(high).derivative > 0.0) high *= 2.0;
    while (high - low > 1e-9 * high)
      (at(0.5 * (low + high)).derivative > 0.0 ? low : high) = 0.5 * (low + high);
    most_likely_ = 0.5 * (low + high);
  }
  largest_ = at(most_likely_).value;
  if (error_ > 0.0) tabulate();
}

CountingExperiment::LogLikelihood CountingExperiment::at(double signal) const {
  const double mean = signal + background_;
  if (error_ == 0.0)
    return {log_poisson(events_, mean), (events_ == 0.0 ? 0.0 : events_ / mean) - 1.0};
  // The integrand is log-concave and largest where n/u - 1 = (u - mean)/e^2, or at 0. Simpson's
  // rule between the places at which it has fallen by e^-40.
  const double variance = error_ * error_;
  const double b = mean - variance;
  const double root = std::sqrt(b * b + 4.0 * events_ * variance);
  const double peak = b > 0.0         ? 0.5 * (b + root)
                      : events_ > 0.0 ? 2.0 * events_ * variance / (root - b)
                                      : 0.0;
  const auto log_integrand = [&](double u) {
    return log_poisson(events_, u) - 0.5 * (u - mean) * (u - mean) / variance;
  };
  const double scale = log_integrand(peak);
  const auto reach = [&](double direction, double farthest) {
    while (scale - log_integrand(peak + 0.5 * direction * farthest) > 40.0) farthest *= 0.5;
    return peak + direction * farthest;
  };
  constexpr int steps = 120;
  const double first = reach(-1.0, std::min(peak, 9.0 * error_));
  const double step = (reach(1.0, 9.0 * error_) - first) / steps;
  double sum = 0.0;
  double moment = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const double u = first + step * i;
    const double weight = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
    const double term = weight * std::exp(log_integrand(u) - scale);
    sum += term;
    moment += term * (u - mean);
  }
  return {scale + std::log(sum * step / 3.0), moment / (sum * variance)};
}

void CountingExperiment::tabulate() {
  double end = most_likely_ + 1.0;
  while (2.0 * (largest_ - at(end).value) < end_of_table) end *= 1.25;
  step_ = std::sqrt(end) / static_cast<double>(intervals);
  for (std::size_t i = 0; i <= intervals; ++i) {
    const double root = step_ * static_cast<double>(i);
    const LogLikelihood here = at(root * root);
    nodes_.push_back({2.0 * (largest_ - here.value), -4.0 * root * here.derivative});
  }
  const double smallest = minus_two_log(most_likely_);  // of the interpolation
  for (LogLikelihood& node : nodes_) node.value -= smallest;
}

double CountingExperiment::minus_two_log(double signal) const {
  if (error_ == 0.0) return 2.0 * (largest_ - at(signal).value);
  const double place = std::sqrt(signal) / step_;
  if (std::isnan(place)) return place;
  if (place >= static_cast<double>(intervals)) {  // straight on in s, as e^-s
    const double root = step_ * static_cast<double>(intervals);
    return nodes_.back().value + nodes_.back().derivative / (2.0 * root) * (signal - root * root);
  }
  const auto i = static_cast<std::size_t>(place);
  const double t = place - static_cast<double>(i);
  const double rest = 1.0 - t;
  const LogLikelihood& left = nodes_[i];
  const LogLikelihood& right = nodes_[i + 1];
  const double value = rest * rest * ((1.0 + 2.0 * t) * left.value + t * step_ * left.derivative) +
                       t * t * ((3.0 - 2.0 * t) * right.value - rest * step_ * right.derivative);
  return value < 0.0 ? 0.0 : value;  // about the most likely signal, by the interpolation
}

double CountingExperiment::upper_limit(double confidence) const {
  if (error_ == 0.0) {
    const double wanted = (1.0 - confidence) * upper_gamma(events_ + 1.0, background_);
    double low = 0.0;
    double high = events_ + 1.0;
    while (upper_gamma(events_ + 1.0, high + background_) > wanted) high *= 2.0;
    for (double middle = 0.5 * high; low < middle && middle < high; middle = 0.5 * (low + high))
      (upper_gamma(events_ + 1.0, middle + background_) > wanted ? low : high) = middle;
    return high;
  }
  constexpr std::size_t steps = 8 * intervals;
  const double step = step_ * static_cast<double>(intervals) / static_cast<double>(steps);
  std::vector<double> below(steps + 1, 0.0);
  double previous = 0.0;
  for (std::size_t i = 1; i <= steps; ++i) {  // trapezoids in root = sqrt(s), ds = 2 root d root
    const double root = step * static_cast<double>(i);
    const double here = 2.0 * root * std::exp(-0.5 * minus_two_log(root * root));
    below[i] = below[i - 1] + 0.5 * step * (previous + here);
    previous = here;
  }
  const double wanted = confidence * below.back();
  const auto above = std::upper_bound(below.begin(), below.end() - 1, wanted);
  const double root = step * (static_cast<double>(above - below.begin()) -
                              (*above - wanted) / (*above - *(above - 1)));
  return root * root;
}

}  // namespace smeftscan::likelihood
