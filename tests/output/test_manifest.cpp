// SPDX-License-Identifier: MIT
#include "smeftscan/output/manifest.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "output/sample_journal.hpp"

using namespace smeftscan;
using namespace smeftscan::output;
namespace fs = std::filesystem;

TEST_CASE("the manifest comes back as it was written") {
  const Folder folder;
  fs::create_directory(folder.journal());
  write_manifest(folder.journal(), sample_manifest());
  const Manifest manifest = read_manifest(folder.journal());
  CHECK(manifest.job == sample_manifest().job);
  CHECK(manifest.job_resolved == sample_manifest().job_resolved);
  CHECK(manifest.job_sha256 == "ab12");
  CHECK(manifest.data_sha256 == "cd34");
  CHECK(manifest.seed == 7);
  CHECK(manifest.points_total == 1000000);
  CHECK(manifest.columns == sample_manifest().columns);
}

TEST_CASE("what is no journal is bad input") {
  const Folder folder;
  CHECK(outcome_of([&] { read_manifest(folder.journal()); }).code == ExitCode::bad_input);
  fs::create_directory(folder.journal());
  const std::string good = [&] {
    write_manifest(folder.journal(), sample_manifest());
    return bytes_of(folder.journal() / "manifest.json");
  }();
  for (const std::string& bytes :
       {std::string(), std::string("{"), std::string("{}"), std::string("[1]"),
        std::string("{\"a\": 1} 2"), std::string("{\"a\": \"\\u12"), good.substr(0, 200),
        std::string("\x89HDF\r\n\x1a\n")}) {
    put(folder.journal() / "manifest.json", bytes);
    CHECK(outcome_of([&] { read_manifest(folder.journal()); }).code == ExitCode::bad_input);
  }
}

TEST_CASE("the difference of two jobs is short and names whole keys") {
  const Manifest old = sample_manifest();
  Manifest now = old;
  now.job_sha256 = "ef56";
  now.job_resolved = "running:\n  rtol: 1.0e-08  # said otherwise\nsampler:\n  grid: {}\n";
  CHECK(difference(old, now).empty());

  now.job_resolved = "running:\n  rtol: 1.0e-09  # relative\nsampler:\n  grid: {}\n";
  CHECK(difference(old, now) ==
        "job_sha256: ab12 then, ef56 now\n- running.rtol: 1.0e-08\n+ running.rtol: 1.0e-09\n");

  now.job_resolved = "sampler:\n  grid: {}\nrunning:\n  rtol: 1.0e-08\n";
  CHECK(difference(old, now).find("order") != std::string::npos);

  now = old;
  now.data_sha256 = "99";
  CHECK(difference(old, now) == "data_sha256: cd34 then, 99 now\n");
  now = old;
  now.seed = 8;
  CHECK(difference(old, now) == "seed: 7 then, 8 now\n");

  now = old;
  for (int i = 0; i < 100; ++i) now.job_resolved += "a" + std::to_string(i) + ": 1\n";
  const std::string many = difference(old, now);
  CHECK(std::count(many.begin(), many.end(), '\n') < 25);
  CHECK(many.find("80 lines more") != std::string::npos);
}
