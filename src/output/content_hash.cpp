// SPDX-License-Identifier: MIT
#include "smeftscan/output/content_hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {
namespace {

constexpr std::size_t slab_bytes = std::size_t{4} << 20;
constexpr std::size_t deflate_limit = 1100;  // deflate shrinks by no more than a factor of 1032

class Hash {
 public:
  Hash() { XXH3_128bits_reset(&state_); }
  void add(const void* bytes, std::size_t size) { XXH3_128bits_update(&state_, bytes, size); }
  void add(std::size_t number) {
    std::array<unsigned char, 8> bytes{};  // little-endian
    for (unsigned i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(number >> (8 * i));
    add(bytes.data(), bytes.size());
  }
  void add(const std::string& text) {
    add(text.size());
    add(text.data(), text.size());
  }
  std::string digits() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_);
    std::array<char, 33> text{};
    std::snprintf(text.data(), text.size(), "%016llx%016llx",
                  static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return text.data();
  }

 private:
  XXH3_state_t state_;
};

void add_numbers(Hash& hash, const hdf5::Handle& dataset, hdf5::Type type, std::size_t count) {
  const hdf5::Shape shape = hdf5::shape_of(dataset);
  const std::size_t rows = shape.empty() ? 1 : shape.front();
  if (count == 0) return;
  const std::size_t row_bytes = count / rows * hdf5::size_of(type);
  const std::size_t step = std::clamp(slab_bytes / row_bytes, std::size_t{1}, rows);
  std::vector<char> slab(step * row_bytes);
  for (std::size_t first = 0; first < rows; first += step) {
    const std::size_t here = std::min(step, rows - first);
    hdf5::read_rows(dataset, type, first, here, slab.data());
    hash.add(slab.data(), here * row_bytes);
  }
}

void add_group(Hash& hash, const hdf5::Handle& group, std::size_t file_size) {
  for (const std::string& name : hdf5::names(group)) {
    const hdf5::Handle dataset = hdf5::open_object(group, name);
    if (hdf5::is_group(dataset)) {
      throw InputError("group '" + name + "' inside a data group", ExitCode::io_error);
    }
    const hdf5::Type type = hdf5::type_of(dataset);
    const std::size_t count = checked_count(dataset, file_size);
    hash.add(name);
    hash.add(hdf5::name(type));
    const hdf5::Shape shape = hdf5::shape_of(dataset);
    hash.add(shape.size());
    for (const std::size_t extent : shape) hash.add(extent);
    if (type == hdf5::Type::string) {
      for (const std::string& text : hdf5::read_strings(dataset)) hash.add(text);
    } else if (type == hdf5::Type::other) {
      throw InputError("dataset '" + name + "' of an unknown type", ExitCode::io_error);
    } else {
      add_numbers(hash, dataset, type, count);
    }
  }
}

}  // namespace

std::size_t checked_count(const hdf5::Handle& dataset, std::size_t file_size) {
  const hdf5::Type type = hdf5::type_of(dataset);
  const bool numbers = type != hdf5::Type::string && type != hdf5::Type::other;
  const std::size_t element = numbers ? hdf5::size_of(type) : 1;
  std::size_t count = 1;
  for (const std::size_t extent : hdf5::shape_of(dataset)) {
    if (__builtin_mul_overflow(count, extent, &count)) count = SIZE_MAX;
  }
  if (count / deflate_limit > file_size / element) {
    throw InputError("a dataset is larger than the file can hold", ExitCode::io_error);
  }
  return count;
}

std::string content_hash(const hdf5::Handle& file, std::size_t file_size) {
  Hash hash;
  for (const std::string& name : hdf5::names(file)) {
    const hdf5::Handle group = hdf5::open_object(file, name);
    if (!hdf5::is_group(group) || name == "provenance") continue;
    hash.add(name);
    add_group(hash, group, file_size);
  }
  return hash.digits();
}

}  // namespace smeftscan::output
