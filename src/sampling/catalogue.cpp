// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/catalogue.hpp"

#include <algorithm>

#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/sampling/ensemble.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/metropolis.hpp"
#include "smeftscan/sampling/nested.hpp"
#include "smeftscan/sampling/point_list.hpp"
#include "smeftscan/sampling/profile.hpp"

namespace smeftscan::sampling {

namespace {

/// The row that the `sampler:` map names; its own block must have no other key than its options.
const SamplerRow& chosen(const input::Settings& sampler) {
  std::vector<std::string> known;
  for (const SamplerRow& row : samplers()) known.emplace_back(row.name);
  if (!sampler.is_map() || sampler.keys().size() != 1)
    sampler.fail("exactly one sampler is needed. Write sampler: {grid: {}}");
  sampler.refuse_unknown(known);
  const std::string name = sampler.keys().front();
  const auto row = std::find_if(samplers().begin(), samplers().end(),
                                [&](const SamplerRow& r) { return r.name == name; });
  const input::Settings block = sampler.at(name);
  if (!block.is_null()) block.refuse_unknown(row->options);
  return *row;
}

}  // namespace

const std::vector<SamplerRow>& samplers() {
  static const std::vector<SamplerRow> table{grid_row(),     point_list_row(), metropolis_row(),
                                             ensemble_row(), best_fit_row(),   profile_row(),
                                             nested_row()};
  return table;
}

std::vector<FreeName> free_names(const input::Settings& sampler,
                                 const std::optional<input::Settings>& parameters,
                                 const PointReader& read_points) {
  const SamplerRow& row = chosen(sampler);
  return row.free_names({sampler.at(row.name), parameters, read_points});
}

std::unique_ptr<Sampler> make_sampler(const input::Settings& sampler,
                                      const std::optional<input::Settings>& parameters,
                                      const std::vector<KnownParameter>& known,
                                      const PointReader& read_points) {
  const SamplerRow& row = chosen(sampler);
  return row.make({sampler.at(row.name), parameters, read_points}, known);
}

}  // namespace smeftscan::sampling
