// SPDX-License-Identifier: MIT
#include "smeftscan/base/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace smeftscan {
namespace {

template <class... Format>
std::string digits(double value, Format... format) {
  std::array<char, 32> text;
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value, format...).ptr};
}

}  // namespace

std::string all_digits(double value) { return digits(value, std::chars_format::general, 17); }

std::string yaml_digits(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value > 0 ? ".inf" : "-.inf";
  std::string text = all_digits(value);
  if (text.find('.') == std::string::npos)
    text.replace(std::min(text.find('e'), text.size()), 0, ".0");
  return text;
}

std::string yaml_number(double value) {
  std::string text = digits(value);
  const std::size_t exponent = text.find('e');
  if (exponent != std::string::npos && text.find('.') == std::string::npos)
    text.insert(exponent, ".0");  // YAML 1.1 readers take 1e-06 for text
  return text;
}

}  // namespace smeftscan
