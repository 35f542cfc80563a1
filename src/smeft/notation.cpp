// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/notation.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::smeft {
namespace {

/// Parts of the names of operators that are not written as they stand, the longer ones first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> symbols{
    {{"Gtilde", R"(\widetilde{G})"},
     {"Wtilde", R"(\widetilde{W})"},
     {"Btilde", R"(\widetilde{B})"},
     {"Box", R"(\Box )"},
     {"phi", R"(\phi )"},
     {"l", R"(\ell )"},
     {"", ""}}};

std::string fields_of(std::string_view letters) {
  std::string result;
  while (!letters.empty()) {
    for (const auto& [text, symbol] : symbols) {
      if (!letters.starts_with(text)) continue;
      result += text.empty() ? letters.substr(0, 1) : symbol;
      letters.remove_prefix(text.empty() ? 1 : text.size());
      break;
    }
  }
  return result;
}

}  // namespace

std::string coefficient_latex(int coefficient) {
  const std::string name = coefficient_name(coefficient);
  const std::size_t underscore = std::min(name.find('_'), name.size());
  const std::string_view op = std::string_view(name).substr(0, underscore);
  const std::size_t digits = op.find_last_not_of("138") + 1;
  std::string result = "C_{" + fields_of(op.substr(0, digits)) + "}";
  if (digits < op.size()) result += "^{(" + std::string(op.substr(digits)) + ")}";
  if (underscore == name.size()) return result;
  return "[" + result + "]_{" + name.substr(underscore + 1) + "}";
}

std::optional<std::string> redundancy_of(std::string_view name) {
  const auto representative = representative_of(name);
  if (!representative || *representative == name) return std::nullopt;
  const auto found = find_coefficient(*representative);
  expect(found.has_value(), "a representative is a coefficient");
  const std::size_t underscore = name.find('_');
  const auto op = static_cast<std::size_t>(find_operator(name.substr(0, underscore)));
  Flavour flavour{};
  for (std::size_t k = 0; underscore + 1 + k < name.size(); ++k)
    flavour[k] = static_cast<signed char>(name[underscore + 1 + k] - '0');
  const auto entry =
      static_cast<std::size_t>(layout.first_entry[op] + detail::entry_offset(flavour));
  const bool conjugate = layout.entries[entry].conjugate &&
                         !layout.coefficients[static_cast<std::size_t>(*found)].is_real;
  return "is not an independent coefficient (symmetry makes it " +
         std::string(conjugate ? "the complex conjugate of '" : "equal to '") + *representative +
         "'). Use '" + *representative + "'" +
         (conjugate ? " with the complex conjugated value" : "");
}

int read_coefficient(const std::string& name, const input::Settings& place,
                     const std::string& other) {
  if (const auto found = find_coefficient(name)) return *found;
  if (const auto redundancy = redundancy_of(name)) place.fail("'" + name + "' " + *redundancy);
  std::vector<std::string> known{other};
  for (int c = 0; c < coefficient_count; ++c) known.push_back(coefficient_name(c));
  const std::string near = nearest_name(name, known);
  place.fail("unknown coefficient '" + name + "' (WCxf names of the Warsaw basis are known)." +
             (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

}  // namespace smeftscan::smeft
