// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// JSON as far as the small files beside a scan need it: one object of texts, numbers, nulls and
/// lists of texts, one key a line.
namespace smeftscan::output {

using FlatValue =
    std::variant<std::nullptr_t, std::int64_t, double, std::string, std::vector<std::string>>;
using FlatObject = std::vector<std::pair<std::string, FlatValue>>;

/// Reals with 17 significant digits; null for one that is not finite.
std::string write_flat_json(const FlatObject& object);

/// Numbers without point and exponent are integers. Throws InputError (bad_input) for anything else
/// than such an object.
FlatObject read_flat_json(std::string_view text);

/// The value of a key; throws InputError (bad_input) if it is missing or of another type.
template <class Value>
const Value& get(const FlatObject& object, std::string_view key);

extern template const std::int64_t& get(const FlatObject&, std::string_view);
extern template const std::string& get(const FlatObject&, std::string_view);
extern template const std::vector<std::string>& get(const FlatObject&, std::string_view);

}  // namespace smeftscan::output
