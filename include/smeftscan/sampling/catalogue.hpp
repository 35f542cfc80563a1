// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "smeftscan/sampling/sampler_row.hpp"

/// The samplers that a job can name, as a table.
namespace smeftscan::sampling {

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
