// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/sampling/point_list.hpp"
#include "smeftscan/sampling/sampler.hpp"

/// The samplers that a job can name, as a table.
namespace smeftscan::sampling {

/// What a job says about its sampler: the block under `sampler: {name: block}`, and the
/// `parameters:` map if there is one.
struct SamplerJob {
  input::Settings sampler;
  std::optional<input::Settings> parameters;
  PointReader read_points;
};

/// A free parameter's name and the place in the job that made it free, for messages.
using FreeName = std::pair<std::string, input::Settings>;

/// What `smeftscan merge` can put together of lists of points: the points, or chains of several
/// seeds; nothing where results belong to all points of one scan.
enum class Merge { rows, chains, nothing };

struct SamplerRow {
  std::string_view name;
  std::string_view description;
  std::vector<std::string> options;  ///< keys of the sampler's own block
  ParameterKeys parameter_keys;      ///< keys of each parameter
  std::vector<FreeName> (*free_names)(const SamplerJob& job);
  std::unique_ptr<Sampler> (*make)(const SamplerJob& job, const std::vector<KnownParameter>& known);
  Merge merge = Merge::nothing;
};

const std::vector<SamplerRow>& samplers();

/// The free parameters of a job, in their order. Needs no model, so it comes before the model is
/// made. `sampler` is the job's `sampler:` map with exactly one entry.
std::vector<FreeName> free_names(const input::Settings& sampler,
                                 const std::optional<input::Settings>& parameters,
                                 const PointReader& read_points = read_csv_only);

/// The sampler of a job; `known` are the parameters of its model. Throws InputError with the place
/// in the job (or in the point list).
std::unique_ptr<Sampler> make_sampler(const input::Settings& sampler,
                                      const std::optional<input::Settings>& parameters,
                                      const std::vector<KnownParameter>& known,
                                      const PointReader& read_points = read_csv_only);

}  // namespace smeftscan::sampling
