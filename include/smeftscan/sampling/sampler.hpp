// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/findings.hpp"
#include "smeftscan/sampling/parameter_space.hpp"

namespace smeftscan::sampling {

/// An option of a sampler as it is in force, for the resolved job.
struct SamplerOption {
  std::string name;
  std::string value;  ///< as YAML
  std::string meaning;
  /// Of an option that names a file or a point: the points, one a row, which decide what it does.
  /// Belongs to the sampler.
  const Rows* content = nullptr;
};

/// Points by their numbers: all that is needed to compute them.
class PointSource {
 public:
  virtual ~PointSource() = default;

  virtual const ParameterSpace& space() const = 0;

  /// Coordinates of the points [first, first + count) of the current request: one row a point, one
  /// column a free parameter.
  virtual Rows points(long long first, long long count) const = 0;

  /// The parameters, by their places in space(), over which only the minimum of chi-square is kept:
  /// several points then stand behind each number, and the row of the best one is its row.
  virtual std::vector<std::size_t> minimised() const { return {}; }
  /// How many points these are.
  virtual long long alternatives() const { return 1; }
  /// points(), with the alternative 0, 1, ... of each.
  virtual Rows alternative(long long /*which*/, long long first, long long count) const {
    return points(first, count);
  }

  /// Whether later requests depend on what was told. If not, points() is a pure function of the
  /// numbers.
  virtual bool learns() const { return false; }

  /// What is known of a point of the current request before any physics: `outside` for a point
  /// outside the ranges, which is not computed, else `not_computed`.
  virtual PointStatus known_status(long long /*point*/) const { return PointStatus::not_computed; }

 protected:
  PointSource() = default;
  PointSource(const PointSource&) = default;
  PointSource& operator=(const PointSource&) = default;
};

/// Decides which points a scan visits; knows neither physics nor MPI. Points carry global numbers
/// 0, 1, 2, ... in the order in which they are asked for; a result belongs to a number.
///
/// The loop of a driver: while ask() wants points, compute points(), tell() the results. Between
/// two requests, when everything was told, snapshot() holds all that is needed to go on. At the
/// end the sampler states its findings.
///
/// On several ranks one copy of the sampler, the leading one, asks and is told. Where learns() is
/// false, points() of every copy are right at any time. Where it is true, the driver sends each
/// request and its points to the other ranks, whose copies follow().
class Sampler : public PointSource, public Findings {
 public:
  /// The next points that it wants, as a range of global point numbers that begins where the last
  /// one ended; count = 0: finished. Called only when every point of the last request was told.
  struct Request {
    long long first = 0;
    long long count = 0;
  };
  virtual Request ask() = 0;

  /// Makes this copy answer points() and known_status() for a request of the leading copy. Only
  /// samplers that learn need it.
  virtual void follow(const Request& request, const Rows& points);

  /// The log-likelihoods, -chi2/2, of [first, first + size), in any order of ranges; minus infinity
  /// where a point failed or lies outside. A sampler adds its priors itself; one that does not
  /// learn ignores them.
  virtual void tell(long long first, std::span<const double> log_likelihood) = 0;

  /// Everything that a new sampler of the same job needs to go on, to the bit: restore() it and
  /// ask(). Binary and versioned (sampler_snapshot.hpp). Taken only between requests. A sampler
  /// that does not learn goes on behind its request: results that were lost are the journal's
  /// matter.
  virtual std::string snapshot() const = 0;
  /// Throws InputError for a snapshot that is damaged, of another sampler or of other options.
  virtual void restore(std::string_view snapshot) = 0;

  /// Points in all, at most if it may stop early; -1 if open.
  virtual long long total() const = 0;

  /// Points of a request at most, the first one apart. More threads than an eighth of that, on all
  /// ranks together, have no work.
  virtual long long largest_request() const { return total(); }

  /// The seed of its random numbers; 0 if it has none.
  virtual std::int64_t seed() const { return 0; }
  /// Its options, defaults filled in, in the order of documentation.
  virtual std::vector<SamplerOption> options() const { return {}; }

  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

 protected:
  Sampler() = default;
};

}  // namespace smeftscan::sampling
