// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/ensemble.hpp"

#include <cmath>

#include "smeftscan/base/number_text.hpp"

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

}  // namespace smeftscan::sampling
