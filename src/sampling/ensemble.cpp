// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/ensemble.hpp"

#include <cmath>

#include "smeftscan/base/number_text.hpp"
#include "smeftscan/sampling/chain_sampler.hpp"

namespace smeftscan::sampling {

namespace {

/// Indices of uniform numbers.
enum Choice : std::uint64_t { move = 1, first_partner, second_partner, length };

constexpr double largest_stretch = 2.0;
constexpr double whole_differences = 0.1;
/// Relative noise on a difference, without which a sum of them would stay on a lattice.
constexpr double blur = 1e-5;

Proposal stretch(const Eigen::VectorXd& here, const Eigen::VectorXd& partner,
                 const Random& random) {
  // z from 1/a to a with density 1/sqrt(z)
  const double root = 1.0 + (largest_stretch - 1.0) * random.uniform(length);
  const double z = root * root / largest_stretch;
  return {.walk = partner + z * (here - partner),
          .log_weight = static_cast<double>(here.size() - 1) * std::log(z),
          .step_size = z};
}

Proposal differ(const Eigen::VectorXd& here, const Eigen::VectorXd& from, const Eigen::VectorXd& to,
                const Random& random) {
  const double fraction = random.uniform(length) < whole_differences
                              ? 1.0
                              : 2.38 / std::sqrt(2.0 * static_cast<double>(here.size()));
  return {.walk = here + fraction * (1.0 + blur * random.normal(0)) * (to - from),
          .step_size = fraction};
}

}  // namespace

Proposal Ensemble::propose(const Rows& walk, long long chain, const Random& random) const {
  const long long half = walk.rows() / 2;
  const long long others = chain < half ? half : 0;
  const auto count = static_cast<std::uint64_t>(half);
  const auto partner = [&](std::uint64_t k) -> Eigen::VectorXd {
    return walk.row(others + static_cast<long long>(k % count)).transpose();
  };
  const Eigen::VectorXd here = walk.row(chain).transpose();
  const std::uint64_t first = random.below(count, first_partner);
  if (random.uniform(move) >= differential_evolution_) return stretch(here, partner(first), random);
  // an other one: 1 to count - 1 places further
  const std::uint64_t second = first + 1 + random.below(count - 1, second_partner);
  return differ(here, partner(first), partner(second), random);
}

std::vector<SamplerOption> Ensemble::options() const {
  return {{"differential_evolution", yaml_number(differential_evolution_),
           "fraction of these moves, the others are stretch moves"}};
}

namespace {

const ParameterKeys ensemble_keys{{"range"}, {"prior"}};

std::unique_ptr<Sampler> make_ensemble(const SamplerJob& job,
                                       const std::vector<KnownParameter>& known) {
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, ensemble_keys);
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

}  // namespace

SamplerRow ensemble_row() {
  return {"ensemble",         "affine-invariant ensemble: stretch and differential-evolution moves",
          ensemble_options(), ensemble_keys,
          &make_ensemble,     &names_in_job,
          Merge::chains};
}

}  // namespace smeftscan::sampling
