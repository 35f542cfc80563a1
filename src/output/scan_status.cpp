// SPDX-License-Identifier: MIT
#include "smeftscan/output/scan_status.hpp"

#include <fstream>
#include <iterator>
#include <span>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/flat_json.hpp"
#include "smeftscan/output/safe_file.hpp"

namespace smeftscan::output {
namespace {

/// The value of a key, if it is there and of this type.
template <class Value>
Value value_or(const FlatObject& object, std::string_view key, Value otherwise) {
  for (const auto& [known, value] : object)
    if (known == key && std::holds_alternative<Value>(value)) return std::get<Value>(value);
  return otherwise;
}

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::filesystem::path status_path(const std::filesystem::path& output) {
  return output.string() + ".status.json";
}

std::string to_json(const ScanStatus& status) {
  return write_flat_json({{"state", status.state},
                          {"points_total", status.points_total},
                          {"points_done", status.points_done},
                          {"points_failed", status.points_failed},
                          {"points_per_second", status.points_per_second},
                          {"seconds_left", status.seconds_left},
                          {"steps", status.steps},
                          {"steps_total", status.steps_total},
                          {"steps_done", status.steps_done}});
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
    const FlatObject object = read_flat_json(text);
    return {.state = get<std::string>(object, "state"),
            .points_total = get<std::int64_t>(object, "points_total"),
            .points_done = get<std::int64_t>(object, "points_done"),
            .points_failed = get<std::int64_t>(object, "points_failed"),
            .points_per_second = value_or(object, "points_per_second", unknown),
            .seconds_left = value_or(object, "seconds_left", unknown),
            .steps = value_or(object, "steps", std::string()),
            .steps_total = value_or(object, "steps_total", std::int64_t{-1}),
            .steps_done = value_or(object, "steps_done", std::int64_t{0})};
  } catch (const InputError& error) {
    throw InputError(path.string() + ": no status of a scan (" + error.what() +
                     "). Was the scan started?");
  }
}

}  // namespace smeftscan::output
