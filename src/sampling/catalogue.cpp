// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/catalogue.hpp"

#include <algorithm>
#include <filesystem>

#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/sampling/chain_sampler.hpp"
#include "smeftscan/sampling/ensemble.hpp"
#include "smeftscan/sampling/grid.hpp"
#include "smeftscan/sampling/metropolis.hpp"
#include "smeftscan/sampling/nested.hpp"
#include "smeftscan/sampling/one_at_a_time.hpp"
#include "smeftscan/sampling/point_list.hpp"
#include "smeftscan/sampling/profile.hpp"

namespace smeftscan::sampling {

namespace {

const ParameterKeys grid_keys{{"range", "points"}, {"spacing"}};
const ParameterKeys chain_keys{{"range"}, {"prior"}};
const ParameterKeys best_fit_keys{{"range"}, {"prior"}};
const ParameterKeys one_at_a_time_keys{{"range"}, {}};
const ParameterKeys profile_keys{{"range"}, {"points", "spacing", "prior"}};
const ParameterKeys nested_keys{{"range"}, {"prior"}};
const ParameterKeys point_list_keys{{"range"}, {}};

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

/// The option minimum_over of a grid: names of axes, not of all.
std::vector<std::size_t> places_of_minimised(const SamplerJob& job, const ParameterSpace& space) {
  std::vector<std::size_t> result;
  if (job.sampler.is_null() || !job.sampler.has("minimum_over")) return result;
  const input::Settings names = job.sampler.at("minimum_over");
  if (!names.is_sequence() || names.size() == 0)
    names.fail("a list of parameters is needed, as [gl_33]");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string name = names.at(i).text();
    const auto place = space.find(name);
    if (!place) names.at(i).fail("'" + name + "' is not a free parameter");
    if (std::find(result.begin(), result.end(), *place) != result.end())
      names.at(i).fail("'" + name + "' is named twice");
    result.push_back(*place);
  }
  if (result.size() == space.size())
    names.fail("an axis must be left. To minimise over all parameters use the sampler best_fit");
  std::sort(result.begin(), result.end());
  return result;
}

std::unique_ptr<Sampler> make_grid(const SamplerJob& job,
                                   const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, grid_keys);
  double points = 1.0;
  for (const FreeParameter& parameter : space) points *= static_cast<double>(parameter.points);
  if (points > largest_grid)
    job.parameters->fail("the grid has more than 1e11 points. Use fewer points an axis");
  std::vector<std::size_t> minimised = places_of_minimised(job, space);
  return std::make_unique<Grid>(std::move(space), std::move(minimised));
}

bool ignores_columns(const SamplerJob& job) {
  const auto ignore = job.sampler.find("ignore_columns");
  return ignore && ignore->boolean();
}

/// The option that names the points: a file, or files of coefficients.
input::Settings list_option(const SamplerJob& job) {
  const auto wcxf = job.sampler.find("wcxf");
  if (!wcxf) return job.sampler.at("file");
  for (const char* const key : {"file", "ignore_columns"})
    if (job.sampler.has(key)) job.sampler.at(key).fail("does not go with wcxf. Leave one out");
  return *wcxf;
}

PointTable read_list(const SamplerJob& job) {
  const PointUse use = job.sampler.has("wcxf") ? PointUse::wcxf : PointUse::list;
  return job.read_points(list_option(job), use, ignores_columns(job));
}

std::vector<FreeName> names_in_list(const SamplerJob& job) {
  std::vector<FreeName> result;
  const PointTable table = read_list(job);
  for (const std::string& name : table.names) {
    const auto place = job.parameters ? job.parameters->find(name) : std::nullopt;
    result.emplace_back(name, place ? *place : list_option(job));
  }
  return result;
}

