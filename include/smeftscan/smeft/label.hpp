// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "smeftscan/smeft/layout.hpp"

/// WCxf names of coefficients. In code they are checked by the compiler:
///
///     wc["phil3_22"_wc]      a real coefficient: one number
///     wc["lq3_1112"_wc]      a complex one: real and imaginary part
///
/// A misspelt operator, or a flavour tuple that is not the representative of its orbit, does not
/// build.
namespace smeftscan::smeft {

/// Positions among the 2499 reals.
struct RealLabel {
  int slot;
};
struct ComplexLabel {
  int slot;
};

/// Position of a WCxf name among the 1356 coefficients; nothing if there is no such coefficient
/// (unknown operator, or a flavour tuple that is not the representative of its orbit).
constexpr std::optional<int> find_coefficient(std::string_view name) {
  const std::size_t underscore = name.find('_');
  const int op = find_operator(name.substr(0, underscore));
  if (op < 0) return std::nullopt;
  const auto i = static_cast<std::size_t>(op);
  const auto digits =
      underscore == std::string_view::npos ? std::string_view{} : name.substr(underscore + 1);
  if (static_cast<int>(digits.size()) != index_count(operators[i].symmetry)) return std::nullopt;
  if (digits.empty() && underscore != std::string_view::npos) return std::nullopt;
  Flavour flavour{};
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (digits[k] < '1' || digits[k] > '3') return std::nullopt;
    flavour[k] = static_cast<signed char>(digits[k] - '0');
  }
  for (int c = layout.first_coefficient[i]; c < layout.first_coefficient[i + 1]; ++c)
    if (layout.coefficients[static_cast<std::size_t>(c)].flavour == flavour) return c;
  return std::nullopt;
}

/// WCxf name of coefficient 0 ... 1355.
std::string coefficient_name(int coefficient);

/// If `name` is a known operator with a flavour tuple of a redundant component, the name of the
/// coefficient that represents it; nothing otherwise. For error messages.
std::optional<std::string> representative_of(std::string_view name);

template <std::size_t N>
struct NameLiteral {
  char text[N]{};
  consteval NameLiteral(const char (&literal)[N]) { std::copy_n(literal, N, text); }
};

/// Reads a copy: with -fsanitize=undefined g++ 12 takes no address of a template argument for a
/// constant.
template <std::size_t N>
consteval std::optional<int> find_literal(NameLiteral<N> name) {
  return find_coefficient(std::string_view(name.text, N - 1));
}

template <NameLiteral Name>
consteval auto operator""_wc() {
  constexpr std::optional<int> found = find_literal(Name);
  static_assert(found.has_value(), "no such coefficient in the non-redundant Warsaw basis");
  constexpr const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(*found)];
  if constexpr (info.is_real)
    return RealLabel{info.slot};
  else
    return ComplexLabel{info.slot};
}

}  // namespace smeftscan::smeft
