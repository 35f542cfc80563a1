// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "smeftscan/base/random.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

/// Where a chain would go next.
struct Proposal {
  Eigen::VectorXd walk;     ///< in walking coordinates (Prior::to_walk)
  double log_weight = 0.0;  ///< ln of the factor that the acceptance probability has beyond the
                            ///< ratio of posterior densities
  double step_size = 0.0;   ///< for the records
  bool is_typical = true;   ///< its acceptance tells of the step size; false for rare other moves
};

/// The rule by which chains move: what tells one sampler of chains from another. A move is a pure
/// function of where the chains stand, of what it learned, and of random numbers, whose indices
/// from 1 on are free for uniform, and all for normal ones.
class ChainMove {
 public:
  virtual ~ChainMove() = default;

  /// Its name in the catalogue.
  virtual std::string_view name() const = 0;
  /// What the catalogue calls a chain of it: "chains" or "walkers".
  virtual std::string_view chains_key() const { return "chains"; }
  virtual std::vector<SamplerOption> options() const { return {}; }

  /// In so many equal blocks the chains of a step move one after the other; the chains of a block
  /// know nothing of each other's move.
  virtual long long blocks() const { return 1; }

  /// `walk` is where all chains stand, [chains x parameters].
  virtual Proposal propose(const Rows& walk, long long chain, const Random& random) const = 0;

  /// After step 1, 2, ... of the warm-up, when all chains stand at `walk`. `acceptance` are the
  /// probabilities of the typical proposals of this step.
  virtual void learn(long long step, const Rows& walk, std::span<const double> acceptance);

  virtual void save(SnapshotWriter& writer) const;
  virtual void load(SnapshotReader& reader);

 protected:
  ChainMove() = default;
};

inline void ChainMove::learn(long long, const Rows&, std::span<const double>) {}
inline void ChainMove::save(SnapshotWriter&) const {}
inline void ChainMove::load(SnapshotReader&) {}

}  // namespace smeftscan::sampling
