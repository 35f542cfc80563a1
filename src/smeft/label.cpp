// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/label.hpp"

#include "smeftscan/base/error.hpp"

namespace smeftscan::smeft {

std::string coefficient_name(int coefficient) {
  expect(coefficient >= 0 && coefficient < coefficient_count, "coefficient within the basis");
  const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(coefficient)];
  std::string result(operators[static_cast<std::size_t>(info.op)].name);
  if (info.flavour[0] != 0) result += '_';
  for (const signed char generation : info.flavour)
    if (generation != 0) result += static_cast<char>('0' + generation);
  return result;
}

std::optional<std::string> representative_of(std::string_view name) {
  const std::size_t underscore = name.find('_');
  const int op = find_operator(name.substr(0, underscore));
  if (op < 0 || underscore == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(underscore + 1);
  const auto i = static_cast<std::size_t>(op);
  if (static_cast<int>(digits.size()) != index_count(operators[i].symmetry)) return std::nullopt;
  Flavour flavour{};
  for (std::size_t k = 0; k < digits.size(); ++k) {
    if (digits[k] < '1' || digits[k] > '3') return std::nullopt;
    flavour[k] = static_cast<signed char>(digits[k] - '0');
  }
  const int entry = layout.first_entry[i] + detail::entry_offset(flavour);
  return coefficient_name(layout.entries[static_cast<std::size_t>(entry)].coefficient);
}

}  // namespace smeftscan::smeft
