// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <string>

#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/driver.hpp"

using namespace smeftscan;

namespace {

std::string job_text(const std::filesystem::path& output) {
  return R"job(model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}
parameters:
  gl_11: {range: [-2, 2], points: 13}
  gl_22: {range: [0, 3], points: 7}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-4}
sampler: {grid: {}}
keep: {predictions: ["R(Vus)"], coefficients: [lq1_2223]}
output: )job" +
         output.string() + "\n";
}

}  // namespace

TEST_CASE("a scan's file has the rows that one thread computes, on any ranks and threads",
          "[mpi][scan]") {
  const parallel::MpiSession session;
  const std::string folder = session.broadcast(
      (std::filesystem::temp_directory_path() / ("smeftscan_ranks_" + std::to_string(getpid())))
          .string());
  if (session.is_root()) std::filesystem::create_directories(folder);
  session.barrier();
  for (const int threads : {1, 2}) {
    const auto output = std::filesystem::path(folder) / ("out" + std::to_string(threads) + ".h5");
    scan::Job job = scan::read_job_text(job_text(output), "job.yaml");
    REQUIRE(scan::run_scan(job, session, {.threads = threads}) == ExitCode::complete);
    if (!session.is_root()) continue;
    const output::ScanFile file = output::read_scan_file(output);
    const scan::Job again = scan::read_job_text(job_text(output), "job.yaml");
    const scan::Pipeline pipeline(again);
    const Rows rows = scan::Batch(pipeline, *again.sampler, 1).compute(0, 91);
    REQUIRE(file.rows.chi2.size() == 91);
    const auto same = [](double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; };
    for (std::size_t i = 0; i < 91; ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      CHECK(file.rows.status[i] == static_cast<std::uint8_t>(PointStatus::ok));
      CHECK(same(file.rows.chi2[i], rows(row, scan::RowLayout::chi_square)));
      CHECK(same(file.rows.chi2_group(row, 0), rows(row, scan::RowLayout::first_group)));
      for (std::size_t k = 0; k < 3; ++k)
        CHECK(same(file.rows.kept(row, static_cast<Eigen::Index>(k)),
                   rows(row, scan::RowLayout::first_group + 1 + static_cast<int>(k))));
    }
    CHECK(file.header.state == "complete");
    CHECK(file.failures.empty());
  }
  session.barrier();
  if (session.is_root()) std::filesystem::remove_all(folder);
}
