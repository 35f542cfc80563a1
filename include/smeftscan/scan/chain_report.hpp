// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

#include "smeftscan/sampling/diagnostics.hpp"
#include "smeftscan/sampling/findings.hpp"

namespace smeftscan::scan {

/// Tells people on stderr how well the chains of a sampler mix: on the way whenever the draws have
/// doubled, every ten seconds at most, and at the end; and, at the end, what any sampler has found.
/// Rank 0 only.
class ChainReport {
 public:
  /// `sampler` must outlive the report.
  explicit ChainReport(const sampling::Findings& sampler) : sampler_(sampler) {}

  /// To be called after every round.
  void update();
  /// The sampler's remarks. Warns of chains that have not converged, or have fewer effective draws
  /// than the job wants.
  void finish() const;

  /// "chains: 5000 draws of 8, R-hat 1.005, 488 effective draws, acceptance 0.31"
  static std::string line(const sampling::ChainResult& chains,
                          const sampling::ChainSummary& summary);

 private:
  using Clock = std::chrono::steady_clock;

  /// The chains, if they are long enough for diagnostics; else null.
  const sampling::ChainResult* chains() const;

  const sampling::Findings& sampler_;
  std::size_t next_ = 0;  ///< draws
  Clock::time_point last_ = Clock::now();
};

}  // namespace smeftscan::scan
