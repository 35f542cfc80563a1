// SPDX-License-Identifier: MIT
#include "smeftscan/storage/identity.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <unordered_map>

#include "smeftscan/base/error.hpp"

namespace smeftscan::storage {
namespace {

constexpr std::string_view separator = ": ";

}  // namespace

void Identity::add(std::string key, std::string value) {
  expect(key.find('\n') == std::string::npos && value.find('\n') == std::string::npos &&
             value.find(separator) == std::string::npos,
         "an entry of an identity is one line");
  entries_.emplace_back(std::move(key), std::move(value));
}

const std::string* Identity::find(std::string_view key) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == entries_.end() ? nullptr : &found->second;
}

void Identity::set(std::string_view key, std::string value) {
  for (auto& entry : entries_) {
    if (entry.first != key) continue;
    entry.second = std::move(value);
    return;
  }
}

std::string Identity::hash() const {
  const std::string all = text();
  return all.empty() ? "" : digest(std::as_bytes(std::span(all)));
}

std::string Identity::text() const {
  std::string result;
  for (const auto& [key, value] : entries_)
    result.append(key).append(separator).append(value).append("\n");
  return result;
}

Identity Identity::from(const std::string& text, const std::string& hash) {
  Identity result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const std::size_t colon = line.rfind(separator);
    if (colon == std::string::npos) throw InputError("the identity has a line without a value");
    result.add(line.substr(0, colon), line.substr(colon + separator.size()));
    begin = end + 1;
  }
  if (result.hash() != hash) throw InputError("the identity is not that of its keys");
  return result;
}

std::vector<KeyChange> changes(const Identity& first, const Identity& second) {
  using Values = std::unordered_map<std::string_view, std::string_view>;
  const auto values_of = [](const Identity& identity) {
    Values values;
    for (const auto& [key, value] : identity.entries()) values.emplace(key, value);
    return values;
  };
  const Values in_first = values_of(first);
  const Values in_second = values_of(second);
  std::vector<KeyChange> result;
  for (const auto& [key, value] : first.entries()) {
    const auto other = in_second.find(key);
    if (other == in_second.end())
      result.push_back({key, value, "absent"});
    else if (other->second != value)
      result.push_back({key, value, std::string(other->second)});
  }
  for (const auto& [key, value] : second.entries())
    if (!in_first.contains(key)) result.push_back({key, "absent", value});
  if (!result.empty()) return result;
  for (std::size_t i = 0; i < std::min(first.entries().size(), second.entries().size()); ++i)
    if (first.entries()[i].first != second.entries()[i].first)
      return {{"order", first.entries()[i].first, second.entries()[i].first}};
  return result;
}

std::string to_text(const std::vector<KeyChange>& changes) {
  std::string result;
  for (const KeyChange& change : changes) result += change.text() + "\n";
  return result;
}

std::string digest(std::span<const std::byte> bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text.data();
}

}  // namespace smeftscan::storage
