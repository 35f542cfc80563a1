// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/storage/descriptor.hpp"
#include "smeftscan/storage/journal_reader.hpp"
#include "smeftscan/storage/lock.hpp"
#include "smeftscan/storage/manifest.hpp"

/// While a scan runs, its results stand in the folder `<output>.d`: a manifest, a lock, and one
/// append-only file of checksummed records for every life of the scan and writer. Whatever kills
/// it, what was appended before comes back to the bit. docs/output-format.md defines the files.
namespace smeftscan::storage {

/// `<output>.d`
std::filesystem::path journal_folder(const std::filesystem::path& output);

/// Writes one file of the journal of a running scan. Its first writer holds the lock of the folder;
/// others join it, in processes of their own.
class Journal {
 public:
  /// A new journal; makes the folder. Throws InputError (cannot_create) if it holds a journal
  /// already or another process is at it.
  static Journal create(const std::filesystem::path& folder, const Manifest& manifest);

  /// Goes on with an existing journal: cuts torn ends off, shows the records (read_journal) and
  /// begins a new file. Throws as Lock, read_manifest and read_journal do.
  static Journal open(const std::filesystem::path& folder, const JournalVisitor& visitor);

  /// Writes beside the one that has created or opened the journal and is at its life `restarts`,
  /// as its writer 1, 2, ... Throws as read_manifest does, or InputError (cannot_create).
  static Journal join(const std::filesystem::path& folder, int restarts, int writer);

  const Manifest& manifest() const { return manifest_; }
  /// How often the scan was resumed.
  int restarts() const { return restarts_; }
  /// What open() found; nothing after create().
  const JournalContents& contents() const { return contents_; }

  /// Appends the rows of points first, first + 1, ...; they are in the hands of the system when
  /// this returns, and on the disk about a second later at the next append or sync.
  ///
  /// Throws InputError (io_error) if the disk is full or fails; the journal then ends with the last
  /// whole record and may be appended to again.
  void append(long long first, const Rows& rows);
  /// Appends the state of the sampler, opaque here, of at most record::largest_payload bytes.
  void append_snapshot(std::string_view state);
  /// Waits until everything is on the disk. Throws as append does.
  void sync();

  /// After the output file is in place and the others have ended: deletes the journal, and the
  /// folder if nothing else is in it.
  void remove() &&;

 private:
  using Clock = std::chrono::steady_clock;

  Journal(std::filesystem::path folder, std::optional<Lock> lock, Manifest manifest);
  void settle_files() const;
  void begin_life();
  void begin_file(int writer);
  void write_record();
  void sync_if_due();

  std::filesystem::path folder_;
  std::optional<Lock> lock_;  ///< of the first writer
  Manifest manifest_;
  JournalContents contents_;
  int restarts_ = 0;
  std::filesystem::path path_;  ///< of the file that is written
  Descriptor file_;
  std::uint64_t size_ = 0;     ///< of whole records
  std::uint64_t sent_ = 0;     ///< of these asked to the disk
  std::uint64_t durable_ = 0;  ///< of these on the disk
  Clock::time_point last_sync_;
  Clock::duration sync_cost_{};
  std::vector<std::byte> buffer_;
};

/// Deletes a journal that nobody writes: what this program put there, and the folder if nothing
/// else is in it. Nothing happens if there is none. Throws InputError (cannot_create) if it is in
/// use.
void remove_journal(const std::filesystem::path& folder);

}  // namespace smeftscan::storage
