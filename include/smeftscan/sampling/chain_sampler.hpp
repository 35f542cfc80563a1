// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/sampling/chain_move.hpp"
#include "smeftscan/sampling/chain_options.hpp"
#include "smeftscan/sampling/chain_result.hpp"
#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

/// Markov chains that go in step, so that many ranks have work: a request is one proposal of every
/// chain, or of every chain of a block. Each move has its rule in a ChainMove; all else is here.
///
/// Step 0 is the start: from the prior, or around starting points with a spread of a hundredth of
/// the prior's width, in turn. A chain that finds no answer there draws again at the next step.
/// Step s of block b is request s * blocks + b, of chains / blocks points: numbers of points
/// follow. Random numbers have the address (seed, chain, step).
///
/// A proposal outside of the ranges counts as a point, status `outside`, and is not accepted.
class ChainSampler final : public Sampler {
 public:
  /// `chains` is a multiple of the blocks of `move`.
  ChainSampler(ParameterSpace space, ChainOptions options, std::unique_ptr<ChainMove> move);

  Request ask() override;
  Rows points(long long first, long long count) const override;
  bool learns() const override { return true; }
  void follow(const Request& request, const Rows& points) override;
  PointStatus known_status(long long point) const override;
  /// Throws InputError if the warm-up ends and some chain has found no point with an answer.
  void tell(long long first, std::span<const double> log_likelihood) override;
  std::string snapshot() const override;
  void restore(std::string_view snapshot) override;
  long long total() const override;
  long long largest_request() const override { return options_.chains / move_->blocks(); }
  const ParameterSpace& space() const override { return space_; }
  std::int64_t seed() const override { return options_.seed; }
  std::vector<SamplerOption> options() const override;
  const ChainResult* posterior() const override { return &result_; }
  std::vector<DataGroup> results() const override;

 private:
  struct Chain {
    double log_posterior;
    std::int64_t point;  ///< where it stands; -1 before it has found an answer
    // of its last proposal:
    double acceptance, step_size;
    std::int64_t accepted, is_typical;
  };

  long long step() const { return request_ / move_->blocks(); }
  long long first_chain() const { return request_ % move_->blocks() * largest_request(); }
  bool started(long long chain) const;
  Eigen::VectorXd start(long long chain, const Random& random) const;
  Eigen::VectorXd position_of(const Proposal& proposal) const;
  double log_density(const Chain& chain, std::span<const double> position) const;
  void judge(long long index);
  void end_step();
  void record();
  bool enough() const;

  ParameterSpace space_;
  ChainOptions options_;
  std::unique_ptr<ChainMove> move_;

  long long request_ = 0;  ///< number of the request that is open, or comes next
  bool done_ = false;
  std::vector<Chain> chains_;
  Rows position_;  ///< [chains x parameters], in the units of the model
  Rows walk_;      ///< the same in walking coordinates
  ChainResult result_;

  Request open_;  ///< the points of the request that is open
  Rows points_;   ///< their coordinates
  std::vector<Proposal> proposals_;
  std::vector<double> log_likelihood_;  ///< NaN where not yet told
  long long missing_ = 0;
};

}  // namespace smeftscan::sampling