std::unique_ptr<Sampler> make_point_list(const SamplerJob& job,
                                         const std::vector<KnownParameter>& known) {
  PointTable table = read_list(job);
  const ParameterSpace ranges = job.parameters
                                    ? ParameterSpace::from(*job.parameters, known, point_list_keys)
                                    : ParameterSpace({});
  for (const FreeParameter& parameter : ranges)
    if (std::find(table.names.begin(), table.names.end(), parameter.name) == table.names.end())
      job.parameters->at(parameter.name).fail("the list of points has no column of this name");

  std::vector<FreeParameter> columns;
  for (const std::string& name : table.names) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const KnownParameter& k) { return k.name == name; });
    if (found == known.end())
      list_option(job).fail("the list has a column '" + name +
                            "' that is not a parameter of the model. Rename it, or pass such "
                            "columns over with ignore_columns: true");
    const auto range = ranges.find(name);
    columns.push_back(range ? ranges[*range]
                            : FreeParameter{.name = name,
                                            .unit = found->unit,
                                            .lower = -infinity,
                                            .upper = infinity,
                                            .meaning = found->meaning});
  }
  return std::make_unique<PointList>(ParameterSpace(std::move(columns)), std::move(table),
                                     ignores_columns(job));
}

std::unique_ptr<Sampler> make_metropolis(const SamplerJob& job,
                                         const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, chain_keys);
  ChainOptions options = read_chain_options(job.sampler, "chains", {}, space, job.read_points);
  auto move = std::make_unique<Metropolis>(space);
  return std::make_unique<ChainSampler>(std::move(space), std::move(options), std::move(move));
}

std::unique_ptr<Sampler> make_ensemble(const SamplerJob& job,
                                       const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, chain_keys);
  const ChainOptions defaults{
      .chains = std::max(64LL, smallest_ensemble(space.size())), .steps = 2000, .warmup = 1000};
  ChainOptions options =
      read_chain_options(job.sampler, "walkers", defaults, space, job.read_points);
  if (options.chains % 2 != 0 || options.chains < smallest_ensemble(space.size()))
    job.sampler.at("walkers").fail("an ensemble has an even number of walkers, at least " +
                                   std::to_string(smallest_ensemble(space.size())) + " in " +
                                   std::to_string(space.size()) + " dimensions");
  double fraction = 0.5;
  if (const auto option = job.sampler.find("differential_evolution")) {
    fraction = option->number();
    if (fraction < 0.0 || fraction > 1.0) option->fail("a fraction lies between 0 and 1");
  }
  return std::make_unique<ChainSampler>(std::move(space), std::move(options),
                                        std::make_unique<Ensemble>(fraction));
}

std::vector<std::string> ensemble_options() {
  std::vector<std::string> keys = chain_option_keys("walkers");
  keys.emplace_back("differential_evolution");
  return keys;
}

/// An integer option of a sampler's block, which may be empty.
long long integer_option(const SamplerJob& job, const std::string& key, long long otherwise,
                         long long least, long long most = 1000000000) {
  if (job.sampler.is_null() || !job.sampler.has(key)) return otherwise;
  const long long value = job.sampler.at(key).integer();
  if (value < least || value > most)
    job.sampler.at(key).fail("a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most) + " is needed");
  return value;
}

/// The parameters of a fit, which has no priors but Gaussian ones: constraints.
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

/// Each parameter alone: the others stand at the defaults of the model.
std::unique_ptr<Sampler> make_one_at_a_time(const SamplerJob& job,
                                            const std::vector<KnownParameter>& known) {
  for (const char* const key : {"seed", "minos"})
    if (job.sampler.has(key))
      job.sampler.at(key).fail("one_at_a_time has no use for it. Leave it out");
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, one_at_a_time_keys);
  std::vector<double> defaults;
  for (const FreeParameter& parameter : space) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const KnownParameter& k) {
      return k.name == parameter.name;
    });
    if (!found->default_value)
      job.parameters->at(parameter.name)
          .fail("'" + parameter.name +
                "' has no default at which it could stand while other parameters are fitted one at "
                "a time. Fix it under 'model'");
    defaults.push_back(*found->default_value);
  }
  const long long starts = integer_option(job, "starts", BestFitOptions().starts, 1, 1000000);
  return std::make_unique<OneAtATime>(std::move(space), std::move(defaults), starts);
}

