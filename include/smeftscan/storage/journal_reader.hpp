// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/base/rows.hpp"
#include "smeftscan/storage/manifest.hpp"

namespace smeftscan::storage {

/// What is done with the records of a journal, those of a writer in the order in which they were
/// appended. No point comes twice.
struct JournalVisitor {
  /// `rows` belong to the points first, first + 1, ...
  std::function<void(long long first, const Rows& rows)> rows;
  std::function<void(const std::string& state)> snapshot;
};

/// The end of a file that was being written when its writer died.
struct TornEnd {
  std::filesystem::path file;
  std::uint64_t sound_bytes = 0;  ///< of whole records before it
  std::uint64_t torn_bytes = 0;
};

/// Where the rows of consecutive points stand in a journal.
struct JournalPiece {
  long long first = 0;
  long long count = 0;
  int file = 0;              ///< of JournalContents::files
  std::uint64_t offset = 0;  ///< of the record in it
  long long skipped = 0;     ///< rows of the record before these
};

/// What reading found.
struct JournalContents {
  long long records = 0;  ///< sound ones
  long long rows = 0;     ///< of different points
  long long damaged = 0;  ///< places of damage that were skipped
  std::vector<TornEnd> torn;
  std::vector<std::filesystem::path> files;
  std::vector<JournalPiece> pieces;  ///< by first point; none overlap
};

/// What to do about damage other than a torn end.
enum class Damage { refuse, skip };

/// Shows a visitor the sound records of a journal, which is not changed and may be growing. Holds
/// one record, and some bytes for every other, in memory.
///
/// At a record that does not check, the file has a torn end if no sound record stands behind it, or
/// only such as were written before the bad one had reached the disk: a kill or a power cut tore
/// it, and its points are simply done again. Anything else is damage: InputError (bad_input) that
/// names file and record, or, with Damage::skip, only the rest of the records. Two rows of one
/// point with different bits, and rows that do not fit the manifest, are errors in any case.
JournalContents read_journal(const std::filesystem::path& folder, const Manifest& manifest,
                             const JournalVisitor& visitor, Damage damage = Damage::refuse);

/// Rows of a journal by point, after read_journal() has found all of them sound.
class JournalRows {
 public:
  /// `contents` as read_journal() returned it.
  explicit JournalRows(const JournalContents& contents);

  /// Behind the last point that has a row.
  long long end() const;

  /// Shows the rows that there are of the points first, ..., first + count - 1, in order, one
  /// stretch of consecutive points at a time. Throws InputError (io_error) if the disk fails.
  void visit(long long first, long long count,
             const std::function<void(long long first, const Rows& rows)>& visitor) const;

  /// The points in [first, first + count) that have no row, as stretches {first, count} in order.
  std::vector<std::pair<long long, long long>> missing(long long first, long long count) const;

 private:
  std::vector<JournalPiece>::const_iterator first_behind(long long point) const;

  std::vector<std::filesystem::path> files_;
  std::vector<JournalPiece> pieces_;
};

struct JournalFile {
  int life = 0;    ///< lives of the scan before the one that wrote it
  int writer = 0;  ///< of this life
  std::filesystem::path path;
};

/// `folder`/journal.<life>, of writers above 0 `folder`/journal.<life>.<writer>.
std::filesystem::path journal_path(const std::filesystem::path& folder, int life, int writer);

/// The files journal_path() of a folder, by life and writer.
std::vector<JournalFile> journal_files(const std::filesystem::path& folder);

}  // namespace smeftscan::storage
