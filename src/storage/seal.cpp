// SPDX-License-Identifier: MIT
#include "smeftscan/storage/seal.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/descriptor.hpp"

namespace smeftscan::storage {
namespace {

constexpr std::string_view magic = "smeftSL\n";

/// Reads bytes that are there.
void read_at(int descriptor, std::size_t place, void* bytes, std::size_t size) {
  auto* to = static_cast<char*>(bytes);
  while (size > 0) {
    const ::ssize_t count = ::pread(descriptor, to, size, static_cast<::off_t>(place));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw std::system_error(count < 0 ? errno : EIO, std::generic_category());
    to += count;
    place += static_cast<std::size_t>(count);
    size -= static_cast<std::size_t>(count);
  }
}

std::size_t size_of(int descriptor) {
  const ::off_t size = ::lseek(descriptor, 0, SEEK_END);
  if (size < 0) throw std::system_error(errno, std::generic_category());
  return static_cast<std::size_t>(size);
}

Seal seal_of_first(int descriptor, std::size_t size) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> slab(std::min(size, std::size_t{1} << 20));
  for (std::size_t place = 0; place < size; place += slab.size()) {
    const std::size_t here = std::min(slab.size(), size - place);
    read_at(descriptor, place, slab.data(), here);
    XXH3_128bits_update(state.get(), slab.data(), here);
  }
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits_digest(state.get()));
  Seal seal;
  static_assert(sizeof(Seal) == magic.size() + sizeof hash.digest);
  std::copy(std::begin(hash.digest), std::end(hash.digest),
            std::copy(magic.begin(), magic.end(), seal.begin()));
  return seal;
}

}  // namespace

Seal seal_of(int descriptor) { return seal_of_first(descriptor, size_of(descriptor)); }

bool is_sealed(const std::filesystem::path& path) {
  try {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) throw std::system_error(errno, std::generic_category());
    const std::size_t size = size_of(file.number());
    Seal found;
    if (size < found.size()) return false;
    const std::size_t place = size - found.size();
    read_at(file.number(), place, found.data(), found.size());
    if (!std::string_view(found.data(), found.size()).starts_with(magic)) return false;
    if (found == seal_of_first(file.number(), place)) return true;
  } catch (const std::system_error& error) {
    throw InputError(error.code().message(), ExitCode::io_error);
  }
  throw InputError(
      "damaged, or open for writing elsewhere: the seal at its end is not that of its bytes",
      ExitCode::io_error);
}

}  // namespace smeftscan::storage
