// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::scan {

/// What a job will cost; where its sampler alone knows how many points it takes, a thousand of
/// them.
struct Estimate {
  long long points = 0;       ///< -1 where the sampler stops when it has enough
  double memory_bytes = 0.0;  ///< of a rank
  double file_bytes = 0.0;    ///< before compression
  double seconds = 0.0;       ///< on one core, from one timed group of points
  double rate = 0.0;          ///< bytes of rows in a second of one core, from the same group
  /// Cores, in ranks of one thread: one for each group of eight that is asked for at once. Where
  /// the rate is known, no more than make run: {max_rate}; nor, of a sampler that learns, than one
  /// writer takes.
  long long max_useful_ranks = 0;
};

/// Sizes alone; `seconds` is 0. Throws InputError if the file would exceed run: {max_file}.
Estimate estimate_size(const Job& job);
/// Sizes, and the time that one group of the job's points takes.
Estimate estimate_cost(const Pipeline& pipeline);

/// Throws InputError if the rows of so many cores, as far as they have work, would be more than
/// run: {max_rate}.
void refuse_rate(const Job& job, const Estimate& cost, long long cores);

}  // namespace smeftscan::scan
