// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace smeftscan::storage {

/// Writes a whole file so that `path` holds the old content or the new, never a part: the bytes go
/// to `<path>.part` in the same folder, are synchronised to the disk and renamed. The `.part` file
/// is removed when anything fails. A symbolic link is followed: what it points to is written.
///
/// Throws InputError: ExitCode::cannot_create when the file exists and `overwrite` is false, or
/// when it cannot be created; ExitCode::io_error when the disk is full or fails.
class SafeFile {
 public:
  SafeFile(const std::filesystem::path& path, bool overwrite);
  ~SafeFile();
  SafeFile(const SafeFile&) = delete;
  SafeFile& operator=(const SafeFile&) = delete;

  void write(std::span<const std::byte> bytes);
  /// For writers that need to go back: open for reading and writing.
  int descriptor() const { return descriptor_; }
  /// Throws as write() does, for an errno that such a writer met.
  [[noreturn]] void fail(int error) const;
  /// After the last write: makes the file appear at its path.
  void commit();

 private:
  std::filesystem::path path_;
  std::filesystem::path part_;
  int descriptor_ = -1;
};

/// A new file of this text; an existing one is refused.
void write_text_file(const std::filesystem::path& path, const std::string& text);

}  // namespace smeftscan::storage
