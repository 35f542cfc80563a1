// SPDX-License-Identifier: MIT
#include "smeftscan/storage/journal_record.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <string>

#include "packed_columns.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::storage::record {
namespace {

static_assert(std::endian::native == std::endian::little, "records are little-endian");

constexpr std::array<char, 8> magic_bytes{'S', 'M', 'E', 'F', 'T', 'j', 'r', '\n'};
constexpr std::uint64_t magic = std::bit_cast<std::uint64_t>(magic_bytes);
constexpr std::size_t search_bytes = std::size_t{1} << 20;

std::uint64_t checksum(const Header& header, std::span<const std::byte> payload) {
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  XXH3_64bits_update(&state, &header, offsetof(Header, checksum));
  XXH3_64bits_update(&state, payload.data(), payload.size());
  return XXH3_64bits_digest(&state);
}

/// Whether the lengths of a header fit together: only then is its payload worth reading.
bool plausible(const Header& header) {
  if (header.magic != magic || header.payload_bytes > largest_payload) return false;
  if (header.kind == Kind::snapshot) return true;
  constexpr std::size_t most = largest_payload / sizeof(double);
  return header.kind == Kind::rows && header.first >= 0 && header.rows > 0 && header.columns > 0 &&
         header.columns <= most &&
         static_cast<std::uint64_t>(header.rows) <= most / header.columns &&
         header.payload_bytes >= PackedColumns::bytes(header.columns);
}

/// Writes the header of the record whose payload stands in `buffer` behind the place for it.
void seal(Header header, std::vector<std::byte>& buffer) {
  const auto payload = std::span<const std::byte>(buffer).subspan(sizeof header);
  header.magic = magic;
  header.payload_bytes = payload.size();
  header.checksum = checksum(header, payload);
  expect(plausible(header), "a record holds no more than its kind allows");
  std::memcpy(buffer.data(), &header, sizeof header);
}

}  // namespace

void pack(Header header, std::span<const std::byte> payload, std::vector<std::byte>& buffer) {
  buffer.resize(sizeof header);
  buffer.insert(buffer.end(), payload.begin(), payload.end());
  seal(header, buffer);
}

void pack_rows(long long first, const Eigen::Ref<const Rows>& rows, std::uint64_t durable,
               std::vector<std::byte>& buffer) {
  const PackedColumns columns(rows);
  buffer.resize(sizeof(Header) + columns.payload_bytes(rows.rows()));
  columns.write(rows, std::span(buffer).subspan(sizeof(Header)));
  seal({.kind = Kind::rows,
        .columns = static_cast<std::uint32_t>(rows.cols()),
        .first = first,
        .rows = rows.rows(),
        .durable = durable},
       buffer);
}

Reader::Reader(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)) {
  struct stat status {};
  if (!file_.is_open() || ::fstat(file_.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw InputError(path_.string() + ": cannot be opened (" + std::strerror(errno) +
                     "). May it be read?");
  }
  size_ = static_cast<std::uint64_t>(status.st_size);
}

std::size_t Reader::read_bytes(std::uint64_t offset, std::span<std::byte> bytes) const {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ::ssize_t here = ::pread(file_.number(), bytes.data() + done, bytes.size() - done,
                                   static_cast<::off_t>(offset + done));
    if (here < 0 && errno == EINTR) continue;
    if (here < 0) {
      throw InputError(
          path_.string() + ": cannot be read (" + std::strerror(errno) + "). Is the disk sound?",
          ExitCode::io_error);
    }
    if (here == 0) break;
    done += static_cast<std::size_t>(here);
  }
  return done;
}

std::optional<Header> Reader::read(std::uint64_t offset) {
  Header header;
  if (offset > size_ || size_ - offset < sizeof header) return std::nullopt;
  if (read_bytes(offset, std::as_writable_bytes(std::span(&header, 1))) < sizeof header ||
      !plausible(header) || size_ - offset - sizeof header < header.payload_bytes) {
    return std::nullopt;
  }
  payload_.resize(header.payload_bytes);
  if (read_bytes(offset + sizeof header, payload_) < payload_.size() ||
      checksum(header, payload_) != header.checksum) {
    return std::nullopt;
  }
  if (header.kind == Kind::rows) {
    const auto columns = PackedColumns::read(payload_, header.columns);
    if (!columns || columns->payload_bytes(header.rows) != payload_.size()) return std::nullopt;
  }
  header_ = header;
  return header;
}

Rows Reader::rows() const {
  expect(header_.kind == Kind::rows && header_.rows > 0, "the record holds rows");
  return PackedColumns::read(payload_, header_.columns)->rows(payload_, header_.rows);
}

std::uint64_t Reader::find(std::uint64_t offset) {
  std::vector<std::byte> block(search_bytes);
  const auto* pattern = reinterpret_cast<const std::byte*>(magic_bytes.data());
  while (offset < size_) {
    block.resize(search_bytes);
    block.resize(read_bytes(offset, block));
    auto candidate = block.begin();
    while ((candidate = std::search(candidate, block.end(), pattern,
                                    pattern + magic_bytes.size())) != block.end()) {
      const std::uint64_t here = offset + static_cast<std::uint64_t>(candidate - block.begin());
      if (read(here).has_value()) return here;
      ++candidate;
    }
    if (block.size() < search_bytes) break;
    offset += block.size() - (magic_bytes.size() - 1);  // a magic may lie across two blocks
  }
  return size_;
}

}  // namespace smeftscan::storage::record
