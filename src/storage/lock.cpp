// SPDX-License-Identifier: MIT
#include "smeftscan/storage/lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "smeftscan/base/error.hpp"

namespace smeftscan::storage {
namespace {

/// "process 4711 on node17 since 2024-05-01 12:00:00 UTC"
std::string this_process() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  std::array<char, 32> time{};
  const std::time_t now = std::time(nullptr);
  std::tm date{};
  ::gmtime_r(&now, &date);
  std::strftime(time.data(), time.size(), "%Y-%m-%d %H:%M:%S", &date);
  return "process " + std::to_string(::getpid()) + " on " + host.data() + " since " + time.data() +
         " UTC\n";
}

std::string holder(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line.empty() ? "another process" : line;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem,
                         const std::string& reason, const std::string& suggestion) {
  throw InputError(path.string() + ": " + problem + " (" + reason + "). " + suggestion,
                   ExitCode::cannot_create);
}

Descriptor open_file(const std::filesystem::path& path, int flags) {
  return Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | flags, 0666));
}

/// The name is a convenience for whoever finds the lock held: a full disk is no reason to stop.
void write_holder(const Descriptor& file) {
  const std::string text = this_process();
  if (::ftruncate(file.number(), 0) != 0) return;
  [[maybe_unused]] const ::ssize_t written = ::pwrite(file.number(), text.data(), text.size(), 0);
}

/// Whether the file that is open still stands at its path: its last holder may have removed it.
bool stands_at(const std::filesystem::path& path, const Descriptor& file) {
  struct stat opened {};
  struct stat standing {};
  return ::fstat(file.number(), &opened) == 0 && ::stat(path.c_str(), &standing) == 0 &&
         opened.st_ino == standing.st_ino && opened.st_dev == standing.st_dev;
}

}  // namespace

Lock::Lock(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "lock";
  do {
    file_ = open_file(path, 0);
    if (!file_.is_open()) {
      refuse(path, "cannot be created", std::strerror(errno), "May the folder be written?");
    }
    int result = 0;
    do result = ::flock(file_.number(), LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    if (result != 0 && errno == EWOULDBLOCK) {
      refuse(folder, "in use", holder(path), "Wait for its end, or choose another output");
    }
    if (result != 0) {  // no flock here
      const std::filesystem::path exclusive = folder / "lock.exclusive";
      file_ = open_file(exclusive, O_EXCL);
      if (!file_.is_open()) {
        refuse(folder, "in use", holder(exclusive),
               "If that process is gone, remove " + exclusive.string());
      }
      exclusive_ = exclusive;
      break;
    }
  } while (!stands_at(path, file_));
  write_holder(file_);
}

Lock::~Lock() {
  if (file_.is_open() && !exclusive_.empty()) ::unlink(exclusive_.c_str());
}

std::string lock_holder(const std::filesystem::path& folder) {
  const std::filesystem::path exclusive = folder / "lock.exclusive";
  std::error_code error;
  if (std::filesystem::exists(exclusive, error)) return holder(exclusive);
  const std::filesystem::path path = folder / "lock";
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open() || ::flock(file.number(), LOCK_SH | LOCK_NB) == 0) return "";
  return errno == EWOULDBLOCK ? holder(path) : "";
}

}  // namespace smeftscan::storage
