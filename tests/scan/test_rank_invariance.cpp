// SPDX-License-Identifier: MIT
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <string>

#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/driver.hpp"
#include "smeftscan/storage/journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;

namespace {

/// Of a grid of 7 x columns points.
std::string job_text(const std::filesystem::path& output, int columns) {
  return R"job(model: {z_prime: {mass: 1 TeV, gl_33: -1.8, gq_23: -2e-4}}
parameters:
  gl_11: {range: [-2, 2], points: )job" +
         std::to_string(columns) + R"job(}
  gl_22: {range: [0, 3], points: 7}
data: paper
likelihood: [cabibbo]
running: {rtol: 1e-4}
sampler: {grid: {}}
keep: {predictions: ["R(Vus)"], coefficients: [lq1_2223]}
output: )job" +
         output.string() + "\n";
}

/// A folder that all ranks share, of the session's length of life.
class Folder {
 public:
  explicit Folder(const parallel::MpiSession& session)
      : session_(session),
        path_(session.broadcast((std::filesystem::temp_directory_path() /
                                 ("smeftscan_ranks_" + std::to_string(getpid())))
                                    .string())) {
    if (session.is_root()) std::filesystem::create_directories(path_);
    session.barrier();
  }
  ~Folder() {
    session_.barrier();
    std::error_code error;
    if (session_.is_root()) std::filesystem::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  const parallel::MpiSession& session_;
  std::filesystem::path path_;
};

/// Whether the file is complete and has, to the bit, the rows that one thread computes.
void check_file(const std::filesystem::path& output, int columns) {
  const output::ScanFile file = output::read_scan_file(output);
  const scan::Job job = scan::read_job_text(job_text(output, columns), "job.yaml");
  const int points = 7 * columns;
  const scan::Pipeline pipeline(job);
  const Rows rows = scan::Batch(pipeline, *job.sampler, 1).compute(0, points);
  REQUIRE(file.rows.chi2.size() == static_cast<std::size_t>(points));
  const scan::RowLayout layout(job);
  const auto same = [](double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; };
  for (std::size_t i = 0; i < file.rows.chi2.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    CHECK(file.rows.status[i] == static_cast<std::uint8_t>(PointStatus::ok));
    CHECK(same(file.rows.chi2[i], layout.chi_square(rows, row)));
    CHECK(same(file.rows.chi2_group(row, 0), rows(row, scan::RowLayout::first_group)));
    for (std::size_t k = 0; k < 3; ++k)
      CHECK(same(file.rows.kept(row, static_cast<Eigen::Index>(k)),
                 rows(row, scan::RowLayout::first_group + 1 + static_cast<int>(k))));
  }
  CHECK(file.header.state == "complete");
  CHECK(file.failures.empty());
}

}  // namespace

TEST_CASE("a scan's file has the rows that one thread computes, on any ranks, threads and writers",
          "[mpi][scan]") {
  const parallel::MpiSession session;
  const Folder folder(session);
  for (const int threads : {1, 2}) {
    for (const int ranks_per_writer : {64, 3, 1}) {
      const auto output =
          folder / ("out" + std::to_string(10 * threads + ranks_per_writer) + ".h5");
      scan::Job job = scan::read_job_text(job_text(output, 13), "job.yaml");
      REQUIRE(scan::run_scan(job, session,
                             {.threads = threads, .ranks_per_writer = ranks_per_writer}) ==
              ExitCode::complete);
      if (session.is_root()) check_file(output, 13);
      CHECK_FALSE(std::filesystem::exists(storage::journal_folder(output)));
    }
  }
}

TEST_CASE("rank 0 alone reads what predictions are made of", "[mpi][scan]") {
  const parallel::MpiSession session;
  const Folder folder(session);
  const auto output = folder / "out.h5";
  scan::Job job = scan::read_job_text(job_text(output, 5), "job.yaml");
  if (!session.is_root()) {
    REQUIRE(job.data.input_files.erase("low_energy") == 1);
    CHECK_THROWS_AS(scan::make_predictor(job), InputError);
  }
  REQUIRE(scan::run_scan(job, session, {.threads = 1}) == ExitCode::complete);
  if (session.is_root()) check_file(output, 5);
}

TEST_CASE("lives with one writer and with several go on with each other", "[mpi][scan]") {
  const parallel::MpiSession session;
  const Folder folder(session);
  const auto output = folder / "out.h5";
  constexpr int columns = 39;
  const auto live = [&](std::optional<double> wall_time, int ranks_per_writer) {
    scan::Job job = scan::read_job_text(job_text(output, columns), "job.yaml");
    job.wall_time = wall_time;
    return scan::run_scan(job, session,
                          {.resume = true, .threads = 1, .ranks_per_writer = ranks_per_writer});
  };
  // The time is up at once, but every worker gives the rows of its first range. Where all lead,
  // nobody works unasked.
  const bool works = session.size() > 3;
  for (const int ranks_per_writer : {3, 64, 2, 1}) {
    REQUIRE(live(0.0, ranks_per_writer) == ExitCode::stopped_early);
    if (!session.is_root() || !works) continue;
    const auto journal = storage::journal_folder(output);
    const auto rows = storage::read_journal(journal, storage::read_manifest(journal), {}).rows;
    CHECK(rows > 0);
    CHECK(rows < 7 * columns);
  }
  if (session.is_root() && works) {
    const auto files = storage::journal_files(storage::journal_folder(output));
    CHECK(
        std::any_of(files.begin(), files.end(), [](const auto& file) { return file.writer > 0; }));
  }
  REQUIRE(live(std::nullopt, 3) == ExitCode::complete);
  if (session.is_root()) check_file(output, columns);
}
