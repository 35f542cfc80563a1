// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

const input::Settings& parameters_of(const SamplerJob& job) {
  if (!job.parameters || !job.parameters->is_map() || job.parameters->keys().empty())
    job.sampler.fail(
        "no free parameter. Name at least one under 'parameters', "
        "as gl_11: {range: [-2, 2], points: 81}");
  return *job.parameters;
}

std::vector<FreeName> names_in_job(const SamplerJob& job) {
  const input::Settings& parameters = parameters_of(job);
  std::vector<FreeName> result;
  for (const std::string& name : parameters.keys()) result.emplace_back(name, parameters.at(name));
  return result;
}

long long integer_option(const SamplerJob& job, const std::string& key, long long otherwise,
                         long long least, long long most) {
  if (job.sampler.is_null() || !job.sampler.has(key)) return otherwise;
  const long long value = job.sampler.at(key).integer();
  if (value < least || value > most)
    job.sampler.at(key).fail("a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most) + " is needed");
  return value;
}

ParameterSpace fit_space(const SamplerJob& job, const std::vector<KnownParameter>& known,
                         const ParameterKeys& keys) {
  const input::Settings& parameters = parameters_of(job);
  for (const std::string& name : parameters.keys())
    if (parameters.at(name).is_map())
      if (const auto prior = parameters.at(name).find("prior"); prior && !prior->is_map())
        prior->fail("a fit minimises chi-square, where a prior '" + prior->text() +
                    "' has no meaning (a Gaussian one is a constraint). Write prior: {gaussian: "
                    "[mean, sigma]}, or leave it out");
  return ParameterSpace::from(parameters, known, keys);
}

}  // namespace smeftscan::sampling
