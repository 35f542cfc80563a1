// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/sampling/nested_region.hpp"
#include "smeftscan/sampling/replay_sampler.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// Why nested sampling ended; the numbers are those of the output file.
enum class NestedEnd : unsigned char {
  converged = 0,  ///< the live points can add no more than the tolerance to ln Z
  plateau = 1,    ///< all live points have the same likelihood
  stuck = 2,      ///< too many candidates in a row were not above the lowest live point
  no_answer = 3,  ///< too few points of the prior have an answer: there is no evidence
};

/// The evidence Z = integral of the likelihood exp(-chi2/2) over the normalised prior.
struct NestedResult {
  bool found = false;         ///< false: too few points had an answer
  double log_evidence = 0.0;  ///< ln Z
  double error = 0.0;         ///< of ln Z, by propagation from the volumes
  double information = 0.0;   ///< from prior to posterior, in nats
  /// All points that stood, ascending in likelihood, with their weights in the posterior.
  Rows points;  ///< [points x parameters], units of the parameters
  std::vector<double> log_likelihood;
  std::vector<double> log_weight;  ///< ln of the posterior weight; the weights sum to 1
  std::vector<long long> number;   ///< global point numbers
  double efficiency = 0.0;         ///< points that stood, of those computed after the first ones
  long long evaluations = 0;
  NestedEnd end = NestedEnd::converged;
};

/// With fewer live points the region around them is guessed badly, and ln Z with it; and at least
/// two a parameter.
inline constexpr long long fewest_live_points = 20;

struct NestedOptions {
  long long live = 500;
  long long batch = 125;    ///< points of a request
  double tolerance = 0.01;  ///< stop when the live points cannot add more to ln Z
  long long seed = 1;
};

/// Static nested sampling (Skilling 2006): of `live` points the lowest is replaced by a new one
/// above it, and the prior volume shrinks by exp(-1/live) each time. New points are drawn from a
/// region around the live ones (NestedRegion).
///
/// Plateaus of the likelihood follow Fowlie, Handley and Su (arXiv:2010.13884): all live points
/// that tie at the lowest likelihood die, one after the other with one live point fewer each time,
/// and then all are replaced. Likelihoods that differ by less than `tie` are equal: that is their
/// rounding. Where all live points tie, the plateau has all of the volume that is left.
///
/// A request holds `batch` candidates from one region. They are taken in their order, each if it is
/// above the worst live point of that moment: as the region holds everything above the likelihood
/// at which it was made, it holds what is above any later one, and the points that pass are uniform
/// there. Points without an answer are no part of the prior: ln Z counts their share as zero.
class Nested final : public ReplaySampler {
 public:
  /// Of ln L.
  static constexpr double tie = 1e-9;
  /// Candidates in a row that are not above the lowest live point, before giving up.
  static constexpr long long most_tries = 100'000;

  Nested(ParameterSpace space, const NestedOptions& options);

  std::int64_t seed() const override { return options_.seed; }
  std::vector<SamplerOption> options() const override;
  long long largest_request() const override { return options_.batch; }
  /// Draws of equal weight, one chain without warm-up in random order, when it has finished; their
  /// step size is 0.
  const ChainResult* posterior() const override { return &draws_; }

  std::vector<DataGroup> results() const override;
  std::vector<Remark> remarks() const override;

  /// Complete when ask() wants nothing any more.
  const NestedResult& result() const { return result_; }

 private:
  struct Point {
    Eigen::VectorXd cube;
    double log_likelihood;
    long long number;
    double alive = 0.0;      ///< live points at its death, with it
    double log_width = 0.0;  ///< ln of the prior volume that went with it
  };

  Rows next(long long first) override;
  void learn(std::span<const double> log_likelihood) override;
  Rows in_units(const Rows& cube) const;
  Rows first_points(long long first, long long count) const;
  void build_region();
  void replace(Point candidate);
  void find_lowest();
  void bury();
  std::optional<NestedEnd> ended() const;
  void write_result();
  double error(std::span<const double> shares) const;
  void draw_posterior();

  NestedOptions options_;
  std::vector<Point> live_;
  std::vector<std::size_t> lowest_;  ///< of the live points, those that tie, ascending
  double floor_;                     ///< what replaces them is above
  std::vector<Point> replacements_;  ///< fewer than these
  std::vector<Point> dead_;
  long long tried_ = 0;  ///< points of the prior until `live` of them had an answer
  long long proposed_ = 0;
  long long tries_ = 0;      ///< candidates since the last one that was taken
  double log_volume_ = 0.0;  ///< of the prior, inside the dead points
  double log_evidence_;      ///< of the dead points
  std::optional<NestedRegion> region_;
  std::size_t region_age_ = 0;  ///< points replaced since it was made
  int region_requests_ = 0;
  long long first_ = 0;
  Rows cube_;  ///< of the request
  NestedResult result_;
  ChainResult draws_;
};

SamplerRow nested_row();

}  // namespace smeftscan::sampling
