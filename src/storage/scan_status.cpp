// SPDX-License-Identifier: MIT
#include "smeftscan/storage/scan_status.hpp"

#include <fstream>
#include <iterator>
#include <span>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/storage/flat_json.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::storage {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::filesystem::path status_path(const std::filesystem::path& output) {
  return output.string() + ".status.json";
}

std::string to_json(const ScanStatus& status) {
  const auto integer = [](std::int64_t value) { return std::to_string(value); };
  return json_object({{"state", json_text(status.state)},
                      {"points_total", integer(status.points_total)},
                      {"points_done", integer(status.points_done)},
                      {"points_failed", integer(status.points_failed)},
                      {"points_per_second", json_number(status.points_per_second)},
                      {"seconds_left", json_number(status.seconds_left)},
                      {"steps", json_text(status.steps)},
                      {"steps_total", integer(status.steps_total)},
                      {"steps_done", integer(status.steps_done)}},
                     JsonLayout::lines) +
         "\n";
}

void write_status(const std::filesystem::path& path, const ScanStatus& status) {
  const std::string text = to_json(status);
  SafeFile file(path, /*overwrite=*/true);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

ScanStatus read_status(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  try {
    if (!file.is_open()) throw InputError("missing or unreadable");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const FlatObject object(text);
    return {.state = object.get<std::string>("state"),
            .points_total = object.get<std::int64_t>("points_total"),
            .points_done = object.get<std::int64_t>("points_done"),
            .points_failed = object.get<std::int64_t>("points_failed"),
            .points_per_second = object.get_or("points_per_second", unknown),
            .seconds_left = object.get_or("seconds_left", unknown),
            .steps = object.get_or("steps", std::string()),
            .steps_total = object.get_or("steps_total", std::int64_t{-1}),
            .steps_done = object.get_or("steps_done", std::int64_t{0})};
  } catch (const InputError& error) {
    throw InputError(path.string() + ": no status of a scan (" + error.what() +
                     "). Was the scan started?");
  }
}

}  // namespace smeftscan::storage
