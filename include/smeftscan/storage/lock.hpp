// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

#include "smeftscan/storage/descriptor.hpp"

namespace smeftscan::storage {

/// Keeps a folder to one process for as long as this lives: an flock on `folder`/lock, which names
/// its holder and which the system releases when the process ends, however it ends. On a file
/// system without flock the existence of `folder`/lock.exclusive is the lock; one that a dead
/// process left must be removed by hand, and the message says so.
///
/// Throws InputError (cannot_create) that names the holder (process, host, start), or says why the
/// lock cannot be made.
class Lock {
 public:
  explicit Lock(const std::filesystem::path& folder);
  Lock(Lock&&) noexcept = default;
  ~Lock();

 private:
  std::filesystem::path exclusive_;  ///< to be removed at the end; empty with flock
  Descriptor file_;
};

/// Who holds the lock of a folder, "process 4711 on node17 since ...", or "" if nobody does.
std::string lock_holder(const std::filesystem::path& folder);

}  // namespace smeftscan::storage
