// SPDX-License-Identifier: MIT
#include "smeftscan/storage/scan_status.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "result.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/records.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/storage/followed_path.hpp"
#include "smeftscan/storage/journal.hpp"

namespace smeftscan::app {
namespace {

struct StatusOptions {
  std::string output;
  bool json = false;
};

/// Of a scan that nobody runs now.
storage::ScanStatus status_of_journal(const std::filesystem::path& folder) {
  const storage::Manifest manifest = storage::read_manifest(folder);
  storage::ScanStatus status{.state = "partial", .points_total = manifest.points_total};
  const auto count = [&](long long, const Rows& rows) {
    status.points_done += rows.rows();
    status.points_failed += scan::RowLayout::failed_rows(rows);
  };
  storage::read_journal(folder, manifest, {.rows = count, .snapshot = {}}, storage::Damage::skip);
  return status;
}

/// What the journal of a sampler that decides on the way does not know, as it was reported last.
void add_totals(const std::filesystem::path& file, storage::ScanStatus& status) {
  try {
    const storage::ScanStatus reported = storage::read_status(file);
    if (status.points_total < 0) status.points_total = reported.points_total;
    status.steps = reported.steps;
    status.steps_total = reported.steps_total;
    status.steps_done = reported.steps_done;
  } catch (const InputError&) {  // a file that is only for people to look at
  }
}

storage::ScanStatus status_of_file(const std::filesystem::path& file) {
  const output::ScanSummary summary = output::read_header(file);
  return {.state = summary.header.state,
          .points_total = summary.points.total,
          .points_done = summary.points.done,
          .points_failed = summary.points.failed};
}

storage::ScanStatus find_status(const std::filesystem::path& output) {
  if (!scan::is_unfinished(output)) {
    if (std::filesystem::exists(output)) return status_of_file(output);
    throw InputError(output.string() +
                     ": no scan. Neither the file nor the journal of one that runs is there");
  }
  const auto folder = storage::journal_folder(output);
  const bool running = !storage::lock_holder(folder).empty();
  const bool reported = std::filesystem::exists(storage::status_path(output));
  if (running && reported) return storage::read_status(storage::status_path(output));
  storage::ScanStatus status = status_of_journal(folder);
  if (reported) add_totals(storage::status_path(output), status);
  return status;
}

std::string for_people(const storage::ScanStatus& status) {
  char text[300];
  int length = std::snprintf(text, sizeof text, "%s: %lld points done", status.state.c_str(),
                             static_cast<long long>(status.points_done));
  const auto add = [&](const char* format, auto... values) {
    const auto used = static_cast<std::size_t>(length);
    length += std::snprintf(text + used, sizeof text - used, format, values...);
  };
  if (status.points_total >= 0) add(" of %lld", static_cast<long long>(status.points_total));
  if (status.steps_total >= 0)
    add(", %lld of %lld %s", static_cast<long long>(status.steps_done),
        static_cast<long long>(status.steps_total), status.steps.c_str());
  add(", %lld failed", static_cast<long long>(status.points_failed));
  if (std::isfinite(status.points_per_second)) add(", %.0f points/s", status.points_per_second);
  if (std::isfinite(status.seconds_left) && status.points_total >= 0)
    add(", %.0f s left", status.seconds_left);
  return std::string(text) + "\n";
}

ExitCode print_status(const StatusOptions& options) {
  const storage::ScanStatus status = find_status(storage::followed(options.output));
  print_result(options.json ? storage::to_json(status) : for_people(status));
  return ExitCode::complete;
}

}  // namespace

Action add_status(const CommandLine& command) {
  const auto options = std::make_shared<StatusOptions>();
  command.add("OUT", options->output, "The output of a scan, finished or not").required();
  command.add_flag("--json", options->json, "Print one JSON object");
  return [options] { return print_status(*options); };
}

}  // namespace smeftscan::app
