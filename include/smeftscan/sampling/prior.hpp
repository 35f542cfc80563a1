// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/input/settings.hpp"

namespace smeftscan::sampling {

/// The prior probability of one parameter, in the unit of the parameter, truncated to its range and
/// normalised there.
struct Prior {
  enum class Kind {
    flat,      ///< constant
    log,       ///< proportional to 1/x: flat in ln x, for x > 0
    gaussian,  ///< exp(-(x - mean)^2 / (2 sigma^2))
  };

  Kind kind = Kind::flat;
  double mean = 0.0;
  double sigma = 0.0;

  /// ln of the density at x in [lower, upper].
  double log_density(double lower, double upper, double x) const;
  /// The x in [lower, upper] below which the fraction `probability` in (0, 1) lies.
  double quantile(double lower, double upper, double probability) const;
  /// The standard deviation of an untruncated or flat prior: the size of a first step, no more. In
  /// walking coordinates.
  double width(double lower, double upper) const;

  /// Samplers walk in ln x under a logarithmic prior, in x under any other.
  double to_walk(double x) const;
  double from_walk(double walk) const;
  /// ln |dx/dwalk| at x.
  double log_jacobian(double x) const;
};

/// Reads the key `prior` of a parameter: flat, log or {gaussian: [mean, sigma]}; numbers may carry
/// units. Throws InputError with its place, also for a gaussian that leaves nothing in the range.
Prior read_prior(const input::Settings& settings, const std::string& unit, double lower,
                 double upper);

/// As it stands in a job, without units.
std::string to_yaml(const Prior& prior);

}  // namespace smeftscan::sampling
