// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// A grid has at most this many points: above, a mistake in the job is more likely than the wish.
inline constexpr double largest_grid = 1e11;

/// The coordinates of one axis, exact at both ends; a single point stands at the lower end.
std::vector<double> axis_values(const FreeParameter& axis);

/// Every point of a regular grid once, row-major: the last parameter runs fastest. Of some axes
/// only the minimum of chi-square may be kept; the points of the others are then the points of the
/// scan.
class Grid final : public Sampler {
 public:
  /// Every parameter carries its number of points, at least 1. `minimised`: places of parameters,
  /// ascending, not all.
  explicit Grid(ParameterSpace space, std::vector<std::size_t> minimised = {});

  Request ask() override;
  Rows points(long long first, long long count) const override;
  void tell(long long first, std::span<const double> log_likelihood) override;
  std::string snapshot() const override;
  void restore(std::string_view snapshot) override;
  long long total() const override { return total_; }
  const ParameterSpace& space() const override { return space_; }
  std::vector<std::size_t> minimised() const override { return minimised_; }
  long long alternatives() const override { return alternatives_; }
  Rows alternative(long long which, long long first, long long count) const override;
  std::vector<SamplerOption> options() const override;

  Shape shape() const override;

 private:
  ParameterSpace space_;
  std::vector<std::vector<double>> axes_;  ///< values of each parameter
  std::vector<std::size_t> minimised_;
  std::vector<std::size_t> kept_;  ///< the others
  long long total_ = 1;
  long long alternatives_ = 1;
  bool asked_ = false;
};

SamplerRow grid_row();

}  // namespace smeftscan::sampling
