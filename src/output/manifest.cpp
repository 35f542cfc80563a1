// SPDX-License-Identifier: MIT
#include "smeftscan/output/manifest.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <sstream>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/flat_json.hpp"
#include "smeftscan/output/safe_file.hpp"

namespace smeftscan::output {
namespace {

constexpr std::size_t most_lines = 20;  // of a difference
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
          .seed = get<std::int64_t>(object, "seed"),
          .points_total = get<std::int64_t>(object, "points_total"),
          .columns = get<std::vector<std::string>>(object, "columns")};
}

/// Where the comment of a resolved job's line begins: at two spaces and '#', outside quotes.
std::size_t comment_of(const std::string& line) {
  std::size_t comment = line.find("  #");
  while (comment != std::string::npos &&
         std::count(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(comment), '"') % 2) {
    comment = line.find("  #", comment + 1);
  }
  return std::min(comment, line.size());
}

/// The lines of a YAML text without comments, each key with those that enclose it: running.rtol: 1.
std::vector<std::string> settings_of(const std::string& yaml) {
  struct Parent {
    std::size_t indent;
    std::string key;
  };
  std::vector<Parent> parents;
  std::vector<std::string> result;
  std::istringstream lines(yaml);
  for (std::string line; std::getline(lines, line);) {
    line.erase(comment_of(line));
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string::npos || line[indent] == '#') continue;
    while (!parents.empty() && parents.back().indent >= indent) parents.pop_back();
    const std::string setting = line.substr(indent, line.find_last_not_of(' ') + 1 - indent);
    if (setting.ends_with(':')) {
      parents.push_back({indent, setting.substr(0, setting.size() - 1)});
    } else {
      std::string path;
      for (const Parent& parent : parents) path += parent.key + ".";
      result.push_back(path + setting);
    }
  }
  return result;
}

/// Lines that only one of two texts has, in their order, where they differ side by side.
std::vector<std::string> line_difference(const std::vector<std::string>& old,
                                         const std::vector<std::string>& now) {
  const std::set<std::string> in_old(old.begin(), old.end());
  const std::set<std::string> in_now(now.begin(), now.end());
  std::vector<std::string> result;
  auto a = old.begin();
  auto b = now.begin();
  while (a != old.end() || b != now.end()) {
    if (a != old.end() && !in_now.contains(*a)) {
      result.push_back("- " + *a++);
    } else if (b != now.end() && !in_old.contains(*b)) {
      result.push_back("+ " + *b++);
    } else {
      if (a != old.end()) ++a;
      if (b != now.end()) ++b;
    }
  }
  return result;
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
  return result;
}

std::string change(const std::string& name, const std::string& old, const std::string& now) {
  return old == now ? "" : name + ": " + old + " then, " + now + " now\n";
}

}  // namespace

void write_manifest(const std::filesystem::path& folder, const Manifest& manifest) {
  FlatObject object{{"format", "smeftscan-journal"},
                    {"format_version", journal_format_version},
                    {"job_sha256", manifest.job_sha256},
                    {"data_sha256", manifest.data_sha256},
                    {"seed", manifest.seed},
                    {"points_total", manifest.points_total},
                    {"columns", manifest.columns},
                    {"job", manifest.job},
                    {"job_resolved", manifest.job_resolved}};
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

std::string difference(const Manifest& old, const Manifest& now) {
  std::string result;
  const std::vector<std::string> old_settings = settings_of(old.job_resolved);
  const std::vector<std::string> new_settings = settings_of(now.job_resolved);
  std::vector<std::string> lines = line_difference(old_settings, new_settings);
  if (lines.empty() && old_settings != new_settings) lines = {"the order of the settings"};
  if (!lines.empty()) result += change("job_sha256", old.job_sha256, now.job_sha256);
  result += change("data_sha256", old.data_sha256, now.data_sha256);
  result += change("seed", std::to_string(old.seed), std::to_string(now.seed));
  result += change("points", std::to_string(old.points_total), std::to_string(now.points_total));
  result += change("columns", joined(old.columns), joined(now.columns));
  for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i) result += lines[i] + "\n";
  if (lines.size() > most_lines) {
    result += "... and " + std::to_string(lines.size() - most_lines) + " lines more\n";
  }
  return result;
}

}  // namespace smeftscan::output
