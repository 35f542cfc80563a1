// SPDX-License-Identifier: MIT
#include "bench/best_of.hpp"

#include <cstdio>
#include <string>

#include "smeftscan/base/lanes.hpp"

namespace smeftscan::bench {

bool BestOf::ReportContext(const Context&) {
  std::printf("%d doubles a register; fastest repetition; one core\n\n", simd::width);
  std::printf("%-44s %12s %10s %9s %9s %12s\n", "", "us / point", "points / s", "rtol", "error",
              "evaluations");
  return true;
}

void BestOf::ReportRuns(const std::vector<Run>& repetitions) {
  const Run* fastest = nullptr;
  for (const Run& run : repetitions) {
    if (run.run_type != Run::RT_Iteration) continue;
    if (run.error_occurred) {
      std::printf("%-44s %s\n", run.run_name.function_name.c_str(), run.error_message.c_str());
      std::fflush(stdout);
      return;
    }
    const double seconds = run.real_accumulated_time / static_cast<double>(run.iterations);
    if (fastest == nullptr ||
        seconds < fastest->real_accumulated_time / static_cast<double>(fastest->iterations))
      fastest = &run;
  }
  if (fastest == nullptr) return;  // a report of aggregates
  const auto counter = [&](const char* name) {
    const auto found = fastest->counters.find(name);
    return found == fastest->counters.end() ? 0.0 : found->second.value;
  };
  const double seconds =
      fastest->real_accumulated_time / static_cast<double>(fastest->iterations) / counter("points");
  std::printf("%-44s %12.4g %10.4g", fastest->run_name.function_name.c_str(), 1e6 * seconds,
              1.0 / seconds);
  if (counter("rtol") > 0.0)
    std::printf(" %9.1e %9.1e %12.0f", counter("rtol"), counter("error"), counter("evaluations"));
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace smeftscan::bench
