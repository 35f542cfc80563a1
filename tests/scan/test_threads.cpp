// SPDX-License-Identifier: MIT
// The OpenMP threads of a rank; tests/thread/run.sh runs these tests under ThreadSanitizer.
#include <cmath>
#include <cstring>
#include <string>

#include "smeftscan/scan/batch.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

std::string grid(const std::string& running, const std::string& likelihood = "[cabibbo]") {
  return R"job(model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}
parameters:
  gl_11: {range: [-2, 2], points: 4}
  gl_22: {range: [0, 3], points: 3}
data: paper
sampler: {grid: {}}
keep: {predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_2223]}
output: out.h5
)job" + ("running: {" + running + "}\nlikelihood: " + likelihood + "\n");
}

/// Some points get their answer from a second attempt, one has none.
const std::string partly_sick = R"job(model: {smeft: {scale: 1 TeV, ll_1122: 1e-7}}
parameters: {phi: {range: [1e-10, 1e-2], points: 12, spacing: log}}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-4, max_steps: 12}
sampler: {grid: {}}
run: {on_failure: retry}
output: out.h5
)job";

void check_same(const Rows& some, const Rows& others) {
  REQUIRE(some.rows() == others.rows());
  for (Eigen::Index i = 0; i < some.rows(); ++i)
    for (Eigen::Index j = 0; j < some.cols(); ++j) {
      CAPTURE(i, j);
      const double a = some(i, j);
      const double b = others(i, j);
      REQUIRE(((std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0));
    }
}

}  // namespace

TEST_CASE("rows do not depend on how many points are computed at once, or on threads",
          "[scan][threads]") {
  const std::string text =
      GENERATE(grid("rtol: 1e-6"), grid("rtol: 1e-4, integrator: bdf"),
               grid("rtol: 1e-4, sm_boundary: converged"), grid("method: leading-log"),
               grid("method: operator, rtol: 1e-4",
                    "[cabibbo, electroweak, lepton_universality, trident, bsll]"),
               partly_sick);
  CAPTURE(text);
  const scan::Job job = scan::read_job_text(text, "job.yaml");
  const scan::Pipeline pipeline(job);
  scan::Batch one(pipeline, *job.sampler, 1);
  scan::Batch four(pipeline, *job.sampler, 4);
  const Rows all = one.compute(0, 12);
  check_same(all, four.compute(0, 12));
  check_same(all.middleRows(3, 7), four.compute(3, 7));
  CHECK(four.figures().groups == 2 + 2);
}

TEST_CASE("an error on several threads at once reaches the caller as one", "[scan][threads]") {
  const scan::Job job = scan::read_job_text(grid("method: leading-log"), "job.yaml");
  const scan::Pipeline pipeline(job);
  scan::Batch batch(pipeline, *job.sampler, 4);
  CHECK_THROWS_AS(batch.compute(0, 400), ContractError);  // the scan has 12 points
  check_same(batch.compute(0, 12), scan::Batch(pipeline, *job.sampler, 1).compute(0, 12));
}
