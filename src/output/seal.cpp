// SPDX-License-Identifier: MIT
#include "smeftscan/output/seal.hpp"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <system_error>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/descriptor.hpp"
#include "smeftscan/output/safe_file.hpp"

namespace smeftscan::output {
namespace {

constexpr std::array<char, 8> magic{'s', 'm', 'e', 'f', 't', 'S', 'L', '\n'};

/// As it stands in the file.
struct Seal {
  std::array<char, 8> magic{};
  XXH128_canonical_t hash{};
};
static_assert(sizeof(Seal) == 24);

/// Reads bytes that are there; throws std::system_error otherwise.
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

/// The seal of the first `size` bytes.
Seal seal_of(int descriptor, std::size_t size) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::vector<char> slab(std::min(size, std::size_t{1} << 20));
  for (std::size_t place = 0; place < size; place += slab.size()) {
    const std::size_t here = std::min(slab.size(), size - place);
    read_at(descriptor, place, slab.data(), here);
    XXH3_128bits_update(state.get(), slab.data(), here);
  }
  Seal seal{.magic = magic};
  XXH128_canonicalFromHash(&seal.hash, XXH3_128bits_digest(state.get()));
  return seal;
}

bool has_wrong_seal(int descriptor) {
  const std::size_t size = size_of(descriptor);
  if (size < sizeof(Seal)) return false;
  Seal found;
  read_at(descriptor, size - sizeof found, &found, sizeof found);
  if (found.magic != magic) return false;
  const Seal wanted = seal_of(descriptor, size - sizeof found);
  return std::memcmp(&found, &wanted, sizeof found) != 0;
}

}  // namespace

void append_seal(SafeFile& file) {
  try {
    const Seal seal = seal_of(file.descriptor(), size_of(file.descriptor()));
    file.write(std::as_bytes(std::span(&seal, 1)));
  } catch (const std::system_error& error) {
    file.fail(error.code().value());
  }
}

void check_seal(const std::filesystem::path& path) {
  try {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) throw std::system_error(errno, std::generic_category());
    if (has_wrong_seal(file.number())) {
      throw InputError("damaged: the seal at its end is not that of its bytes", ExitCode::io_error);
    }
  } catch (const std::system_error& error) {
    throw InputError(error.code().message(), ExitCode::io_error);
  }
}

}  // namespace smeftscan::output
