// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler.hpp"

#include <array>
#include <charconv>

namespace smeftscan::sampling {

std::string yaml_number(double value) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  std::string result(text.data(), end);
  // YAML 1.1 readers take 1e-06 for text
  const std::size_t exponent = result.find('e');
  if (exponent != std::string::npos && result.find('.') == std::string::npos)
    result.insert(exponent, ".0");
  return result;
}

void Sampler::follow(const Request&, const Rows&) {
  expect(!learns(), "a sampler that learns can follow");
}

PointStatus Sampler::known_status(long long) const { return PointStatus::not_computed; }

}  // namespace smeftscan::sampling
