// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"

namespace smeftscan::storage::record {

/// How the columns of some rows stand in the payload of a record: a byte for each column, filled up
/// with zeros to a multiple of eight; the values of the constant columns; the values of the plain
/// ones, row by row.
class PackedColumns {
 public:
  /// Finds, bit by bit, what need not be stored of `rows` (at least one).
  explicit PackedColumns(const Eigen::Ref<const Rows>& rows);

  /// From the beginning of a payload; nothing if no rows can stand there so.
  static std::optional<PackedColumns> read(std::span<const std::byte> payload, std::size_t columns);

  /// Of the bytes in front of the values.
  static std::size_t bytes(std::size_t columns) { return (columns + 7) / 8 * 8; }
  std::size_t payload_bytes(long long rows) const;

  /// To and from a payload of payload_bytes().
  void write(const Eigen::Ref<const Rows>& rows, std::span<std::byte> payload) const;
  Rows rows(std::span<const std::byte> payload, long long count) const;

 private:
  enum class Kind : std::uint8_t { plain = 0, constant = 1, as_before = 2 };

  PackedColumns() = default;
  std::size_t count(Kind kind) const;

  std::vector<Kind> kinds_;
};

}  // namespace smeftscan::storage::record
