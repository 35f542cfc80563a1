// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "smeftscan/base/error.hpp"

namespace smeftscan {

/// Texts in one string, each behind its length, as ranks send them to each other.
class Packer {
 public:
  void add(std::string_view text) {
    const std::size_t size = text.size();
    bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
    bytes_.append(text);
  }
  void add_count(std::size_t count) { add(std::to_string(count)); }
  std::string bytes() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Gives back what a Packer took, in its order; `bytes` stays where it is meanwhile.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::string_view next() {
    std::size_t size = 0;
    expect(rest_.size() >= sizeof size, "packed texts are whole");
    std::memcpy(&size, rest_.data(), sizeof size);
    rest_.remove_prefix(sizeof size);
    expect(rest_.size() >= size, "packed texts are whole");
    const std::string_view text = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return text;
  }
  std::size_t next_count() { return std::stoull(std::string(next())); }

 private:
  std::string_view rest_;
};

}  // namespace smeftscan
