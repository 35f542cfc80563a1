// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "smeftscan/base/error.hpp"

/// Values as bytes and back, among processes of one program: what rank 0 has made goes to the other
/// ranks. A class that holds others describes itself once, for both ways:
///
///     template <class Archive>
///     void describe(Archive& archive) { archive(scales_, rows_); }
namespace smeftscan {

class Packer {
 public:
  template <class... Values>
  void operator()(const Values&... values) {
    (put(values), ...);
  }
  std::string take() { return std::move(bytes_); }

 private:
  template <class Value>
  void put(const Value& value) {
    if constexpr (std::is_trivially_copyable_v<Value>)
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    else
      const_cast<Value&>(value).describe(*this);  // a Packer only reads
  }
  template <class Value>
  void put(const std::vector<Value>& values) {
    put(values.size());
    for (const Value& value : values) put(value);
  }

  std::string bytes_;
};

class Unpacker {
 public:
  /// Of bytes that a Packer of the same program has made; ContractError if they end too early.
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}

  template <class... Values>
  void operator()(Values&... values) {
    (get(values), ...);
  }

 private:
  template <class Value>
  void get(Value& value) {
    if constexpr (std::is_trivially_copyable_v<Value>) {
      expect(bytes_.size() >= sizeof value, "packed bytes hold all values");
      std::memcpy(&value, bytes_.data(), sizeof value);
      bytes_.remove_prefix(sizeof value);
    } else {
      value.describe(*this);
    }
  }
  template <class Value>
  void get(std::vector<Value>& values) {
    std::size_t size = 0;
    get(size);
    expect(size <= bytes_.size(), "packed bytes hold all values");
    values.resize(size);
    for (Value& value : values) get(value);
  }

  std::string_view bytes_;
};

}  // namespace smeftscan
