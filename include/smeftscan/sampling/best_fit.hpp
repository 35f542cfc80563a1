// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "smeftscan/sampling/axis_scan.hpp"
#include "smeftscan/sampling/best_fit_crossing.hpp"
#include "smeftscan/sampling/best_fit_minima.hpp"
#include "smeftscan/sampling/hessian.hpp"
#include "smeftscan/sampling/minimiser.hpp"
#include "smeftscan/sampling/replay_sampler.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// What a fit found: the group /best_fit of the output file. Vectors have one number a parameter,
/// in its unit; NaN stands where there is no such value or error.
struct BestFitResult {
  bool found = false;      ///< false: no point had an answer, and nothing below holds
  bool converged = false;  ///< of the best search
  std::vector<double> values;
  std::vector<int>
      constrained;    ///< 0: what is minimised does not depend on it, its value is NaN; 1
  double chi2 = 0.0;  ///< of the likelihood
  double constraint_chi2 = 0.0;     ///< of the Gaussian priors, minimised with it
  long long point = -1;             ///< global number of the point at the minimum
  std::vector<double> coordinates;  ///< of this point
  long long fitted = 0;             ///< parameters on which chi-square depends
  std::vector<int> limits;  ///< -1 or 1: stands at the lower or upper end of its range, else 0
  bool positive_definite = false;    ///< the Hessian of the parameters that are not at a limit
  std::vector<double> errors;        ///< sqrt of the diagonal of the covariance
  std::vector<double> lower_errors;  ///< of the profile likelihood, chi-square + 1; positive
  std::vector<double> upper_errors;
  std::vector<CrossingEnd> lower_ends;
  std::vector<CrossingEnd> upper_ends;
  Rows covariance;  ///< NaN for parameters at a limit and unconstrained ones
  Rows correlation;
  double distance = 0.0;       ///< estimated chi-square above the true minimum
  double gradient_norm = 0.0;  ///< in chi-square per standard deviation: 2 sqrt(distance)
  long long evaluations = 0;
  Rows starts;                       ///< [starts x parameters]
  std::vector<LocalMinimum> minima;  ///< ascending in chi-square; the first is the best one
  long long searches = 0;
  long long lost = 0;  ///< searches that did not converge
};

struct BestFitOptions {
  long long starts = 20;
  long long seed = 1;
  bool minos = true;  ///< asymmetric errors
};

/// The best fit: searches from quasi-random starts in the ranges, all side by side in each request;
/// the minima that they find; the Hessian of the best one; its asymmetric errors.
///
/// Minima are the same if chi-square, extrapolated from one to the other, differs by less than 0.1.
/// Of minima within 1e-4 of the lowest chi-square the one with the smallest first parameter counts
/// as the best (then the second, ...), so that mirror minima do not compete by rounding. If the way
/// to an asymmetric error falls below the best chi-square, the fit starts again from there.
///
/// What is minimised is chi-square with the Gaussian priors as constraints. A parameter along whose
/// whole range it stays within insensitive_below of the minimum is unconstrained.
class BestFit final : public ReplaySampler {
 public:
  BestFit(ParameterSpace space, const BestFitOptions& options);

  std::int64_t seed() const override { return options_.seed; }
  std::vector<SamplerOption> options() const override;
  long long largest_request() const override;
  std::vector<DataGroup> results() const override;
  std::optional<BestPoint> best_point() const override;
  std::optional<Steps> steps() const override;
  std::vector<Remark> remarks() const override;

  /// Complete when ask() wants nothing any more.
  const BestFitResult& result() const { return result_; }

 private:
  enum class Stage { search, axes, hessian, polish, crossings, done };

  Rows next(long long first) override;
  void learn(std::span<const double> log_likelihood) override;

  Rows wanted() const;
  void advance();
  void choose_best();
  void leave_out_insensitive();
  void lay_crossings();
  bool return_to_lower_minimum();
  void finish();

  BestFitOptions options_;
  Stage stage_ = Stage::search;
  long long first_ = 0;  ///< number of the first point of the request
  std::vector<Minimiser> searches_;
  std::vector<Minimum> found_;
  Minimum best_;
  std::optional<AxisScan> scan_;
  std::vector<int> unconstrained_;  ///< axes
  std::vector<int> unseen_;  ///< axes on which chi-square without constraints does not depend
  std::optional<HessianStencil> stencil_;
  std::vector<int> hessian_axes_;
  HessianStencil::Result hessian_;
  std::vector<Crossing> crossings_;
  int returns_ = 0;  ///< to a lower minimum
  BestFitResult result_;
};

SamplerRow best_fit_row();

}  // namespace smeftscan::sampling
