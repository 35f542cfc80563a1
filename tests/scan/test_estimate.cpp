// SPDX-License-Identifier: MIT
#include "smeftscan/scan/estimate.hpp"

#include <algorithm>
#include <string>

#include "smeftscan/parallel/capacity.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

/// A grid of so many points, or chains, with what more stands in the job.
scan::Job job(long long points, const std::string& more, const std::string& sampler = "grid: {}") {
  const std::string axis = sampler == "grid: {}" ? ", points: " + std::to_string(points) : "";
  return scan::read_job_text(
      "model: {z_prime: {mass: 1 TeV, gl_33: -1.8}}\n"
      "parameters: {gl_11: {range: [-2, 2]" +
          axis +
          "}}\n"
          "data: paper\nlikelihood: [cabibbo]\nrunning: {rtol: 1e-4}\n"
          "sampler: {" +
          sampler + "}\noutput: out.h5\n" + more,
      "job.yaml");
}

/// A core that writes 72 bytes every 10 microseconds.
constexpr scan::Estimate fast{.rate = 7.2e6, .max_useful_ranks = 12'500};

}  // namespace

TEST_CASE("rows that no file system takes are refused, with the ranks that it would take",
          "[scan]") {
  const scan::Job large = job(100'000'000, "");
  CHECK(large.max_rate == 9e10);
  CHECK_NOTHROW(refuse_rate(large, fast, 12'500));
  try {
    refuse_rate(large, fast, 100'000);
    FAIL("720 GB/s");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    const std::string text = error.what();
    CHECK(text.find("720 GB/s") != std::string::npos);
    CHECK(text.find("max_rate: 90 GB/s") != std::string::npos);
    CHECK(text.find("at most 12500") != std::string::npos);
  }
  CHECK_NOTHROW(refuse_rate(job(100'000'000, "run: {max_rate: 1 TB/s}"), fast, 100'000));
}

TEST_CASE("ranks without work write nothing", "[scan]") {
  CHECK_NOTHROW(refuse_rate(job(8 * 12'500, ""), fast, 100'000));
  CHECK_THROWS_AS(refuse_rate(job(8 * 12'501, ""), fast, 100'000), InputError);
}

TEST_CASE("the useful ranks are those that have work and whose rows are taken", "[scan]") {
  const scan::Job small = job(800, "");
  const scan::Estimate cost = estimate_cost(scan::Pipeline(small));
  CHECK(cost.rate > 0.0);
  CHECK(cost.max_useful_ranks == 100);

  const scan::Job slow_disk = job(800, "run: {max_rate: 1 B/s}");
  CHECK(estimate_cost(scan::Pipeline(slow_disk)).max_useful_ranks == 1);

  // one rank writes what others have to learn from
  scan::Job chains = job(0, "", "metropolis: {chains: 8000, steps: 10, seed: 1}");
  chains.running.method = scan::RunningMethod::leading_log;
  CHECK(estimate_size(chains).max_useful_ranks == 1000);
  const scan::Estimate of_chains = estimate_cost(scan::Pipeline(chains));
  CHECK(
      of_chains.max_useful_ranks ==
      std::clamp(static_cast<long long>(parallel::writer_capacity / of_chains.rate), 1LL, 1000LL));
}
