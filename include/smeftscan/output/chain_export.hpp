// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "smeftscan/output/point_table.hpp"

/// Chains in the forms that other programs read. The warm-up is left out everywhere.
namespace smeftscan::output {

/// The draws behind the warm-up of a scan file.
struct Posterior {
  std::size_t chains = 0;
  std::size_t draws = 0;              ///< of each chain
  std::size_t parameters = 0;         ///< the first columns; the others are derived
  std::vector<std::string> names;     ///< of the columns
  std::vector<std::string> latex;     ///< of the columns, with its dollars; "" if the file has none
  std::vector<double> lower, upper;   ///< ranges of the parameters
  Rows values;                        ///< [chain][draw] x columns
  std::vector<double> log_posterior;  ///< [chain][draw]
  std::vector<double> chi2;           ///< [chain][draw]
  std::vector<std::int8_t> accepted;  ///< [chain][draw]
};

/// Nothing for a scan without chains; throws as read_scan_file().
std::optional<Posterior> find_posterior(const std::filesystem::path& scan);
/// The same; throws InputError (bad_input) if there is none.
Posterior read_posterior(const std::filesystem::path& scan);

/// chain, draw, parameters, derived quantities, lp, chi2: a row a draw.
Table draw_table(const Posterior& posterior);

/// What GetDist and CosmoMC read: <root>_1.txt, ... (weight, -ln of the posterior, parameters,
/// derived), <root>.paramnames, <root>.ranges. Existing files are refused (storage::SafeFile). In
/// names `*`, which GetDist takes for a wildcard, is `st`.
void export_getdist(const Posterior& posterior, const std::filesystem::path& root);

/// What emcee's HDFBackend reads and goes on in: the group mcmc, where draws are iterations and
/// chains walkers. Derived columns are blobs, their names the dataset blob_names.
void export_emcee(const Posterior& posterior, const std::filesystem::path& path);

}  // namespace smeftscan::output
