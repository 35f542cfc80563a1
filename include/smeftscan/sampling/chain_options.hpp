// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/sampling/parameter_space.hpp"
#include "smeftscan/sampling/point_table.hpp"
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

/// What a job says about the chains of a sampler, whatever their moves are. Steps are counted for
/// each chain: a step is one point.
struct ChainOptions {
  long long chains = 8;
  long long steps = 5000;  ///< after the warm-up
  long long warmup = 2500;
  long long thin = 1;  ///< of so many steps one becomes a draw
  std::int64_t seed = 1;
  double ess = 0.0;             ///< stop when this effective sample size is reached; 0: never
  std::string start = "prior";  ///< as YAML
  Rows start_points{};          ///< [points x parameters]; none: from the prior
};

/// The keys that read_chain_options knows; `chains` is the sampler's name for the number of chains.
std::vector<std::string> chain_option_keys(const std::string& chains);

/// Reads the block of a sampler; `defaults` hold where a key is absent, except that the warm-up is
/// half of the steps. `start` is `prior`, a map of all free parameters with their values, or the
/// name of a file with such columns (PointUse::starts). Throws InputError with its place.
ChainOptions read_chain_options(const input::Settings& block, const std::string& chains,
                                ChainOptions defaults, const ParameterSpace& space,
                                const PointReader& read_points = read_csv_only);

/// The options with their meanings, for the resolved job.
std::vector<SamplerOption> describe(const ChainOptions& options, const std::string& chains);

}  // namespace smeftscan::sampling
