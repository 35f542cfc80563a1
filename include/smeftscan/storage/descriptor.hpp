// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <utility>

namespace smeftscan::storage {

/// Owns a POSIX file descriptor and closes it.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor();

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// Makes the names in a folder durable. A folder that cannot be opened is left as it is: its files
/// are complete, and only a power cut could lose their names.
void synchronise_folder(const std::filesystem::path& folder);

}  // namespace smeftscan::storage
