// SPDX-License-Identifier: MIT
#include "smeftscan/storage/journal_reader.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <system_error>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/journal_record.hpp"

namespace smeftscan::storage {
namespace {

namespace fs = std::filesystem;

/// A record on its way from a file to the visitor.
struct Place {
  const JournalFile& file;
  long long number;  ///< in its file, from 1
  std::uint64_t offset;
};

[[noreturn]] void fail(const Place& place, const std::string& problem,
                       const std::string& suggestion) {
  throw InputError(place.file.path.string() + ": record " + std::to_string(place.number) +
                   " at byte " + std::to_string(place.offset) + ": " + problem + ". " + suggestion);
}

/// Of a record that was sound before.
Rows rows_at(record::Reader& reader, std::uint64_t offset) {
  if (!reader.read(offset))
    throw InputError(reader.path().string() + ": was changed while it was read. Is the disk sound?",
                     ExitCode::io_error);
  return reader.rows();
}

/// Passes every row on once, and finds the earlier one of a row that comes again.
class RowsOnce {
 public:
  RowsOnce(const Manifest& manifest, const JournalVisitor& visitor)
      : manifest_(manifest), visitor_(visitor) {}

  /// `files`: where they are from.
  void report(const std::vector<JournalFile>& files, JournalContents& contents) const {
    for (const auto& [first, piece] : pieces_) {
      contents.rows += piece.count;
      const auto file = static_cast<int>(&piece.file - files.data());
      contents.pieces.push_back({first, piece.count, file, piece.offset, piece.skipped});
    }
  }

  void add(long long first, const Rows& rows, const Place& place) {
    if (rows.cols() != static_cast<Eigen::Index>(manifest_.columns.size()) ||
        first > last_first(rows.rows())) {
      fail(place, "its rows are not of this scan", "Start the scan anew with --overwrite");
    }
    const long long end = first + rows.rows();
    for (long long point = first; point < end;) {
      const auto after = pieces_.upper_bound(point);
      const auto before = after == pieces_.begin() ? pieces_.end() : std::prev(after);
      const long long known = before == pieces_.end() ? 0 : before->first + before->second.count;
      const long long skipped = point - first;
      long long count = 0;
      if (known > point) {
        count = std::min(end, known) - point;
        compare(point, rows.middleRows(skipped, count), before->first, before->second, place);
      } else {
        count = (after == pieces_.end() ? end : std::min(end, after->first)) - point;
        if (visitor_.rows) visitor_.rows(point, rows.middleRows(skipped, count));
        pieces_.emplace(point, Piece{count, place.file, place.offset, skipped});
      }
      point += count;
    }
  }

 private:
  /// Rows of consecutive points in a record.
  struct Piece {
    long long count;
    const JournalFile& file;
    std::uint64_t offset;  ///< of the record
    long long skipped;     ///< rows of the record before these
  };

  /// The last point at which `rows` rows may begin.
  long long last_first(long long rows) const {
    return (manifest_.points_total < 0 ? std::numeric_limits<long long>::max()
                                       : manifest_.points_total) -
           rows;
  }

  void compare(long long point, const Eigen::Ref<const Rows>& rows, long long piece_first,
               const Piece& piece, const Place& place) const {
    record::Reader reader(piece.file.path);
    const Rows earlier = rows_at(reader, piece.offset);
    const Eigen::Index begin = piece.skipped + point - piece_first;
    const auto bytes = sizeof(double) * static_cast<std::size_t>(rows.cols());
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      if (std::memcmp(rows.row(i).data(), earlier.row(begin + i).data(), bytes) == 0) continue;
      fail(place,
           "point " + std::to_string(point + i) + " stands in " + piece.file.path.string() +
               " with other numbers",
           "Was the program changed in between? Start the scan anew with --overwrite");
    }
  }

