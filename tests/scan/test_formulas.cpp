// SPDX-License-Identifier: MIT
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/scan/identity.hpp"
#include "smeftscan/scan/job.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

scan::Job read(const std::string& text,
               const std::vector<std::pair<std::string, std::string>>& set = {}) {
  scan::JobOptions options;
  options.set = set;
  return scan::read_job_text(text, "job.yaml", options);
}

std::string hash(const scan::Job& job) { return scan::identity_of(job).hash(); }

}  // namespace

TEST_CASE("what decides the rows of a model of formulas is in its identity", "[scan]") {
  const std::string job =
      "model: {formulas: {scale: M, parameters: {M: {unit: GeV, default: 1 TeV}, x: {}, y: "
      "{default: "
      "0.5, meaning: a coupling}}, derived: {b: x*y, b2: b^2}, coefficients: {ll_1122: b/M^2, "
      "ll_1133: b2/M^2}}}\n"
      "parameters: {x: {range: [0, 1], points: 3}}\n"
      "data: paper\nlikelihood: [cabibbo]\nsampler: {grid: {}}\nkeep: {derived: [b]}\n";
  const std::string before = hash(read(job));
  CHECK(hash(read(read(job).resolved())) == before);
  const auto changed = [&](const std::string& path, const std::string& value) {
    return hash(read(job, {{"model.formulas." + path, value}})) != before;
  };
  CHECK(changed("scale", "1 TeV"));
  CHECK(changed("M", "2 TeV"));
  CHECK(changed("parameters.M.default", "2 TeV"));
  CHECK(changed("parameters.y.default", "0.25"));
  CHECK(changed("derived.b2", "b^3"));
  CHECK(changed("coefficients.ll_1122", "2*b/M^2"));
  CHECK(changed("coefficients.ll_1111", "b/M^2"));
  CHECK_FALSE(changed("M", "1000"));
  CHECK_FALSE(changed("coefficients.ll_1122", "b / M^2"));
  CHECK_FALSE(changed("parameters.y.meaning", "another"));
  CHECK_FALSE(changed("parameters.y.latex", "$y$"));
  CHECK(hash(read(job, {{"keep.derived", "[b2]"}})) != before);
}
