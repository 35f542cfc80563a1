// SPDX-License-Identifier: MIT
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>

namespace smeftscan::bench {

/// What is known of a benchmark's time from elsewhere, microseconds per scan point; 0: nothing.
struct Beside {
  double floor = 0.0;  ///< what the processor needs at least
  double peer = 0.0;   ///< what the best other program takes
  std::string program;
};

/// By name of the benchmark, from beside.yaml, the floors for this build's registers.
std::map<std::string, Beside> read_beside();

/// Prints one line a benchmark: the fastest of its repetitions, in microseconds per scan point, and
/// what the benchmark says about its accuracy (counters `points`, `rtol`, `error`, `evaluations`),
/// with the floor and the best peer beside it.
///
/// The fastest, because whatever else a machine does only makes a repetition slower.
class BestOf final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& repetitions) override;

 private:
  std::map<std::string, Beside> beside_ = read_beside();
};

}  // namespace smeftscan::bench
