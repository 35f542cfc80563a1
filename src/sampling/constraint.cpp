// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/constraint.hpp"

#include <algorithm>
#include <cmath>

namespace smeftscan::sampling {

bool is_constrained(const ParameterSpace& space) {
  return std::any_of(space.begin(), space.end(),
                     [](const FreeParameter& p) { return p.prior.kind == Prior::Kind::gaussian; });
}

double constraint_chi2(const ParameterSpace& space, std::span<const double> coordinates) {
  double sum = 0.0;
  for (std::size_t i = 0; i < space.size(); ++i) {
    const Prior& prior = space[i].prior;
    if (prior.kind == Prior::Kind::gaussian)
      sum += std::pow((coordinates[i] - prior.mean) / prior.sigma, 2);
  }
  return sum;
}

std::vector<double> chi_squares(std::span<const double> log_likelihood) {
  std::vector<double> result(log_likelihood.size());
  std::transform(log_likelihood.begin(), log_likelihood.end(), result.begin(),
                 [](double l) { return -2.0 * l; });
  return result;
}

std::vector<double> constrained_chi_squares(const ParameterSpace& space, const Rows& points,
                                            std::span<const double> log_likelihood) {
  std::vector<double> result = chi_squares(log_likelihood);
  if (!is_constrained(space)) return result;
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] +=
        constraint_chi2(space, {points.row(static_cast<Eigen::Index>(i)).data(), space.size()});
  return result;
}

}  // namespace smeftscan::sampling
