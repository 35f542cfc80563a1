// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace smeftscan::likelihood {

/// n events where b +- e are expected from background. The likelihood of s events of signal,
/// s >= 0, is that of n for a Poisson mean u about s + b, which has the Gaussian error e:
///
///     L(s) = integral over u >= 0 of u^n e^-u exp(-(u - s - b)^2 / (2 e^2)),
///
/// and (s + b)^n e^-(s+b) where e = 0: a gamma distribution restricted to positive values, as
/// GammaUpperLimit and GeneralGammaUpperLimit of [flavio].
class CountingExperiment {
 public:
  static constexpr double most_events = 1e6;  ///< above it is a Gaussian
  static constexpr double smallest_error = 1e-4;

  /// n, b, e >= 0, in events, up to `most_events`; e = 0 or at least `smallest_error`.
  CountingExperiment(double events, double background, double background_error);

  /// The signal for which L is largest: 0 where no more was seen than expected.
  double most_likely() const { return most_likely_; }
  /// -2 ln L(s)/L(most_likely); where e > 0 to about 1e-5, from a table.
  double minus_two_log(double signal) const;
  /// The signal below which a fraction `confidence` of the integral of L from 0 to infinity lies.
  double upper_limit(double confidence) const;

 private:
  /// ln L and its derivative.
  struct LogLikelihood {
    double value;
    double derivative;
  };
  LogLikelihood at(double signal) const;
  void tabulate();

  double events_;
  double background_;
  double error_;
  double most_likely_ = 0.0;
  double largest_ = 0.0;  ///< ln L at most_likely_
  /// -2 ln L and its derivative by root = sqrt(s), at equal steps of it from 0 on.
  std::vector<LogLikelihood> nodes_;
  double step_ = 0.0;
};

}  // namespace smeftscan::likelihood
