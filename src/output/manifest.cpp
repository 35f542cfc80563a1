// SPDX-License-Identifier: MIT
#include "smeftscan/output/manifest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fstream>
#include <iterator>
#include <span>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/flat_json.hpp"
#include "smeftscan/output/safe_file.hpp"

namespace smeftscan::output {
namespace {

constexpr std::string_view checksum_key = "checksum";

/// XXH3-64 of the object as it is written, 16 hexadecimal digits.
std::string checksum(const FlatObject& object) {
  const std::string text = write_flat_json(object);
  std::ostringstream digits;
  digits.fill('0');
  digits.width(16);
  digits << std::hex << XXH3_64bits(text.data(), text.size());
  return digits.str();
}

Manifest parse(const std::string& text) {
  FlatObject object = read_flat_json(text);
  const std::string stored = get<std::string>(object, checksum_key);
  std::erase_if(object, [](const auto& entry) { return entry.first == checksum_key; });
  if (checksum(object) != stored) throw InputError("damaged: the checksum does not match");
  const auto version = get<std::int64_t>(object, "format_version");
  if (version != journal_format_version) {
    throw InputError("format version " + std::to_string(version) + " instead of " +
                     std::to_string(journal_format_version));
  }
  return {.job = get<std::string>(object, "job"),
          .job_resolved = get<std::string>(object, "job_resolved"),
          .job_sha256 = get<std::string>(object, "job_sha256"),
          .data_sha256 = get<std::string>(object, "data_sha256"),
          .identity = Identity::from(get<std::string>(object, "job_identity"),
                                     get<std::string>(object, "identity")),
          .seed = get<std::int64_t>(object, "seed"),
          .points_total = get<std::int64_t>(object, "points_total"),
          .columns = get<std::vector<std::string>>(object, "columns")};
}

}  // namespace

void write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  FlatObject object{{"format", "smeftscan-journal"},
                    {"format_version", journal_format_version},
                    {"job_sha256", manifest.job_sha256},
                    {"data_sha256", manifest.data_sha256},
                    {"identity", manifest.identity.hash()},
                    {"seed", manifest.seed},
                    {"points_total", manifest.points_total},
                    {"columns", manifest.columns},
                    {"job", manifest.job},
                    {"job_resolved", manifest.job_resolved},
                    {"job_identity", manifest.identity.text()}};
  object.emplace_back(checksum_key, checksum(object));
  const std::string text = write_flat_json(object);
  SafeFile file(folder / "manifest.json", /*overwrite=*/false);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

Manifest read_manifest(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "manifest.json";
  std::ifstream file(path, std::ios::binary);
  try {
    if (!file.is_open()) throw InputError("missing or unreadable");
    return parse({std::istreambuf_iterator<char>(file), {}});
  } catch (const InputError& error) {
    throw InputError(path.string() + ": no manifest of a scan (" + error.what() +
                     "). Start the scan anew with --overwrite");
  }
}

}  // namespace smeftscan::output
