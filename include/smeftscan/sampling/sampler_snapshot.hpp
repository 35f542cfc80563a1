// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "smeftscan/base/rows.hpp"

/// The bytes of a sampler's snapshot: a name and a version, then what the sampler adds, each as
/// little-endian 64-bit words; a list has its length before it. No checksum: the journal has one.
namespace smeftscan::sampling {

class SnapshotWriter {
 public:
  /// `sampler` is its name in the catalogue, `version` that of the layout which follows.
  SnapshotWriter(std::string_view sampler, std::int64_t version);

  void add(std::int64_t value);
  void add(double value);
  void add(std::string_view text);
  void add(std::span<const double> values);
  void add(std::span<const std::int64_t> values);
  void add(const Rows& rows);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads in the order of writing. Throws InputError when name, version, a length or the end is not
/// what is expected. `bytes` must outlive the reader.
class SnapshotReader {
 public:
  SnapshotReader(std::string_view bytes, std::string_view sampler, std::int64_t version);

  std::int64_t integer();
  double number();
  std::string text();
  /// Fills `values`, whose length is that of the list.
  void read(std::span<double> values);
  void read(std::span<std::int64_t> values);
  /// A number of entries that follow, each of `words` words: bounded by what is left.
  std::size_t count(std::size_t words);
  /// A table of any number of rows and `columns` columns.
  Rows rows(Eigen::Index columns);

  /// An integer that must be `value`; `what` says what it is, for the message.
  void require(std::int64_t value, std::string_view what);
  /// The snapshot must end here.
  void finish() const;

 private:
  [[noreturn]] void fail(std::string_view problem) const;
  std::string_view take(std::size_t size);
  std::size_t length();

  std::string_view rest_;
  std::string_view sampler_;
};

}  // namespace smeftscan::sampling
