// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "smeftscan/sampling/line_fit.hpp"
#include "smeftscan/sampling/replay_sampler.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// What was found of one parameter while all other free ones had their default values. In the unit
/// of the parameter; NaN where there is no such number.
struct OneParameterFit {
  bool constrained = false;  ///< false: chi-square does not depend on it, or no value had an answer
  bool converged = false;
  double value;
  double chi2;
  long long point = -1;  ///< number of the point at the minimum
  int limit = 0;         ///< -1 or 1: stands at the lower or upper end of its range
  std::array<LineInterval, 2> intervals;  ///< one for each of interval_rises
  /// sign(value - default) sqrt(chi2(defaults) - chi2); NaN if the defaults have no answer, or a
  /// lower chi-square than the range.
  double pull;
};

struct OneAtATimeResult {
  long long default_point = -1;  ///< all parameters at their defaults; -1 without an answer there
  double default_chi2;           ///< NaN without an answer
  std::vector<OneParameterFit> fits;  ///< in the order of the space
  long long evaluations = 0;
};

/// Fits each parameter alone, all side by side in each request: bounds on one operator at a time.
class OneAtATime final : public ReplaySampler {
 public:
  /// `defaults`: one value a parameter, at which it stands while others are fitted; may lie outside
  /// the ranges. `starts`: into so many parts a range is cut to look for minima.
  OneAtATime(ParameterSpace space, std::vector<double> defaults, long long starts);

  std::vector<SamplerOption> options() const override;
  long long largest_request() const override;
  std::vector<DataGroup> results() const override;
  std::optional<Comparison> comparison() const override;
  std::vector<Remark> compared(const std::vector<std::string>& deciding) const override;
  std::optional<Steps> steps() const override;
  std::vector<Remark> remarks() const override;

  /// Complete when ask() wants nothing any more; `fits` is empty before.
  const OneAtATimeResult& result() const { return result_; }

 private:
  Rows next(long long first) override;
  void learn(std::span<const double> log_likelihood) override;
  /// Values of parameter `i` on the unit interval in its unit.
  Rows in_units(std::size_t i, const Rows& values) const;
  OneParameterFit fit_of(std::size_t i) const;
  void finish(long long evaluations);

  std::vector<double> defaults_;
  long long starts_;
  long long first_ = 0;  ///< number of the first point of the request
  std::vector<LineFit> lines_;
  OneAtATimeResult result_;
};

/// Of a job whose best_fit is to be of each parameter alone: the others stand at the defaults of the
/// model.
std::unique_ptr<Sampler> make_one_at_a_time(const SamplerJob& job,
                                            const std::vector<KnownParameter>& known);

}  // namespace smeftscan::sampling
