// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/sampling/chain_move.hpp"
#include "smeftscan/sampling/sampler_row.hpp"

namespace smeftscan::sampling {

/// An ensemble of walkers in two halves; a half moves with the help of where the other one stands,
/// so that nothing has to be tuned and linear changes of coordinates do not matter.
///
/// A stretch move goes along the line to one walker of the other half (Goodman and Weare, Comm.
/// App. Math. Comp. Sci. 5, 65 (2010), a = 2), a differential-evolution move along the difference
/// of two of them (ter Braak, Stat. Comput. 16, 239 (2006), with 2.38/sqrt(2 d) of it, and all of
/// it one time in ten to jump between modes), as in emcee (Foreman-Mackey et al., PASP 125, 306
/// (2013)).
class Ensemble final : public ChainMove {
 public:
  /// `differential_evolution` is the fraction of these moves.
  explicit Ensemble(double differential_evolution = 0.5)
      : differential_evolution_(differential_evolution) {}

  std::string_view name() const override { return "ensemble"; }
  std::string_view chains_key() const override { return "walkers"; }
  std::vector<SamplerOption> options() const override;
  long long blocks() const override { return 2; }
  Proposal propose(const Rows& walk, long long chain, const Random& random) const override;

 private:
  double differential_evolution_;
};

/// The least number of walkers in d dimensions: each half spans the space.
inline long long smallest_ensemble(std::size_t dimension) {
  return 2 * (static_cast<long long>(dimension) + 2);
}

SamplerRow ensemble_row();

}  // namespace smeftscan::sampling
