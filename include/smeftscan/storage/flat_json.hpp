// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Reading the small files beside a scan: one JSON object of texts, numbers, nulls and lists of
/// texts.
namespace smeftscan::storage {

class FlatObject {
 public:
  /// Throws InputError (bad_input) for anything else than such an object.
  explicit FlatObject(std::string_view text);

  /// The value of a key: a text, an integer, a list of texts. Throws InputError (bad_input) if it is
  /// missing or of another type.
  template <class Value>
  const Value& get(std::string_view key) const {
    if (const Value* value = find<Value>(key)) return *value;
    fail(key);
  }
  /// The same, if it is there and of this type.
  template <class Value>
  Value get_or(std::string_view key, Value otherwise) const {
    const Value* value = find<Value>(key);
    return value ? *value : otherwise;
  }

 private:
  /// A number without point and exponent is an integer.
  using Value =
      std::variant<std::nullptr_t, std::int64_t, double, std::string, std::vector<std::string>>;
  class Reader;

  [[noreturn]] static void fail(std::string_view key);
  template <class Type>
  const Type* find(std::string_view key) const {
    for (const auto& [known, value] : members_)
      if (known == key) return std::get_if<Type>(&value);
    return nullptr;
  }

  std::vector<std::pair<std::string, Value>> members_;
};

}  // namespace smeftscan::storage
