// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/sampler_snapshot.hpp"

#include <bit>
#include <cstring>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

static_assert(std::endian::native == std::endian::little, "snapshots are little-endian");

template <class T>
void append(std::string& bytes, const T* values, std::size_t count) {
  bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
void copy(std::string_view bytes, T* values) {
  if (!bytes.empty()) std::memcpy(values, bytes.data(), bytes.size());
}

}  // namespace

SnapshotWriter::SnapshotWriter(std::string_view sampler, std::int64_t version) {
  add(sampler);
  add(version);
}

void SnapshotWriter::add(std::int64_t value) { append(bytes_, &value, 1); }

void SnapshotWriter::add(double value) { append(bytes_, &value, 1); }

void SnapshotWriter::add(std::string_view text) {
  add(static_cast<std::int64_t>(text.size()));
  bytes_.append(text);
}

void SnapshotWriter::add(std::span<const double> values) {
  add(static_cast<std::int64_t>(values.size()));
  append(bytes_, values.data(), values.size());
}

void SnapshotWriter::add(std::span<const std::int64_t> values) {
  add(static_cast<std::int64_t>(values.size()));
  append(bytes_, values.data(), values.size());
}

void SnapshotWriter::add(const Rows& rows) {
  add(std::span<const double>(rows.data(), static_cast<std::size_t>(rows.size())));
}

SnapshotReader::SnapshotReader(std::string_view bytes, std::string_view sampler,
                               std::int64_t version)
    : rest_(bytes), sampler_(sampler) {
  if (text() != sampler) fail("it is of another sampler");
  require(version, "the version of its layout");
}

std::int64_t SnapshotReader::integer() {
  std::int64_t value = 0;
  copy(take(sizeof value), &value);
  return value;
}

double SnapshotReader::number() {
  double value = 0.0;
  copy(take(sizeof value), &value);
  return value;
}

std::string SnapshotReader::text() { return std::string(take(length())); }

void SnapshotReader::read(std::span<double> values) {
  if (length() != values.size()) fail("a list has another length");
  copy(take(values.size_bytes()), values.data());
}

void SnapshotReader::read(std::span<std::int64_t> values) {
  if (length() != values.size()) fail("a list has another length");
  copy(take(values.size_bytes()), values.data());
}

Rows SnapshotReader::rows(Eigen::Index columns) {
  const auto count = static_cast<Eigen::Index>(length());
  if (columns < 1 || count % columns != 0) fail("a table has another number of columns");
  const std::string_view bytes = take(static_cast<std::size_t>(count) * sizeof(double));
  Rows result(count / columns, columns);
  copy(bytes, result.data());
  return result;
}

std::size_t SnapshotReader::count(std::size_t words) {
  const std::int64_t entries = integer();
  if (entries < 0 || static_cast<std::size_t>(entries) > rest_.size() / (8 * words))
    fail("it ends too early");
  return static_cast<std::size_t>(entries);
}

void SnapshotReader::require(std::int64_t value, std::string_view what) {
  const std::int64_t found = integer();
  if (found != value)
    fail(std::string(what) + " is " + std::to_string(found) + ", not " + std::to_string(value));
}

void SnapshotReader::finish() const {
  if (!rest_.empty()) fail("bytes are left over");
}

void SnapshotReader::fail(std::string_view problem) const {
  throw InputError("the snapshot cannot be restored by the sampler '" + std::string(sampler_) +
                   "' (" + std::string(problem) + "). Start the scan anew with --overwrite");
}

std::string_view SnapshotReader::take(std::size_t size) {
  if (size > rest_.size()) fail("it ends too early");
  const std::string_view result = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return result;
}

std::size_t SnapshotReader::length() {
  const std::int64_t count = integer();
  // an element has at least one byte, so this bounds every allocation
  if (count < 0 || static_cast<std::size_t>(count) > rest_.size()) fail("it ends too early");
  return static_cast<std::size_t>(count);
}

}  // namespace smeftscan::sampling
