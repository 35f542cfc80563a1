// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Numbers as text, in the C locale whatever the user's is.
namespace smeftscan::input {

/// A value, or what is wrong with the text.
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;
};

/// A finite decimal number with an optional unit, in powers of GeV. `unit` is what is expected:
/// "1", "GeV", "GeV^-2", ...; a text without unit is taken to be in it. GeV, TeV, MeV and integer
/// powers are known. There is one rounding: `0.47 TeV^-2` is the double nearest to 4.7e-7.
Parsed<double> parse_quantity(std::string_view text, std::string_view unit);

/// Whether a text is what parse_quantity() takes as `unit`: "1", "GeV" or a power of it.
bool is_unit(std::string_view text);

/// A decimal integer without leading zeros.
Parsed<long long> parse_integer(std::string_view text);

/// Place of the first byte that is no UTF-8 text (control characters other than tab, newline and
/// carriage return are no text).
std::optional<std::size_t> first_byte_that_is_not_text(std::string_view bytes);

}  // namespace smeftscan::input
