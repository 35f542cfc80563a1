// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/sampling/point_table.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// The points of a table, in its order. A point outside the ranges has the status `outside`.
class PointList final : public Sampler {
 public:
  /// The parameters of the space are the columns of the table, in the same order.
  PointList(ParameterSpace space, PointTable table, bool ignores_columns = false);

  Request ask() override;
  Rows points(long long first, long long count) const override;
  PointStatus known_status(long long point) const override;
  void tell(long long first, std::span<const double> log_likelihood) override;
  std::string snapshot() const override;
  void restore(std::string_view snapshot) override;
  long long total() const override { return table_.rows.rows(); }
  const ParameterSpace& space() const override { return space_; }
  std::vector<SamplerOption> options() const override;
  Shape shape() const override { return {.sources = table_.sources}; }

 private:
  ParameterSpace space_;
  PointTable table_;
  bool ignores_columns_;
  bool asked_ = false;
};

SamplerRow point_list_row();

}  // namespace smeftscan::sampling
