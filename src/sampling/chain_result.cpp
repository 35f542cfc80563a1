// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/chain_result.hpp"

#include <algorithm>

namespace smeftscan::sampling {

Rows ChainResult::of_parameter(std::size_t parameter) const {
  const std::size_t first = std::min(warmup, draws());
  Rows rows(static_cast<Eigen::Index>(draws() - first), static_cast<Eigen::Index>(chains));
  for (Eigen::Index draw = 0; draw < rows.rows(); ++draw)
    for (Eigen::Index chain = 0; chain < rows.cols(); ++chain)
      rows(draw, chain) =
          position[index(first + static_cast<std::size_t>(draw), static_cast<std::size_t>(chain)) *
                       parameters.size() +
                   parameter];
  return rows;
}

void ChainResult::save(SnapshotWriter& writer) const {
  writer.add(static_cast<std::int64_t>(warmup));
  writer.add(static_cast<std::int64_t>(draws()));
  for (const auto* values : {&position, &log_posterior, &acceptance_rate, &step_size})
    writer.add(std::span<const double>(*values));
  for (const auto* values : {&point, &accepted}) writer.add(std::span<const std::int64_t>(*values));
}

void ChainResult::load(SnapshotReader& reader) {
  reader.require(static_cast<std::int64_t>(warmup), "the warm-up");
  const std::size_t size = reader.count(chains * (parameters.size() + 5)) * chains;
  position.resize(size * parameters.size());
  for (auto* values : {&log_posterior, &acceptance_rate, &step_size}) values->resize(size);
  for (auto* values : {&point, &accepted}) values->resize(size);
  for (auto* values : {&position, &log_posterior, &acceptance_rate, &step_size})
    reader.read(std::span<double>(*values));
  for (auto* values : {&point, &accepted}) reader.read(std::span<std::int64_t>(*values));
}

}  // namespace smeftscan::sampling
