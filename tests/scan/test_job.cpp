// SPDX-License-Identifier: MIT
#include "smeftscan/scan/job.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/scan/file_layout.hpp"
#include "smeftscan/scan/identity.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using Catch::Contains;

namespace {

const std::string good = R"job(model:
  z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}
parameters:
  gl_11: {range: [-2, 2], points: 5}
  gl_22: {range: [0, 3], points: 4}
data: paper
likelihood: [cabibbo]
running: {method: cvode, integrator: bdf, rtol: 1e-6}
sampler:
  grid: {}
keep: {predictions: ["R(Vus)"], coefficients: [ll_1221, lq1_2223]}
output: out.h5
)job";

std::string replaced(const std::string& from, const std::string& to) {
  std::string text = good;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a job says what is scanned and how", "[scan]") {
  const scan::Job job = scan::read_job_text(good, "job.yaml");
  CHECK(job.sampler->total() == 20);
  CHECK(job.sampler->space().names() == std::vector<std::string>{"gl_11", "gl_22"});
  CHECK(job.running.integrator.method == rge::Method::bdf);
  CHECK(job.running.integrator.rtol == 1e-6);
  CHECK(job.running.sm_boundary == scan::SmBoundary::sm_limit);
  CHECK(job.groups == std::vector<std::string>{"cabibbo"});
  CHECK(job.keep.coefficients.size() == 2);
  CHECK(job.max_failed == 0.01);
  CHECK(job.output == "out.h5");
}

TEST_CASE("a resolved job reads back as the same job", "[scan]") {
  const std::string resolved = scan::read_job_text(good, "job.yaml").resolved();
  CHECK(scan::read_job_text(resolved, "resolved.yaml").resolved() == resolved);
  CHECK_THAT(resolved, Contains("sm_boundary: sm-limit") && Contains("gq_12: 0"));
}

TEST_CASE("a job of WCxf files is made again from what one rank has read", "[scan]") {
  const auto folder = std::filesystem::temp_directory_path() / "smeftscan_test_scan_wcxf_job";
  std::filesystem::create_directories(folder);
  const auto write = [&](const std::string& name, const std::string& values) {
    std::ofstream(folder / name) << "eft: SMEFT\nbasis: Warsaw\nscale: 1000\nvalues: " << values;
  };
  write("a.yaml", "{ll_1221: 1.0e-8}\n");
  write("b.yaml", "{lq3_1112: {Re: 1.0e-9, Im: 2.0e-9}, ll_1221: 0}\n");
  std::string text = replaced("grid: {}", "point_list: {wcxf: [" + folder.string() + "]}");
  text.erase(text.find("parameters:"), text.find("data:") - text.find("parameters:"));
  text.replace(text.find("z_prime"), text.find('}') + 1 - text.find("z_prime"), "smeft: {}");
  const scan::Job job = scan::read_job_text(text, "job.yaml");
  const std::string packed = scan::pack(job);
  std::filesystem::remove_all(folder);  // other ranks open no file
  const scan::Job again = scan::unpack_job(packed, {});
  for (const scan::Job* made : {&job, &again}) {
    CHECK(made->sampler->space().names() ==
          std::vector<std::string>{"scale", "ll_1221", "lq3_1112", "lq3_1112.im"});
    const Rows points = made->sampler->points(0, 2);
    CHECK(points.row(0) == Eigen::RowVector4d(1000.0, 1e-8, 0.0, 0.0));
    CHECK(points.row(1) == Eigen::RowVector4d(1000.0, 0.0, 1e-9, 2e-9));
    CHECK(scan::file_layout(*made).sources == std::vector<std::string>{"a.yaml", "b.yaml"});
  }
  CHECK(again.resolved() == job.resolved());
}

TEST_CASE("a fit of one parameter at a time is another scan, and reads back as itself", "[scan]") {
  std::string text = replaced("grid: {}", "best_fit: {}");
  for (const std::string points : {", points: 5", ", points: 4"})
    text.erase(text.find(points), points.size());
  const auto hash = [](const std::string& job, const std::string& key, const std::string& value) {
    scan::JobOptions options;
    options.set = {{"sampler.best_fit." + key, value}};
    return scan::identity_of(scan::read_job_text(job, "job.yaml", options)).hash();
  };
  const std::string alone = hash(text, "one_at_a_time", "true");
  CHECK(alone != hash(text, "one_at_a_time", "false"));
  scan::JobOptions options;
  options.set = {{"sampler.best_fit.one_at_a_time", "true"}};
  const std::string resolved = scan::read_job_text(text, "job.yaml", options).resolved();
  CHECK(hash(resolved, "starts", "20") == alone);
  CHECK(hash(resolved, "starts", "7") != alone);
}

TEST_CASE("kept predictions are named by their labels, or by maps", "[scan]") {
  const auto kept = [](const std::string& list) {
    return scan::read_job_text(replaced("[\"R(Vus)\"]", list), "job.yaml").keep.predictions;
  };
  const auto label = kept(R"(["<P5p>(B0->K*mumu)[4,6]", "R_sigma(ee->ee)[200,-0.5,0.25]"])");
  REQUIRE(label.size() == 2);
  CHECK(label[0].arguments ==
        std::vector<std::pair<std::string, double>>{{"q2min", 4.0}, {"q2max", 6.0}});
  CHECK(label[1].arguments.size() == 3);
  const auto map = kept("[{name: <P5p>(B0->K*mumu), q2max: 6, q2min: 4}]");
  CHECK(map.front() == label.front());
  for (const auto* list :
       {"[\"<P5p>(B0->K*mumu)\"]", "[\"<P5p>(B0->K*mumu)[4]\"]", "[\"R(Vus)[4,6]\"]",
        "[{name: <P5p>(B0->K*mumu), q2min: 4}]", "[{name: R(Vus), q2min: 4}]"})
    CHECK_THROWS_WITH(kept(list), Contains("job.yaml:11: keep.predictions[0]"));
}

