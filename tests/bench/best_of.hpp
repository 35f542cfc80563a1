// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

namespace smeftscan::bench {

/// Prints one line a benchmark: the fastest of its repetitions, in microseconds per scan point, and
/// what the benchmark says about its accuracy (counters `points`, `rtol`, `error`, `evaluations`).
///
/// The fastest, because whatever else a machine does only makes a repetition slower.
class BestOf final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& repetitions) override;
};

}  // namespace smeftscan::bench
