// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <string>
#include <utility>

#include "smeftscan/base/log.hpp"
#include "smeftscan/output/scan_diff.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/driver.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/records.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

TEST_CASE("every job of the project runs, shrunk", "[mpi][scan]") {
  log::set_level(log::Level::warning);
  const parallel::MpiSession session;
  const auto folder =
      std::filesystem::temp_directory_path() / ("smeftscan_jobs_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  int jobs = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(SMEFTSCAN_SOURCE_DIR) / "jobs")) {
    if (entry.path().extension() != ".yaml") continue;
    CAPTURE(entry.path().string());
    scan::JobOptions options;
    options.output = folder / (entry.path().stem().string() + ".h5");
    const scan::Job whole = scan::read_job(entry.path(), options);
    CHECK(scan::estimate_size(whole).max_useful_ranks >= 1);
    for (const auto& parameter : whole.sampler->space())
      if (parameter.points > 0)
        options.set.emplace_back("parameters." + parameter.name + ".points", "3");
    if (whole.sampler_name == "metropolis" || whole.sampler_name == "ensemble")
      for (const auto& [key, value] : {std::pair{"steps", "20"}, {"thin", "2"}, {"warmup", "4"}})
        options.set.emplace_back("sampler." + whole.sampler_name + "." + key, value);
    scan::Job small = scan::read_job(entry.path(), options);
    CHECK(scan::run_scan(small, session) == ExitCode::complete);
    const auto file = output::read_scan_file(*options.output);
    CHECK(output::count_points(file.rows.status).failed == 0);

    // what the file says of its job is the job, from any folder
    scan::JobOptions elsewhere;
    elsewhere.output = folder / "again.h5";
    scan::Job resolved = scan::read_job_text(file.header.job_resolved, "elsewhere.yaml", elsewhere);
    CHECK(scan::run_scan(resolved, session) == ExitCode::complete);
    const auto differences =
        output::diff_files(*options.output, *elsewhere.output, {.bitwise = true});
    CHECK(differences.count == 0);
    CHECK(storage::to_text(differences.identity) == "");
    std::filesystem::remove(*elsewhere.output);
    ++jobs;
  }
  CHECK(jobs >= 3);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a scan in which too many points fail says so and keeps its file", "[mpi][scan]") {
  log::set_level(log::Level::off);
  const parallel::MpiSession session;
  const auto folder =
      std::filesystem::temp_directory_path() / ("smeftscan_failing_" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const std::string text = R"job(model: {smeft: {scale: 1 TeV}}
parameters: {phi: {range: [0, 1], points: 10}}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-4}
sampler: {grid: {}}
output: )job";
  const auto output = folder / "out.h5";
  scan::Job job = scan::read_job_text(text + output.string() + "\n", "job.yaml");
  CHECK(scan::run_scan(job, session) == ExitCode::too_many_failures);
  const auto file = output::read_scan_file(output);
  CHECK(file.rows.status[0] == static_cast<std::uint8_t>(PointStatus::ok));
  REQUIRE(file.failures.size() == 9);
  CHECK(file.failures[0].point == 1);
  CHECK(file.failures[0].solver_flag < 0);
  CHECK(std::isnan(file.rows.chi2[1]));
  CHECK_THROWS_AS(scan::check_output(output, false, false), InputError);
  CHECK_THROWS_AS(scan::check_output(folder / "nowhere" / "out.h5", true, false), InputError);
  CHECK_NOTHROW(scan::check_output(output, true, false));
  std::filesystem::remove_all(folder);
}
