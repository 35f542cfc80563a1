// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/scan/pipeline.hpp"
#include "support/catch.hpp"

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

namespace {

/// A job whose free coefficients all have this range.
std::string free_coefficients(const std::vector<std::string>& names, const std::string& range,
                              const std::string& method) {
  std::string text = "model: {smeft: {scale: 1 TeV}}\nparameters:\n";
  for (const std::string& name : names) text += "  " + name + ": {range: " + range + "}\n";
  return text + "data: paper\nlikelihood: [electroweak]\nrunning: {method: " + method +
         "}\nsampler: {best_fit: {}}\noutput: out.h5\n";
}

/// The reason for which the operator is refused, which auto gives as well.
std::string reason_against_operator(const std::vector<std::string>& names,
                                    const std::string& range) {
  const scan::Job job =
      scan::read_job_text(free_coefficients(names, range, "operator"), "job.yaml");
  std::string reason;
  try {
    const scan::Pipeline pipeline(job);
    FAIL("the operator was accepted");
  } catch (const InputError& error) {
    const std::string text = error.what();
    const std::string before = "job.yaml: running.method: ";
    const std::string behind = ". Take method: cvode";
    REQUIRE_THAT(text, Catch::StartsWith(before) && Catch::EndsWith(behind));
    reason = text.substr(before.size(), text.size() - before.size() - behind.size());
  }
  const scan::Job automatic =
      scan::read_job_text(free_coefficients(names, range, "auto"), "job.yaml");
  const scan::Pipeline pipeline(automatic);
  CHECK(pipeline.method() == scan::RunningMethod::cvode);
  CHECK(pipeline.notes() ==
        std::vector<std::string>{"running.method: auto takes cvode: " + reason});
  return reason;
}

}  // namespace

TEST_CASE(
    "a refusal of the operator names deviation, point and coefficient, and auto says why it "
    "integrates",
    "[scan]") {
  using Catch::Contains;
  CHECK_THAT(reason_against_operator({"phiD"}, "[-1e-5, 1e-5]"),
             Contains("of the largest") && Contains("at phiD = 9.") &&
                 Contains("(largest coefficient: phiD, 9."));
  CHECK_THAT(reason_against_operator({"ll_1122", "phiBox", "phiD"}, "[5e-6, 2e-5]"),
             Contains("at ll_1122 = ") && Contains("phiBox = ") && Contains("largest coefficient"));
}

TEST_CASE("an operator that nothing could be compared with is refused", "[scan]") {
  // the quartic coupling explodes at all points
  CHECK_THAT(reason_against_operator({"phi"}, "[0.5, 1]"), Catch::Contains("cannot be judged"));
  CHECK_THAT(reason_against_operator({"phi", "phiBox"}, "[2, 3]"),
             Catch::Contains("cannot be judged"));
}

TEST_CASE("ranges in which the operator holds to their corners are accepted without a word",
          "[scan]") {
  const std::vector<std::string> names{"phiD", "phiBox", "uphi_33"};
  const scan::Job job =
      scan::read_job_text(free_coefficients(names, "[-1e-8, 1e-8]", "operator"), "job.yaml");
  const scan::Pipeline pipeline(job);
  CHECK(pipeline.method() == scan::RunningMethod::evolution_operator);
  CHECK(pipeline.operator_deviation() < scan::largest_operator_deviation);
  CHECK(pipeline.sm_limit_deviation() < scan::largest_sm_limit_deviation);
  CHECK(pipeline.notes().empty());
  CHECK_THAT(reason_against_operator(names, "[-2e-7, 2e-7]"), Catch::Contains("uphi_33 = "));
}