TEST_CASE("a job that writes nothing needs no output", "[scan]") {
  const scan::Job job = scan::read_job_text(replaced("output: out.h5\n", ""), "job.yaml");
  CHECK(job.output.empty());
  CHECK_THAT(job.resolved(), !Contains("output"));
}

TEST_CASE("--set changes one value of a job and its text", "[scan]") {
  scan::JobOptions options;
  options.set = {{"model.z_prime.gl_33", "0"}, {"parameters.gl_11.points", "2"}};
  const scan::Job job = scan::read_job_text(good, "job.yaml", options);
  CHECK(job.sampler->total() == 8);
  CHECK_THAT(job.resolved(), Contains("gl_33: 0"));
  CHECK(scan::read_job_text(job.text, "job.yaml").sampler->total() == 8);
}

TEST_CASE("a job without a likelihood has that of its data set", "[scan]") {
  const auto groups = [](const std::string& set, const std::string& likelihood) {
    std::string text = replaced("likelihood: [cabibbo]\n", likelihood);
    text.replace(text.find("data: paper"), 11, "data: " + set);
    return scan::read_job_text(text, "job.yaml").groups;
  };
  const std::vector<std::string> paper{"cabibbo", "electroweak", "lepton_universality", "trident",
                                       "bsll"};
  for (const char* const set : {"paper", "paper-full", "reference", "reference-2022"})
    CHECK(groups(set, "") == paper);
  const std::vector<std::string> all{"cabibbo",     "electroweak", "lepton_universality", "trident",
                                     "lep_contact", "bsll",        "meson_mixing"};
  CHECK(groups("paper", "likelihood: all\n") == all);
  std::vector<std::string> current = groups("current", "");
  CHECK(current.size() > all.size());
  CHECK(groups("current", "likelihood: all\n") == current);
  std::erase(current, "bsll");
  std::erase(current, "trident");
  CHECK(groups("current", "likelihood: [all, -bsll, -trident]\n") == current);
}

TEST_CASE("what is wrong in a job is named with file, line and key", "[scan]") {
  struct Row {
    const char* from;
    const char* to;
    const char* line;
    const char* part;
  };
  const Row row = GENERATE(
      Row{"likelihood:", "likelyhood:", ":7", "Did you mean 'likelihood'"},
      Row{"[cabibbo]", "[cabbibo]", ":7", "cabbibo"}, Row{"[cabibbo]", "[]", ":7", "no group"},
      Row{"[cabibbo]", "[cabibbo, cabibbo]", ":7", "twice"},
      Row{"[cabibbo]", "[cabibo]", ":7", "Did you mean 'cabibbo'"},
      Row{"[cabibbo]", "[all, -tridents]", ":7", "Did you mean 'trident'"},
      Row{"method: cvode", "method: euler", ":8", "euler"},
      Row{"integrator: bdf", "integrator: rk4", ":8", "rk4"},
      Row{"rtol: 1e-6", "rtol: 1", ":8", "rtol"}, Row{"rtol: 1e-6", "rtol: .nan", ":8", "rtol"},
      Row{"R(Vus)", "R(Vud)", ":11", "R(Vud)"}, Row{"ll_1221", "ll_2112", ":11", "ll_1221"},
      Row{"lq1_2223", "lq1_2229", ":11", "lq1_2229"}, Row{"out.h5", "out.txt", ":12", ".h5"},
      Row{"z_prime:", "zprime:", ":2", "z_prime"}, Row{"mass: 1 TeV, ", "", ":2", "mass"},
      Row{"mass: 1 TeV", "mass: 0", ":2", "mass"}, Row{"mass: 1 TeV", "mass: 50 GeV", ":2", "mass"},
      Row{"gl_33", "gl_44", ":2", "gl_44"}, Row{"gl_33: -1.8", "gl_11: -1.8", ":4", "gl_11"},
      Row{"[-2, 2]", "[2, -2]", ":4", "range"}, Row{"[-2, 2]", "[-2, .inf]", ":4", "range"},
      Row{"points: 5", "points: 0", ":4", "points"},
      Row{"points: 5", "points: 010", ":4", "points"},
      Row{"points: 5", "points: 1000000000000", ":4", "points"},
      Row{"points: 5", "prior: flat, points: 5", ":4", "prior"},
      Row{"grid: {}", "grid: {seed: 1}", ":10", "seed"},
      Row{"grid: {}", "lattice: {}", ":10", "lattice"},
      Row{"data: paper", "data: papers", ":6", "papers"});
  CAPTURE(row.from, row.to);
  try {
    scan::read_job_text(replaced(row.from, row.to), "job.yaml");
    FAIL("the job was accepted");
  } catch (const InputError& error) {
    CHECK(error.code() == ExitCode::bad_input);
    CHECK_THAT(error.what(), Contains(std::string("job.yaml") + row.line));
    CHECK_THAT(error.what(), Contains(row.part));
  }
}

TEST_CASE("sizes are read with their unit", "[scan]") {
  CHECK(scan::parse_bytes("100 GB") == 1e11);
  CHECK(scan::parse_bytes("5") == 5.0);
  CHECK_FALSE(scan::parse_bytes("much").has_value());
  CHECK_FALSE(scan::parse_bytes("-1 GB").has_value());
  CHECK_FALSE(scan::parse_bytes("1 GB more").has_value());
}
