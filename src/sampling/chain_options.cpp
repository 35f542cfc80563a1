// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/chain_options.hpp"

#include <algorithm>

#include "smeftscan/base/number_text.hpp"

namespace smeftscan::sampling {

namespace {

/// Steps times chains: above, a mistake in the job is more likely than the wish.
constexpr long long largest_count = 1'000'000'000;

long long count(const input::Settings& block, const std::string& key, long long otherwise,
                long long lowest) {
  const auto found = block.find(key);
  if (!found) return otherwise;
  const long long value = found->integer();
  if (value < lowest || value > largest_count)
    found->fail(key + " must lie between " + std::to_string(lowest) + " and 1e9");
  return value;
}

/// One row a starting point, in the order of the parameters; `file` is where they are from, if they
/// are.
Rows start_rows(const input::Settings& start, const ParameterSpace& space,
                const PointReader& read_points, std::filesystem::path& file) {
  const auto columns = static_cast<Eigen::Index>(space.size());
  Rows rows(1, columns);
  if (start.is_map()) {
    start.refuse_unknown(space.names());
    for (std::size_t i = 0; i < space.size(); ++i)
      rows(0, static_cast<Eigen::Index>(i)) = start.at(space[i].name).quantity(space[i].unit);
  } else {
    const PointTable table = read_points(start, PointUse::starts, false);
    file = table.file;
    rows.resize(table.rows.rows(), columns);
    for (std::size_t i = 0; i < space.size(); ++i) {
      const auto found = std::find(table.names.begin(), table.names.end(), space[i].name);
      if (found == table.names.end())
        start.fail("the list of starting points has no column '" + space[i].name + "'");
      rows.col(static_cast<Eigen::Index>(i)) = table.rows.col(found - table.names.begin());
    }
  }
  for (Eigen::Index row = 0; row < rows.rows(); ++row)
    if (!space.contains({rows.row(row).data(), space.size()}))
      start.fail("starting point " + std::to_string(row + 1) +
                 " lies outside of the ranges. Widen them or move the point");
  return rows;
}

/// The one starting point of a map, as YAML on one line.
std::string as_map(const Rows& point, const ParameterSpace& space) {
  std::string result;
  for (std::size_t i = 0; i < space.size(); ++i)
    result += (i == 0 ? "{" : ", ") + space[i].name + ": " +
              yaml_number(point(0, static_cast<Eigen::Index>(i)));
  return result + "}";
}

}  // namespace

std::vector<std::string> chain_option_keys(const std::string& chains) {
  return {chains, "steps", "warmup", "thin", "seed", "ess", "start"};
}

ChainOptions read_chain_options(const input::Settings& block, const std::string& chains,
                                ChainOptions defaults, const ParameterSpace& space,
                                const PointReader& read_points) {
  ChainOptions result = std::move(defaults);
  if (block.is_null()) return result;
  result.chains = count(block, chains, result.chains, 1);
  result.steps = count(block, "steps", result.steps, 1);
  result.warmup = count(block, "warmup", result.steps / 2, 0);
  result.thin = count(block, "thin", result.thin, 1);
  result.seed = count(block, "seed", result.seed, 0);
  if (result.chains * (result.steps + result.warmup) > largest_count)
    block.fail("more than 1e9 points. Use fewer steps");
  if (result.thin > result.steps)
    block.at("thin").fail("no draw is left (thin is above steps). Use more steps");
  if (const auto ess = block.find("ess")) {
    result.ess = ess->number();
    if (result.ess < 0.0) ess->fail("an effective sample size is not below 0");
  }
  const auto start = block.find("start");
  if (start && !(start->is_scalar() && start->text() == "prior")) {
    std::filesystem::path file;
    result.start_points = start_rows(*start, space, read_points, file);
    result.start = start->is_map() ? as_map(result.start_points, space) : yaml_path(file);
  }
  return result;
}

std::vector<SamplerOption> describe(const ChainOptions& options, const std::string& chains) {
  return {
      {chains, std::to_string(options.chains), "that go in step"},
      {"steps", std::to_string(options.steps), "of each after the warm-up"},
      {"warmup", std::to_string(options.warmup), "steps before, no part of the posterior"},
      {"thin", std::to_string(options.thin), "of so many steps one is kept as a draw"},
      {"seed", std::to_string(options.seed), "of the random numbers"},
      {"ess", yaml_number(options.ess),
       "stop early at this effective sample size, bulk and tail, and R-hat below 1.01; 0: never"},
      {"start", options.start, "prior | {parameter: value, ...} | points.csv | earlier.h5",
       options.start_points.rows() > 0 ? &options.start_points : nullptr},
  };
}

}  // namespace smeftscan::sampling
