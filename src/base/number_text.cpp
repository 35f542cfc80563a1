// SPDX-License-Identifier: MIT
#include "smeftscan/base/number_text.hpp"

#include <array>
#include <charconv>

namespace smeftscan {

std::string all_digits(double value) {
  std::array<char, 32> text;
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 17)
          .ptr;
  return {text.data(), end};
}

}  // namespace smeftscan
