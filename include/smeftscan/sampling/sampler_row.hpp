// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/sampling/point_table.hpp"
#include "smeftscan/sampling/sampler.hpp"

/// What the catalogue knows of a sampler: the row that stands in the sampler's own file, and what
/// such rows are made of.
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
  std::unique_ptr<Sampler> (*make)(const SamplerJob& job, const std::vector<KnownParameter>& known);
  std::vector<FreeName> (*free_names)(const SamplerJob& job);  ///< names_in_job() of most
  Merge merge = Merge::nothing;
};

/// The `parameters:` map, which must name one at least.
const input::Settings& parameters_of(const SamplerJob& job);
/// Its names.
std::vector<FreeName> names_in_job(const SamplerJob& job);

/// An integer option of a sampler's block, which may be empty. Throws InputError with its place
/// for a number below `least` or above `most`.
long long integer_option(const SamplerJob& job, const std::string& key, long long otherwise,
                         long long least, long long most = 1000000000);

/// The parameters of a fit, which has no priors but Gaussian ones: constraints.
ParameterSpace fit_space(const SamplerJob& job, const std::vector<KnownParameter>& known,
                         const ParameterKeys& keys);

}  // namespace smeftscan::sampling
