// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/storage/descriptor.hpp"

/// The bytes of a journal file: records one behind the other. docs/output-format.md defines them.
namespace smeftscan::storage::record {

enum class Kind : std::uint32_t { rows = 1, snapshot = 2 };

/// 56 bytes as they stand in the file, little-endian. `checksum` is XXH3-64 of the other fields and
/// the payload.
struct Header {
  std::uint64_t magic = 0;
  std::uint64_t payload_bytes = 0;
  Kind kind = Kind::rows;
  std::uint32_t columns = 0;
  std::int64_t first = 0;  ///< point number of the first row
  std::int64_t rows = 0;
  std::uint64_t durable = 0;  ///< bytes of this file that were known to be on the disk before
  std::uint64_t checksum = 0;
};
static_assert(sizeof(Header) == 56);

/// Of a record in the file, and of its rows in memory.
inline constexpr std::size_t largest_payload = std::size_t{64} << 20;

/// Replaces the bytes of `buffer` by a record; fills in magic, length and checksum of its header.
void pack(Header header, std::span<const std::byte> payload, std::vector<std::byte>& buffer);

/// The same for rows first, first + 1, ... A column that is the same in all of them is stored once,
/// and one that repeats the column before it is not: of most rows little more than the chi-squares
/// is left.
void pack_rows(long long first, const Eigen::Ref<const Rows>& rows, std::uint64_t durable,
               std::vector<std::byte>& buffer);

/// Reads records from a file that may be damaged or still growing; holds one at a time.
class Reader {
 public:
  /// The file as long as it is now. Throws InputError (bad_input) if it cannot be opened.
  explicit Reader(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  std::uint64_t size() const { return size_; }

  /// The header of the whole, sound record at `offset`, with its payload in payload(); nothing if
  /// there is none. Throws InputError (io_error) if the disk fails.
  std::optional<Header> read(std::uint64_t offset);
  std::span<const std::byte> payload() const { return payload_; }
  /// Of the record read last, which must hold rows.
  Rows rows() const;

  /// Where the next sound record at or behind `offset` begins; size() if there is none.
  std::uint64_t find(std::uint64_t offset);

 private:
  std::size_t read_bytes(std::uint64_t offset, std::span<std::byte> bytes) const;

  std::filesystem::path path_;
  Descriptor file_;
  std::uint64_t size_ = 0;
  Header header_;
  std::vector<std::byte> payload_;
};

}  // namespace smeftscan::storage::record
