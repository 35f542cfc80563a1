// SPDX-License-Identifier: MIT
#include "smeftscan/scan/merge.hpp"

#include <algorithm>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/output/inference_data.hpp"
#include "smeftscan/output/scan_merge.hpp"
#include "smeftscan/sampling/catalogue.hpp"
#include "smeftscan/sampling/diagnostics.hpp"

namespace smeftscan::scan {
namespace {

namespace fs = std::filesystem;
using output::Draws;
using output::NamedScan;

using sampling::Merge;

/// What of a file can be put together.
Merge kind_of(const NamedScan& input) {
  const std::string* sampler = input.scan.header.identity.find("sampler");
  const std::string name = sampler == nullptr ? "" : *sampler;
  const bool is_list = input.scan.layout.kind == output::ScanLayout::Kind::points;
  if (!is_list || name.empty()) return Merge::rows;
  for (const sampling::SamplerRow& row : sampling::samplers())
    if (row.name == name && row.merge != Merge::nothing) return row.merge;
  throw InputError(input.path.string() + ": the results of sampler " + name +
                   " cannot be put together. Merge grids, profiles, lists or chains");
}

std::size_t draws_of_chain(const Draws& draws) { return draws.log_posterior.size() / draws.chains; }

/// The log-posteriors of one chain, so many draws.
std::vector<double> trace(const Draws& draws, std::size_t chain, std::size_t count) {
  std::vector<double> result;
  for (std::size_t draw = 0; draw < count; ++draw)
    result.push_back(draws.log_posterior[draw * draws.chains + chain]);
  return result;
}

/// Two runs of one seed make the same chains, which count once.
void refuse_repeated(const std::vector<NamedScan>& inputs, const std::vector<Draws>& draws) {
  for (std::size_t b = 1; b < draws.size(); ++b)
    for (std::size_t a = 0; a < b; ++a) {
      const std::size_t count = std::min(draws_of_chain(draws[a]), draws_of_chain(draws[b]));
      for (std::size_t i = 0; i < draws[a].chains; ++i)
        for (std::size_t k = 0; k < draws[b].chains; ++k)
          if (trace(draws[a], i, count) == trace(draws[b], k, count))
            throw InputError(inputs[b].path.string() + ": chain " + std::to_string(k) +
                             " is a chain of " + inputs[a].path.string() +
                             " too: sampler.seed must differ");
    }
}

sampling::ChainResult result_of(const Draws& draws, std::size_t parameters) {
  sampling::ChainResult result;
  result.chains = draws.chains;
  result.warmup = draws.warmup;
  for (std::size_t i = 0; i < parameters; ++i) result.parameters.push_back(draws.columns[i].name);
  const Rows position = draws.posterior.leftCols(static_cast<Eigen::Index>(parameters));
  result.position.assign(position.data(), position.data() + position.size());
  result.log_posterior = draws.log_posterior;
  result.point = draws.point;
  result.accepted.assign(draws.accepted.begin(), draws.accepted.end());
  result.acceptance_rate = draws.acceptance_rate;
  result.step_size = draws.step_size;
  return result;
}

std::vector<DataGroup> merge_chains(const std::vector<NamedScan>& inputs) {
  std::vector<Draws> draws;
  std::vector<std::size_t> points;
  for (const NamedScan& input : inputs) {
    draws.push_back(output::read_draws(input.path, input.scan.layout));
    if (draws.back().chains == 0)
      throw InputError(input.path.string() +
                       ": has no posterior, since its scan did not end. Finish it with --resume");
    points.push_back(input.scan.rows.status.size());
  }
  refuse_repeated(inputs, draws);
  const Draws all = output::side_by_side(draws, points);
  for (std::size_t i = 0; i < draws.size(); ++i)
    if (draws_of_chain(draws[i]) > draws_of_chain(all))
      log::warning(inputs[i].path.string() + ": of " + std::to_string(draws_of_chain(draws[i])) +
                   " draws of each chain the first " + std::to_string(draws_of_chain(all)) +
                   " are taken, as many as the shortest has");
  std::vector<DataGroup> result = output::inference_data(all);
  result.push_back(sampling::to_group(
      sampling::summarise(result_of(all, inputs.front().scan.layout.parameters.size()))));
  for (DataGroup& group : output::read_data_groups(
           inputs.front().path, {"observed_data", "constant_data", "not_constrained"})) {
    // axes stand in front of what has them
    std::stable_partition(group.arrays.begin(), group.arrays.end(), [](const DataArray& array) {
      return array.axes == std::vector{array.name};
    });
    result.push_back(std::move(group));
  }
  return result;
}

}  // namespace

output::PointCounts merge_files(const std::vector<fs::path>& inputs, const fs::path& output) {
  std::vector<NamedScan> scans;
  for (const fs::path& path : inputs) scans.push_back({path, output::read_scan_file(path)});
  const bool are_chains = std::all_of(scans.begin(), scans.end(), [](const NamedScan& input) {
    return kind_of(input) == Merge::chains;
  });
  const output::ScanFile merged = output::merge_scans(scans, are_chains);
  const auto groups = are_chains ? merge_chains(scans) : std::vector<DataGroup>{};
  output::ScanWriter writer(output, merged.layout, merged.rows.status.size(), /*overwrite=*/false);
  writer.append(merged.rows);
  writer.add(groups);
  writer.finish(merged.header, merged.failures, merged.provenance);
  return output::count_points(merged.rows.status);
}

}  // namespace smeftscan::scan
