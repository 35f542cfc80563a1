// SPDX-License-Identifier: MIT
#include "bench/best_of.hpp"

#include <cstdio>
#include <string>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/input/settings.hpp"

namespace smeftscan::bench {
namespace {

/// Why a run did not take place; null if it did. Google Benchmark 1.8 gave these members new names.
template <class Run>
const std::string* problem_of(const Run& run) {
  if constexpr (requires { run.error_occurred; })
    return run.error_occurred ? &run.error_message : nullptr;
  else
    return run.skipped ? &run.skip_message : nullptr;
}

}  // namespace

std::map<std::string, Beside> read_beside() {
  const char* registers = simd::width == 8 ? "avx512" : "avx2";
  std::map<std::string, Beside> result;
  const std::string file = std::string(SMEFTSCAN_SOURCE_DIR) + "/tests/bench/beside.yaml";
  for (const auto& [name, entry] : input::Settings::from_file(file).entries()) {
    Beside& beside = result[name];
    if (const auto floor = entry.find("floor")) beside.floor = floor->at(registers).number();
    if (const auto peer = entry.find("peer")) {
      beside.peer = peer->at("time").number();
      beside.program = peer->at("program").text();
    }
  }
  return result;
}

bool BestOf::ReportContext(const Context&) {
  std::printf("%d doubles a register; fastest repetition; one core\n\n", simd::width);
  std::printf("%-44s %12s %10s %9s %9s %12s %9s %9s\n", "", "us / point", "points / s", "rtol",
              "error", "evaluations", "floor, us", "peer, us");
  return true;
}

void BestOf::ReportRuns(const std::vector<Run>& repetitions) {
  const Run* fastest = nullptr;
  for (const Run& run : repetitions) {
    if (run.run_type != Run::RT_Iteration) continue;
    if (const std::string* problem = problem_of(run)) {
      std::printf("%-44s %s\n", run.run_name.function_name.c_str(), problem->c_str());
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
  else
    std::printf("%33s", "");
  if (const auto found = beside_.find(fastest->run_name.function_name); found != beside_.end()) {
    const Beside& beside = found->second;
    if (beside.floor > 0.0)
      std::printf(" %9.4g", beside.floor);
    else
      std::printf("%10s", "");
    if (beside.peer > 0.0) std::printf(" %9.4g %s", beside.peer, beside.program.c_str());
  }
  std::printf("\n");
  std::fflush(stdout);
}

}  // namespace smeftscan::bench
