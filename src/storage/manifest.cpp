// SPDX-License-Identifier: MIT
#include "smeftscan/storage/manifest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fstream>
#include <iterator>
#include <span>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/storage/flat_json.hpp"
#include "smeftscan/storage/safe_file.hpp"

namespace smeftscan::storage {
namespace {

const std::string checksum_key = "checksum";

/// XXH3-64 of the object as it is written without its last member, the checksum; 16 hexadecimal
/// digits.
std::string checksum(const std::string& text) {
  std::ostringstream digits;
  digits.fill('0');
  digits.width(16);
  digits << std::hex << XXH3_64bits(text.data(), text.size());
  return digits.str();
}

std::string write(const JsonMembers& members) {
  return json_object(members, JsonLayout::lines) + "\n";
}

Manifest parse(const std::string& text) {
  const FlatObject object(text);
  const std::string end = ",\n  " + json_text(checksum_key) + ": " +
                          json_text(object.get<std::string>(checksum_key)) + "\n}\n";
  if (!text.ends_with(end) || checksum(text.substr(0, text.size() - end.size()) + "\n}\n") !=
                                  object.get<std::string>(checksum_key))
    throw InputError("damaged: the checksum does not match");
  const auto version = object.get<std::int64_t>("format_version");
  if (version != journal_format_version) {
    throw InputError("format version " + std::to_string(version) + " instead of " +
                     std::to_string(journal_format_version));
  }
  return {.job = object.get<std::string>("job"),
          .job_resolved = object.get<std::string>("job_resolved"),
          .job_sha256 = object.get<std::string>("job_sha256"),
          .data_sha256 = object.get<std::string>("data_sha256"),
          .identity = Identity::from(object.get<std::string>("job_identity"),
                                     object.get<std::string>("identity")),
          .seed = object.get<std::int64_t>("seed"),
          .points_total = object.get<std::int64_t>("points_total"),
          .columns = object.get<std::vector<std::string>>("columns")};
}

}  // namespace

void write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  JsonMembers members{{"format", json_text("smeftscan-journal")},
                      {"format_version", std::to_string(journal_format_version)},
                      {"job_sha256", json_text(manifest.job_sha256)},
                      {"data_sha256", json_text(manifest.data_sha256)},
                      {"identity", json_text(manifest.identity.hash())},
                      {"seed", std::to_string(manifest.seed)},
                      {"points_total", std::to_string(manifest.points_total)},
                      {"columns", json_names(manifest.columns)},
                      {"job", json_text(manifest.job)},
                      {"job_resolved", json_text(manifest.job_resolved)},
                      {"job_identity", json_text(manifest.identity.text())}};
  members.emplace_back(checksum_key, json_text(checksum(write(members))));
  const std::string text = write(members);
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

}  // namespace smeftscan::storage
