// SPDX-License-Identifier: MIT
#include "smeftscan/storage/manifest.hpp"

#include "storage/sample_journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;
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
  CHECK(manifest.identity == sample_manifest().identity);
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

TEST_CASE("a journal of an earlier program is refused with the reason") {
  const Folder folder;
  fs::create_directory(folder.journal());
  fs::copy_file(fs::path(SMEFTSCAN_SOURCE_DIR) / "tests/storage/manifest_version_2.json",
                folder.journal() / "manifest.json");
  const Outcome outcome = outcome_of([&] { read_manifest(folder.journal()); });
  CHECK(outcome.code == ExitCode::bad_input);
  CHECK(outcome.message.find("format version 2 instead of 3") != std::string::npos);
}