  const Manifest& manifest_;
  const JournalVisitor& visitor_;
  std::map<long long, Piece> pieces_;  ///< by first point; no two overlap
};

/// Whether the bytes at `offset`, which are no record, were on the disk before a later record.
bool was_on_disk(record::Reader& reader, std::uint64_t offset) {
  std::uint64_t next = reader.find(offset + 1);
  while (next < reader.size()) {
    const auto header = reader.read(next);
    if (!header || header->durable > offset) return true;
    next = reader.find(next + sizeof(record::Header) + header->payload_bytes);
  }
  return false;
}

void read_file(const JournalFile& file, const JournalVisitor& visitor, Damage damage,
               RowsOnce& rows, JournalContents& contents) {
  record::Reader reader(file.path);
  std::uint64_t offset = 0;
  for (long long number = 1; offset < reader.size(); ++number) {
    const Place place{file, number, offset};
    if (const auto header = reader.read(offset)) {
      ++contents.records;
      if (header->kind == record::Kind::rows) {
        rows.add(header->first, reader.rows(), place);
      } else if (visitor.snapshot) {
        visitor.snapshot(
            {reinterpret_cast<const char*>(reader.payload().data()), reader.payload().size()});
      }
      offset += sizeof(record::Header) + header->payload_bytes;
    } else if (!was_on_disk(reader, offset)) {
      contents.torn.push_back({file.path, offset, reader.size() - offset});
      return;
    } else if (damage == Damage::skip) {
      ++contents.damaged;
      offset = reader.find(offset + 1);
    } else {
      fail(place, "damaged (it was written whole, and does not match its checksum now)",
           "`smeftscan recover` saves the sound records; --overwrite starts anew");
    }
  }
}

}  // namespace

JournalContents read_journal(const fs::path& folder, const Manifest& manifest,
                             const JournalVisitor& visitor, Damage damage) {
  JournalContents contents;
  const std::vector<JournalFile> files = journal_files(folder);
  RowsOnce rows(manifest, visitor);
  for (const JournalFile& file : files) {
    read_file(file, visitor, damage, rows, contents);
    contents.files.push_back(file.path);
  }
  rows.report(files, contents);
  return contents;
}

JournalRows::JournalRows(const JournalContents& contents)
    : files_(contents.files), pieces_(contents.pieces) {}

long long JournalRows::end() const {
  return pieces_.empty() ? 0 : pieces_.back().first + pieces_.back().count;
}

/// The first piece that ends behind `point`.
std::vector<JournalPiece>::const_iterator JournalRows::first_behind(long long point) const {
  return std::partition_point(pieces_.begin(), pieces_.end(), [&](const JournalPiece& piece) {
    return piece.first + piece.count <= point;
  });
}

void JournalRows::visit(
    long long first, long long count,
    const std::function<void(long long first, const Rows& rows)>& visitor) const {
  int open_file = -1;
  std::optional<record::Reader> reader;
  for (auto piece = first_behind(first); piece != pieces_.end() && piece->first < first + count;
       ++piece) {
    const long long begin = std::max(first, piece->first);
    const long long end = std::min(first + count, piece->first + piece->count);
    if (piece->file != open_file) {
      reader.emplace(files_[static_cast<std::size_t>(piece->file)]);
      open_file = piece->file;
    }
    const Rows rows = rows_at(*reader, piece->offset);
    visitor(begin, rows.middleRows(piece->skipped + begin - piece->first, end - begin));
  }
}

std::vector<std::pair<long long, long long>> JournalRows::missing(long long first,
                                                                  long long count) const {
  std::vector<std::pair<long long, long long>> result;
  const long long end = first + count;
  for (auto piece = first_behind(first); first < end; ++piece) {
    const long long next = piece == pieces_.end() ? end : std::min(end, piece->first);
    if (next > first) result.emplace_back(first, next - first);
    if (piece == pieces_.end()) break;
    first = piece->first + piece->count;
  }
  return result;
}

fs::path journal_path(const fs::path& folder, int life, int writer) {
  const std::string of_writer = writer == 0 ? "" : "." + std::to_string(writer);
  return folder / ("journal." + std::to_string(life) + of_writer);
}

std::vector<JournalFile> journal_files(const fs::path& folder) {
  std::vector<JournalFile> result;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    int life = 0;
    int writer = 0;
    const std::string name = entry.path().filename().string();
    if (std::sscanf(name.c_str(), "journal.%9d.%9d", &life, &writer) > 0 &&
        name == journal_path({}, life, writer).string()) {
      result.push_back({life, writer, entry.path()});
    }
  }
  if (error) {
    throw InputError(folder.string() + ": cannot be read (" + error.message() +
                     "). Is it the folder of a scan's journal?");
  }
  std::sort(result.begin(), result.end(), [](const JournalFile& a, const JournalFile& b) {
    return std::pair(a.life, a.writer) < std::pair(b.life, b.writer);
  });
  return result;
}

}  // namespace smeftscan::storage
