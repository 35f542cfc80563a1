// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

/// The draws of several chains that went in step, one behind the other in the order
/// [draw][chain], warm-up first. An ensemble's walkers are chains.
struct ChainResult {
  std::vector<std::string> parameters;
  std::size_t chains = 0;
  std::size_t warmup = 0;   ///< so many draws of each chain, from the first on, are warm-up
  double wanted_ess = 0.0;  ///< the effective sample size at which they end early; 0: not asked for

  std::vector<double> position;         ///< [draw][chain][parameter], in the units of the model
  std::vector<double> log_posterior;    ///< log-likelihood plus normalised log-prior
  std::vector<std::int64_t> point;      ///< global number of the point where the chain stands
  std::vector<std::int64_t> accepted;   ///< 1 if the chain moved to there in this draw's last step
  std::vector<double> acceptance_rate;  ///< probability of the last step's proposal, 0 to 1
  std::vector<double> step_size;        ///< of that proposal, as its sampler defines it

  /// Draws of each chain, warm-up included.
  std::size_t draws() const { return chains == 0 ? 0 : log_posterior.size() / chains; }
  std::size_t index(std::size_t draw, std::size_t chain) const { return draw * chains + chain; }
  /// One parameter without the warm-up: [draws x chains].
  Rows of_parameter(std::size_t parameter) const;

  void save(SnapshotWriter& writer) const;
  /// Reads the draws; parameters and chains must be set.
  void load(SnapshotReader& reader);
};

}  // namespace smeftscan::sampling
