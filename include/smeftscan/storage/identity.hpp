// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smeftscan::storage {

/// What decides the rows of a scan: a list of keys and values in a canonical order. Rows of scans
/// of the same list are the same to the bit. Empty for files of programs that kept none.
class Identity {
 public:
  /// Behind the entries that are there. A key is there once; key and value hold no line break, a
  /// value no ": " (ContractError).
  void add(std::string key, std::string value);

  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }
  bool empty() const { return entries_.empty(); }
  const std::string* find(std::string_view key) const;
  void set(std::string_view key, std::string value);  ///< of a key that is there

  /// XXH3-128 of text(), 32 hexadecimal digits; "" if empty.
  std::string hash() const;
  /// A line `key: value` an entry.
  std::string text() const;
  /// From text() and hash(), as they were stored. Throws InputError (bad_input) if they do not
  /// belong together.
  static Identity from(const std::string& text, const std::string& hash);

  friend bool operator==(const Identity&, const Identity&) = default;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

/// A key in which two identities differ; a value that one of them lacks is "absent".
struct KeyChange {
  std::string key;
  std::string first;
  std::string second;

  std::string text() const { return key + ": " + first + " -> " + second; }
};

/// Each differing key once, in the order of the first identity, then of the second. If nothing but
/// the order differs, where it begins to, under the key "order".
std::vector<KeyChange> changes(const Identity& first, const Identity& second);

/// A line a change.
std::string to_text(const std::vector<KeyChange>& changes);

/// XXH3-128 of some bytes, 32 hexadecimal digits, high half first.
std::string digest(std::span<const std::byte> bytes);

}  // namespace smeftscan::storage