std::unique_ptr<Sampler> make_best_fit(const SamplerJob& job,
                                       const std::vector<KnownParameter>& known) {
  if (!job.sampler.is_null())
    if (const auto alone = job.sampler.find("one_at_a_time"); alone && alone->boolean())
      return make_one_at_a_time(job, known);
  BestFitOptions options;
  options.starts = integer_option(job, "starts", options.starts, 1, 1000000);
  options.seed = integer_option(job, "seed", options.seed, 0);
  if (!job.sampler.is_null() && job.sampler.has("minos"))
    options.minos = job.sampler.at("minos").boolean();
  return std::make_unique<BestFit>(fit_space(job, known, best_fit_keys), options);
}

std::unique_ptr<Sampler> make_profile(const SamplerJob& job,
                                      const std::vector<KnownParameter>& known) {
  ProfileOptions options;
  options.starts = integer_option(job, "starts", options.starts, 1, 10000);
  options.seed = integer_option(job, "seed", options.seed, 0);
  ParameterSpace space = fit_space(job, known, profile_keys);
  double grid = 1.0;
  std::size_t axes = 0;
  for (const FreeParameter& parameter : space) {
    if (parameter.points == 0) continue;
    grid *= static_cast<double>(parameter.points);
    ++axes;
  }
  if (axes == 0)
    job.parameters->fail(
        "a profile needs an axis: a parameter with 'points'. "
        "To minimise over all parameters use the sampler best_fit");
  if (axes == space.size())
    job.parameters->fail(
        "a profile minimises the parameters without 'points', and there is none. "
        "Use the sampler grid, or take 'points' from one of them");
  if (grid > largest_profile)
    job.parameters->fail("the grid of the profile has more than 1e7 points. Use fewer an axis");
  return std::make_unique<Profile>(std::move(space), options);
}

std::unique_ptr<Sampler> make_nested(const SamplerJob& job,
                                     const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, nested_keys);
  NestedOptions options;
  const auto least = std::max(fewest_live_points, static_cast<long long>(2 * space.size()));
  options.live = integer_option(job, "live", std::max(options.live, least), least, 1000000);
  options.batch = integer_option(job, "batch", std::max(options.live / 4, 1LL), 1, options.live);
  options.seed = integer_option(job, "seed", options.seed, 0);
  if (!job.sampler.is_null() && job.sampler.has("tolerance")) {
    options.tolerance = job.sampler.at("tolerance").number();
    if (!(options.tolerance > 0.0)) job.sampler.at("tolerance").fail("it must be above 0");
  }
  return std::make_unique<Nested>(std::move(space), options);
}

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
  static const std::vector<SamplerRow> table{
      {"grid",
       "regular grid, every point once; or of some axes the minimum alone",
       {"minimum_over"},
       grid_keys,
       &names_in_job,
       &make_grid},
      {"point_list",
       "the points of a CSV file or of an earlier scan, in its order; or WCxf files as points",
       {"file", "ignore_columns", "wcxf"},
       point_list_keys,
       &names_in_list,
       &make_point_list,
       Merge::rows},
      {"metropolis", "adaptive Metropolis chains", chain_option_keys("chains"), chain_keys,
       &names_in_job, &make_metropolis, Merge::chains},
      {"ensemble", "affine-invariant ensemble: stretch and differential-evolution moves",
       ensemble_options(), chain_keys, &names_in_job, &make_ensemble, Merge::chains},
      {"best_fit",
       "best fit from many starts, with Hessian and asymmetric errors; or of each parameter alone",
       {"starts", "seed", "minos", "one_at_a_time"},
       best_fit_keys,
       &names_in_job,
       &make_best_fit},
      {"profile",
       "grid of the parameters with points, minimised over the others",
       {"starts", "seed"},
       profile_keys,
       &names_in_job,
       &make_profile},
      {"nested",
       "nested sampling: evidence and posterior",
       {"live", "batch", "tolerance", "seed"},
       nested_keys,
       &names_in_job,
       &make_nested},
  };
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
