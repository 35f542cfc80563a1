// SPDX-License-Identifier: MIT
#include "smeftscan/scan/coverage.hpp"

#include <algorithm>

#include "smeftscan/base/error.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;

namespace {

using Names = std::vector<std::string>;

std::string text_of(const std::string& model, const std::string& parameters,
                    const std::string& likelihood, const std::string& more = "") {
  return "model: " + model + "\nparameters: " + parameters +
         "\ndata: current\nlikelihood: " + likelihood + "\n" + more + "\noutput: out.h5\n";
}

scan::NotConstrained unseen(const std::string& text) {
  const scan::Job job = scan::read_job_text(text, "job.yaml");
  const scan::Pipeline pipeline(job);
  return scan::not_constrained(pipeline, scan::coefficient_sizes(job));
}

Names blind(const scan::NotConstrained& found) {
  Names names;
  for (const auto& [coefficient, size] : found.blind) names.push_back(coefficient);
  std::sort(names.begin(), names.end());
  return names;
}

const std::string fit = "sampler: {best_fit: {starts: 4}}";

}  // namespace

TEST_CASE("A parameter that no chosen observable sees is named, by every way of running",
          "[scan]") {
  const std::string method = GENERATE(as<std::string>{}, "cvode", "operator", "leading-log");
  const auto found = unseen(text_of(
      "{smeft: {scale: 1 TeV}}",
      "{G: {range: [-1e-8, 1e-8]}, ll_1221: {range: [-1e-8, 1e-8]}, eB_12: {range: [-1e-8, 1e-8]}}",
      "[cabibbo]", fit + "\nrunning: {method: " + method + "}"));
  CHECK(found.insensitive == Names{"G", "eB_12"});
  CHECK(blind(found) == Names{"G", "eB_12"});
}

TEST_CASE("A parameter that matters only where another does is seen", "[scan]") {
  const auto found = unseen(text_of("{z_prime: {mass: 1 TeV}}",
                                    "{gl_11: {range: [0, 1]}, gl_22: {range: [0, 1]}, "
                                    "gl_33: {range: [0, 1e-3]}}",
                                    "[cabibbo]", fit + "\nrunning: {method: operator}"));
  CHECK(found.insensitive == Names{"gl_33"});
}

TEST_CASE("Blind coefficients have the size of the worst corner", "[scan]") {
  const auto found = unseen(text_of("{z_prime: {mass: 1 TeV}}",
                                    "{gl_22: {range: [-1, 2]}, gq_12: {range: [-0.2, 0.3]}}",
                                    "[electroweak]", fit + "\nrunning: {method: operator}"));
  const auto place = std::find_if(found.blind.begin(), found.blind.end(),
                                  [](const auto& row) { return row.coefficient == "qq1_1212"; });
  REQUIRE(place != found.blind.end());
  CHECK(place->size == Approx(0.5e-6 * 0.09));
}

TEST_CASE("Flat directions of the reports are named where nothing measures them", "[scan]") {
  // dipole, mixing of K and D, conversion of muons, the top's Yukawa coupling
  for (const char* const name :
       {"eB_12", "qq1_1212", "uu_1212", "qd1_1212", "lq1_1211", "uphi_33"}) {
    CAPTURE(name);
    const auto found = unseen(
        text_of("{smeft: {scale: 1 TeV}}", std::string("{") + name + ": {range: [-1e-6, 1e-6]}}",
                "[electroweak, trident, lep_contact]", fit + "\nrunning: {method: operator}"));
    CHECK(found.insensitive == Names{name});
    CHECK(blind(found) == Names{name});
  }
}

TEST_CASE("Operators that the formulas of a group neglect are named with the groups", "[scan]") {
  const auto refusal = [](const std::string& parameters, const std::string& likelihood) {
    const scan::Job job = scan::read_job_text(
        text_of("{smeft: {scale: 1 TeV}}", parameters, likelihood, fit), "job.yaml");
    return scan::neglected(job.measurements, job.groups, scan::coefficient_sizes(job));
  };
  CHECK_THAT(refusal("{ledq_1111: {range: [0, 1e-6]}, ll_1221: {range: [0, 1e-6]}}",
                     "[cabibbo, lepton_universality, trident]"),
             Contains("cabibbo, lepton_universality neglect ledq_1111 (1e-06 GeV^-2)") &&
                 Contains("[all, -cabibbo, -lepton_universality]"));
  CHECK_THAT(refusal("{phiud_12: {range: [0, 2e-12]}}", "[cabibbo, trident]"),
             Contains("cabibbo neglect phiud_12") && Contains("[all, -cabibbo]"));
  CHECK(refusal("{phiud_12: {range: [0, 1e-12]}}", "[cabibbo, trident]").empty());
  CHECK(refusal("{lequ1_1111: {range: [0, 1e-6]}}", "[trident]").empty());
}
