// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/sampling/nested_region.hpp"
#include "smeftscan/sampling/replay_sampler.hpp"

namespace smeftscan::sampling {

/// The evidence Z = integral of the likelihood exp(-chi2/2) over the normalised prior.
struct NestedResult {
  bool found = false;         ///< false: too few points had an answer
  double log_evidence = 0.0;  ///< ln Z
  double error = 0.0;         ///< of ln Z, sqrt(information/live)
  double information = 0.0;   ///< from prior to posterior, in nats
  /// All points that stood, ascending in likelihood, with their weights in the posterior.
  Rows points;  ///< [points x parameters], units of the parameters
  std::vector<double> log_likelihood;
  std::vector<double> log_weight;  ///< ln of the posterior weight; the weights sum to 1
  std::vector<long long> number;   ///< global point numbers
  double efficiency = 0.0;         ///< points that stood, of those computed after the first ones
  long long evaluations = 0;
};

struct NestedOptions {
  long long live = 500;
  long long batch = 125;    ///< points of a request
  double tolerance = 0.01;  ///< stop when the live points cannot add more to ln Z
  long long seed = 1;
};

/// Static nested sampling (Skilling 2006): of `live` points the worst is replaced by a new one
/// above it, and the prior volume shrinks by exp(-1/live) each time. New points are drawn from a
/// region around the live ones (NestedRegion).
///
/// A request holds `batch` candidates from one region. They are taken in their order, each if it is
/// above the worst live point of that moment: as the region holds everything above the likelihood
/// at which it was made, it holds what is above any later one, and the points that pass are uniform
/// there. Points without an answer are no part of the prior: ln Z counts their share as zero.
class Nested final : public ReplaySampler {
 public:
  Nested(ParameterSpace space, const NestedOptions& options);

  std::int64_t seed() const override { return options_.seed; }
  std::vector<SamplerOption> options() const override;
  long long largest_request() const override { return options_.batch; }
  /// Draws of equal weight, one chain without warm-up in random order, when it has finished; their
  /// step size is 0.
  const ChainResult* posterior() const override { return &draws_; }

  /// Complete when ask() wants nothing any more.
  const NestedResult& result() const { return result_; }

 private:
  struct Point {
    Eigen::VectorXd cube;
    double log_likelihood;
    long long number;
  };

  Rows next(long long first) override;
  void learn(std::span<const double> log_likelihood) override;
  Rows in_units(const Rows& cube) const;
  Rows first_points(long long first, long long count) const;
  void build_region();
  void replace(Point candidate);
  bool finished() const;
  void write_result();
  void draw_posterior();

  NestedOptions options_;
  std::vector<Point> live_;
  std::vector<Point> dead_;
  long long tried_ = 0;  ///< points of the prior until `live` of them had an answer
  long long proposed_ = 0;
  double log_evidence_;  ///< of the dead points
  std::optional<NestedRegion> region_;
  std::size_t region_age_ = 0;  ///< points replaced since it was made
  int region_requests_ = 0;
  long long first_ = 0;
  Rows cube_;  ///< of the request
  NestedResult result_;
  ChainResult draws_;
};

}  // namespace smeftscan::sampling
