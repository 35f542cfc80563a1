// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

/// A grid has at most this many points: above, a mistake in the job is more likely than the wish.
inline constexpr double largest_grid = 1e11;

/// The coordinates of one axis, exact at both ends; a single point stands at the lower end.
std::vector<double> axis_values(const FreeParameter& axis);

/// Every point of a regular grid once, row-major: the last parameter runs fastest.
class Grid final : public Sampler {
 public:
  /// Every parameter carries its number of points, at least 1.
  explicit Grid(ParameterSpace space);

  Request ask() override;
  Rows points(long long first, long long count) const override;
  void tell(long long first, std::span<const double> log_likelihood) override;
  std::string snapshot() const override;
  void restore(std::string_view snapshot) override;
  long long total() const override { return total_; }
  const ParameterSpace& space() const override { return space_; }

  /// The axes in the order of the parameters.
  const std::vector<std::vector<double>>& axes() const { return axes_; }

 private:
  ParameterSpace space_;
  std::vector<std::vector<double>> axes_;
  long long total_ = 1;
  bool asked_ = false;
};

}  // namespace smeftscan::sampling
