// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/sampling/sampler.hpp"

namespace smeftscan::sampling {

/// A sampler whose requests are a pure function of its options and of all answers so far. So its
/// snapshot is these answers (8 bytes a point), and to restore it is to replay them: whatever state
/// a derived class has comes back to the bit, without a line of its own.
///
/// A derived class says what it wants next and learns the answers of a whole request at once, in
/// the order of its points, however they were told.
class ReplaySampler : public Sampler {
 public:
  Request ask() final;
  Rows points(long long first, long long count) const final;
  bool learns() const final { return true; }
  void follow(const Request& request, const Rows& points) final;
  void tell(long long first, std::span<const double> log_likelihood) final;
  std::string snapshot() const final;
  void restore(std::string_view snapshot) final;
  long long total() const final { return -1; }
  const ParameterSpace& space() const final { return space_; }

  /// Points asked for so far.
  long long evaluations() const { return request_.first + request_.count; }

 protected:
  /// `name` is that of the catalogue.
  ReplaySampler(std::string name, ParameterSpace space);

  /// The points of the next request, one column a free parameter, inside the ranges; no row when
  /// it has finished. The first of them gets the global number `first`.
  virtual Rows next(long long first) = 0;
  /// The log-likelihoods of these points; minus infinity where there is no answer, never NaN.
  virtual void learn(std::span<const double> log_likelihood) = 0;

 private:
  /// Name, ranges and options as text: what must be the same before and after a restart.
  std::string identity() const;
  void complete();

  std::string name_;
  ParameterSpace space_;
  Request request_;
  Rows points_;
  std::vector<double> answers_;  ///< of the request
  std::vector<bool> told_;
  long long missing_ = 0;
  std::vector<double> history_;  ///< answers of all completed requests
};

}  // namespace smeftscan::sampling
