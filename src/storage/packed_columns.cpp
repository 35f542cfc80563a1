// SPDX-License-Identifier: MIT
#include "packed_columns.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace smeftscan::storage::record {
namespace {

/// Numbers are the same if their bits are: NaN is NaN, and -0 is not 0.
std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

/// Whether `column` holds, bit by bit, what stands at `from`, from + stride, ...
bool holds(const Eigen::Ref<const Rows>& rows, Eigen::Index column, const double* from,
           Eigen::Index stride) {
  const double* value = rows.data() + column;
  for (Eigen::Index i = 0; i < rows.rows(); ++i)
    if (bits(value[i * rows.outerStride()]) != bits(from[i * stride])) return false;
  return true;
}

}  // namespace

PackedColumns::PackedColumns(const Eigen::Ref<const Rows>& rows) {
  for (Eigen::Index column = 0; column < rows.cols(); ++column) {
    const double* first = rows.data() + column;
    if (holds(rows, column, first, 0)) {
      kinds_.push_back(Kind::constant);
    } else if (column > 0 && holds(rows, column, first - 1, rows.outerStride())) {
      kinds_.push_back(Kind::as_before);
    } else {
      kinds_.push_back(Kind::plain);
    }
  }
}

std::optional<PackedColumns> PackedColumns::read(std::span<const std::byte> payload,
                                                 std::size_t columns) {
  if (payload.size() < bytes(columns)) return std::nullopt;
  PackedColumns result;
  for (std::size_t i = 0; i < columns; ++i) {
    const auto kind = static_cast<Kind>(payload[i]);
    if (kind > Kind::as_before || (i == 0 && kind == Kind::as_before)) return std::nullopt;
    result.kinds_.push_back(kind);
  }
  return result;
}

std::size_t PackedColumns::count(Kind kind) const {
  return static_cast<std::size_t>(std::count(kinds_.begin(), kinds_.end(), kind));
}

std::size_t PackedColumns::payload_bytes(long long rows) const {
  return bytes(kinds_.size()) +
         sizeof(double) *
             (count(Kind::constant) + static_cast<std::size_t>(rows) * count(Kind::plain));
}

void PackedColumns::write(const Eigen::Ref<const Rows>& rows, std::span<std::byte> payload) const {
  std::byte* to = payload.data();
  const auto put = [&](double value) {
    std::memcpy(to, &value, sizeof value);
    to += sizeof value;
  };
  std::fill_n(to, bytes(kinds_.size()), std::byte{0});
  std::memcpy(to, kinds_.data(), kinds_.size());
  to += bytes(kinds_.size());
  std::vector<Eigen::Index> plain;
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    const auto column = static_cast<Eigen::Index>(i);
    if (kinds_[i] == Kind::constant) put(rows(0, column));
    if (kinds_[i] == Kind::plain) plain.push_back(column);
  }
  for (Eigen::Index i = 0; i < rows.rows(); ++i)
    for (const Eigen::Index column : plain) put(rows(i, column));
}

Rows PackedColumns::rows(std::span<const std::byte> payload, long long count) const {
  const std::byte* from = payload.data() + bytes(kinds_.size());
  const auto get = [&] {
    double value = 0.0;
    std::memcpy(&value, from, sizeof value);
    from += sizeof value;
    return value;
  };
  Rows result(count, static_cast<Eigen::Index>(kinds_.size()));
  for (std::size_t i = 0; i < kinds_.size(); ++i)
    if (kinds_[i] == Kind::constant) result.col(static_cast<Eigen::Index>(i)).setConstant(get());
  for (Eigen::Index i = 0; i < count; ++i) {
    for (std::size_t k = 0; k < kinds_.size(); ++k) {
      const auto column = static_cast<Eigen::Index>(k);
      if (kinds_[k] == Kind::plain) result(i, column) = get();
      if (kinds_[k] == Kind::as_before) result(i, column) = result(i, column - 1);
    }
  }
  return result;
}

}  // namespace smeftscan::storage::record
