// SPDX-License-Identifier: MIT
#include "smeftscan/storage/safe_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/descriptor.hpp"
#include "smeftscan/storage/followed_path.hpp"

namespace smeftscan::storage {
namespace {

constexpr std::size_t bytes_per_write = std::size_t{1} << 30;  // Linux writes no more than 2 GiB

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& problem,
                       const std::string& suggestion, ExitCode code) {
  throw InputError(
      path.string() + ": " + problem + " (" + std::strerror(errno) + "). " + suggestion, code);
}

}  // namespace

SafeFile::SafeFile(const std::filesystem::path& path, bool overwrite)
    : path_(followed(path)), part_(path_.string() + ".part") {
  std::error_code error;
  if (std::filesystem::is_directory(path_, error)) {
    throw InputError(path_.string() + ": cannot write (it is a folder). Choose a file name",
                     ExitCode::cannot_create);
  }
  if (!overwrite && std::filesystem::exists(path_, error)) {
    throw InputError(
        path_.string() + ": exists already. Remove it, or choose another place with -o",
        ExitCode::cannot_create);
  }
  descriptor_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) {
    storage::fail(path_, "cannot be created", "Choose a folder that exists and may be written",
                  ExitCode::cannot_create);
  }
}

SafeFile::~SafeFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(part_.c_str());
}

void SafeFile::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ::ssize_t written =
        ::write(descriptor_, bytes.data(), std::min(bytes.size(), bytes_per_write));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

void SafeFile::fail(int error) const {
  errno = error;
  storage::fail(path_, "cannot be written", "Make room on the disk", ExitCode::io_error);
}

void SafeFile::commit() {
  if (::fsync(descriptor_) != 0 || ::rename(part_.c_str(), path_.c_str()) != 0) {
    storage::fail(path_, "cannot be completed", "Make room on the disk", ExitCode::io_error);
  }
  ::close(descriptor_);
  descriptor_ = -1;
  synchronise_folder(path_.has_parent_path() ? path_.parent_path() : ".");
}

void write_text_file(const std::filesystem::path& path, const std::string& text) {
  SafeFile file(path, /*overwrite=*/false);
  file.write(std::as_bytes(std::span(text)));
  file.commit();
}

}  // namespace smeftscan::storage
