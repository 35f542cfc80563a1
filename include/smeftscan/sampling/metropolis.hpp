// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/sampling/chain_move.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// Random-walk Metropolis steps from a normal distribution that is learned in the warm-up and
/// frozen afterwards, so that the draws have the right distribution.
///
/// Its covariance is that of all chains' past (Haario, Saksman and Tamminen, Bernoulli 7, 223
/// (2001); pooled over chains as Craiu, Rosenthal and Yang, JASA 104, 1454 (2009)): the mean over
/// steps t with weights that rise as t^2, so that the way from the start is forgotten. Its scale
/// goes to the acceptance rate 0.234 + 0.206/d in d dimensions (Roberts and Rosenthal, Statist.
/// Sci. 16, 351 (2001): 0.44 for one, 0.234 for many) by Robbins-Monro steps t^-0.6. One proposal
/// in twenty is a small one, a tenth of the prior's width, as Roberts and Rosenthal, J. Comput.
/// Graph. Stat. 18, 349 (2009), have it.
class Metropolis final : public ChainMove {
 public:
  explicit Metropolis(const ParameterSpace& space);

  std::string_view name() const override { return "metropolis"; }
  Proposal propose(const Rows& walk, long long chain, const Random& random) const override;
  void learn(long long step, const Rows& walk, std::span<const double> acceptance) override;
  void save(SnapshotWriter& writer) const override;
  void load(SnapshotReader& reader) override;

 private:
  void factorise(long long learned);

  Eigen::VectorXd width_;  ///< of the priors
  double log_scale_;
  long long learned_ = 0;  ///< steps
  Eigen::VectorXd mean_;
  Eigen::MatrixXd covariance_;
  Eigen::MatrixXd factor_;  ///< lower triangular, times its transpose the covariance in use
};

SamplerRow metropolis_row();

}  // namespace smeftscan::sampling
