// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/parameter_space.hpp"

namespace smeftscan::sampling {

/// Decides which points a scan visits; knows neither physics nor MPI. Points carry global numbers
/// 0, 1, 2, ... in the order in which they are asked for; a result belongs to a number.
///
/// The loop of a driver: while ask() wants points, compute points(), tell() the results.
class Sampler {
 public:
  virtual ~Sampler() = default;

  /// The next points that it wants, as a range of global point numbers; count = 0: finished.
  struct Request {
    long long first = 0;
    long long count = 0;
  };
  virtual Request ask() = 0;

  /// Coordinates of the points [first, first + count) of a request: one row a point, one column a
  /// free parameter. For a grid or a list a pure function of the numbers, so any rank may call it.
  virtual Rows points(long long first, long long count) const = 0;

  /// What is known of a point before any physics: `outside` for a listed point outside the
  /// ranges, else `not_computed`.
  virtual PointStatus known_status(long long point) const;

  /// The results of [first, first + log_posterior.size()), in any order of ranges; minus infinity
  /// where a point failed. A sampler that does not learn ignores them.
  virtual void tell(long long first, std::span<const double> log_posterior) = 0;

  /// Points in all, -1 if open.
  virtual long long total() const = 0;

  virtual const ParameterSpace& space() const = 0;

  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

 protected:
  Sampler() = default;
};

}  // namespace smeftscan::sampling
