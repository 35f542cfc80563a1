// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
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

/// The draws of a scan file of this layout, with its parameters and kept columns, in that order;
/// no chains where it has no posterior. Throws InputError (bad_input) if they do not fit together,
/// and as read_scan_file().
Draws read_draws(const std::filesystem::path& path, const ScanLayout& layout);

/// The chains of several files side by side. They have the same columns, groups and warm-up; behind
/// it so many draws as the shortest has. `points` are the rows of /points in each file, which stand
/// one behind the other in the file of them all.
Draws side_by_side(const std::vector<Draws>& draws, const std::vector<std::size_t>& points);

}  // namespace smeftscan::output
