// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <string>

#include "smeftscan/scan/pipeline.hpp"

using namespace smeftscan;

namespace {

std::string job_text(const std::string& method) {
  return R"job(model: {z_prime: {mass: 1 TeV, gq_23: -2e-4}}
parameters:
  gl_11: {range: [-3, 3], points: 3}
  gl_22: {range: [-3, 3], points: 3}
  gl_33: {range: [-3, 3], points: 3}
data: paper
likelihood: [cabibbo, electroweak, lepton_universality, trident]
running: {rtol: 1e-10, method: )job" +
         method + "}\nsampler: {grid: {}}\noutput: out.h5\n";
}

double total(const scan::GroupResult& result, int lane) {
  double sum = 0.0;
  for (const Lanes& chi2 : result.chi_square) sum += chi2[lane];
  return sum;
}

}  // namespace

TEST_CASE("the operator gives chi-square of a thousand random Z' points as the integration does",
          "[scan]") {
  const scan::Job exact_job = scan::read_job_text(job_text("cvode"), "job.yaml");
  const scan::Job fast_job = scan::read_job_text(job_text("operator"), "job.yaml");
  const scan::Pipeline exact(exact_job);
  const scan::Pipeline fast(fast_job);
  REQUIRE(fast.method() == scan::RunningMethod::evolution_operator);
  scan::Pipeline::Workspace exact_space(exact);
  scan::Pipeline::Workspace fast_space(fast);
  std::mt19937_64 dice(20240503);
  std::uniform_real_distribution<double> coupling(-3.0, 3.0);
  double largest = 0.0;
  for (int group_number = 0; group_number < 125; ++group_number) {
    scan::Group group;
    group.count = Lanes::count;
    for (auto& parameters : group.parameters) {
      const double values[]{coupling(dice), coupling(dice), coupling(dice)};
      parameters = exact_job.model.parameters(values);
    }
    const scan::GroupResult& integrated = exact.evaluate(group, exact_space);
    const scan::GroupResult& product = fast.evaluate(group, fast_space);
    for (int lane = 0; lane < Lanes::count; ++lane) {
      const auto k = static_cast<std::size_t>(lane);
      REQUIRE(integrated.outcome[k].status == PointStatus::ok);
      REQUIRE(product.outcome[k].status == PointStatus::ok);
      const double chi2 = total(integrated, lane);
      largest = std::max(largest, std::abs(total(product, lane) - chi2) / std::max(1.0, chi2));
    }
  }
  CAPTURE(largest);
  CHECK(largest < 1e-6);
}
