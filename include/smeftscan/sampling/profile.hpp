// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/sampling/axis_scan.hpp"
#include "smeftscan/sampling/minimiser.hpp"
#include "smeftscan/sampling/replay_sampler.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// The profile likelihood on a regular grid; [grid] runs row-major over the axes, the last fastest.
struct ProfileResult {
  std::vector<std::size_t> axes;            ///< parameters that have `points`
  std::vector<std::size_t> nuisances;       ///< parameters that are minimised
  std::vector<std::vector<double>> values;  ///< of each axis
  std::vector<double> chi2;  ///< [grid], minimised, with constraints; NaN without answer
  std::vector<double>
      constraint_chi2;           ///< [grid], its part of Gaussian priors; empty without these
  std::vector<long long> point;  ///< [grid], global number of the point at the minimum, or -1
  std::vector<bool> converged;   ///< [grid]
  Rows minimised;  ///< [grid x nuisances], NaN where there is no answer or nothing depends on it
  std::vector<int> constrained;  ///< [nuisances], 0: what is minimised does not depend on it; 1
  long long evaluations = 0;
};

/// A profile has at most this many grid points: each costs tens of points and some kilobytes.
inline constexpr double largest_profile = 1e7;

struct ProfileOptions {
  long long starts = 8;  ///< searches at each point of the coarsest grid
  long long seed = 1;
};

/// Chi-square on a grid of the parameters that have `points`, minimised over all others at every
/// grid point.
///
/// The grid is refined from coarse to fine, halving the spacing of the indices each time, and all
/// points of a level are searched side by side. Points of the coarsest level (at most five along an
/// axis) are searched from several quasi-random starts; any other point begins at the best of its
/// neighbours on the coarser grid. At the end each point tries what its neighbours found, and is
/// searched again where that is better, until nothing improves: so a valley that one search has
/// missed spreads over the grid. The order follows from the indices alone.
///
/// What is minimised is chi-square with the Gaussian priors as constraints. A nuisance along whose
/// whole range it stays within insensitive_below, at the best grid point and 15 others, is
/// unconstrained.
class Profile final : public ReplaySampler {
 public:
  /// At least one parameter has points and at least one has none.
  Profile(ParameterSpace space, const ProfileOptions& options);

  std::int64_t seed() const override { return options_.seed; }
  std::vector<SamplerOption> options() const override;
  long long largest_request() const override;
  std::optional<BestPoint> best_point() const override;
  Shape shape() const override;
  std::optional<Steps> steps() const override;
  std::vector<Remark> remarks() const override;

  /// Complete when ask() wants nothing any more.
  const ProfileResult& result() const { return result_; }

 private:
  Rows next(long long first) override;
  void learn(std::span<const double> log_likelihood) override;

  std::vector<long long> indices(std::size_t place) const;
  std::size_t place(const std::vector<long long>& indices) const;
  std::vector<std::size_t> corners(std::size_t centre, long long stride,
                                   const std::vector<std::size_t>& axes) const;
  Rows starts_from(std::size_t here, const std::vector<std::size_t>& places) const;
  void fix_axes(Eigen::Ref<Eigen::RowVectorXd> cube, const std::vector<long long>& at) const;
  void begin_level();
  void begin_trials();
  bool begin_scan();
  std::size_t best_place() const;
  long long fitted() const;
  void count_steps();
  std::vector<double> coordinates(std::size_t place) const;
  bool advance();
  void write_result();

  /// Trials only evaluate what neighbours found, searches minimise; at the end the nuisances are
  /// looked at one by one.
  enum class Round { searches, trials, axes };

  ProfileOptions options_;
  ProfileResult result_;
  std::vector<int> free_;        ///< the nuisances, as axes of the cube
  std::vector<Minimum> minima_;  ///< [grid]
  std::vector<bool> changed_;    ///< [grid]: since the last trials
  long long stride_ = 1;         ///< of the level, in indices
  bool coarsest_ = true;
  Round round_ = Round::searches;
  int rounds_ = 0;
  long long steps_ = 0;  ///< grid points that have been searched
  long long first_ = 0;
  std::optional<AxisScan> scan_;
  std::vector<int> unconstrained_;  ///< axes of the cube
  std::vector<int> unseen_;         ///< the same without the constraints
  std::vector<Minimiser> searches_;
  std::vector<std::size_t> places_;  ///< of the searches
};

SamplerRow profile_row();

}  // namespace smeftscan::sampling
