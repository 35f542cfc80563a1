// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/output/data_group.hpp"
#include "smeftscan/output/scan_file.hpp"

namespace smeftscan::output {

/// The draws of chains that went in step, in the order [draw][chain], warm-up first. Tables have a
/// row a draw of a chain.
struct Draws {
  std::size_t chains = 0;
  std::size_t warmup = 0;  ///< draws of each chain

  std::vector<KeptColumn> columns;    ///< of the posterior: parameters, then derived quantities
  Rows posterior;                     ///< [draws x columns]
  std::vector<double> log_posterior;  ///< ln of likelihood times prior
  std::vector<double> chi2;
  std::vector<double> acceptance_rate;
  std::vector<double> step_size;
  std::vector<std::int8_t> accepted;
  std::vector<std::int64_t> point;  ///< global number; -1: the chain had not found its start
  std::vector<std::uint8_t> status;
  std::vector<std::string> groups;  ///< of the likelihood
  Rows chi2_group;                  ///< [draws x groups]
};

/// The draws as ArviZ's InferenceData have them: posterior, sample_stats, log_likelihood (if there
/// are likelihood groups), and the same of the warm-up in warmup_*; arrays are [chain, draw].
/// Without a draw behind the warm-up there are the latter alone.
std::vector<DataGroup> inference_data(const Draws& draws);

}  // namespace smeftscan::output
