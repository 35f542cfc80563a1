// SPDX-License-Identifier: MIT
#include "smeftscan/storage/scan_status.hpp"

#include <cmath>
#include <limits>

#include "storage/sample_journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;
namespace fs = std::filesystem;

TEST_CASE("the status of a scan comes back, and what is unknown is null") {
  const Folder folder;
  const fs::path path = status_path(folder.path / "a.h5");
  CHECK(path.filename() == "a.h5.status.json");
  ScanStatus status{"running", 100, 30, 2, 10.0, 7.0};
  write_status(path, status);
  ScanStatus back = read_status(path);
  CHECK(back.state == "running");
  CHECK(back.points_total == 100);
  CHECK(back.points_done == 30);
  CHECK(back.points_failed == 2);
  CHECK(back.points_per_second == 10.0);
  CHECK(back.seconds_left == 7.0);
  status.seconds_left = std::numeric_limits<double>::quiet_NaN();
  CHECK(to_json(status).find("\"seconds_left\": null") != std::string::npos);
  write_status(path, status);
  CHECK(std::isnan(read_status(path).seconds_left));
  put(path, "{");
  CHECK(outcome_of([&] { read_status(path); }).code == ExitCode::bad_input);
}
