// SPDX-License-Identifier: MIT
#include "smeftscan/output/journal_reader.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <system_error>

#include "smeftscan/base/error.hpp"
#include "smeftscan/output/journal_record.hpp"

namespace smeftscan::output {
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

/// Passes every row on once, and finds the earlier one of a row that comes again.
class RowsOnce {
 public:
  RowsOnce(const Manifest& manifest, const JournalVisitor& visitor)
      : manifest_(manifest),
        visitor_(visitor),
        row_bytes_(sizeof(double) * manifest.columns.size()) {}

  /// `files`: where they are from.
  void report(const std::vector<JournalFile>& files, JournalContents& contents) const {
    for (const auto& [first, piece] : pieces_) {
      contents.rows += piece.count;
      const auto file = static_cast<int>(&piece.file - files.data());
      contents.pieces.push_back({first, piece.count, file, piece.offset});
    }
  }

  void add(const record::Header& header, std::span<const std::byte> payload, const Place& place) {
    if (header.columns != manifest_.columns.size() || header.first > last_first(header.rows)) {
      fail(place, "its rows are not of this scan", "Start the scan anew with --overwrite");
    }
    const long long end = header.first + header.rows;
    const std::uint64_t payload_offset = place.offset + sizeof header;
    for (long long point = header.first; point < end;) {
      const auto after = pieces_.upper_bound(point);
      const auto skipped = static_cast<std::size_t>(point - header.first) * row_bytes_;
      const auto before = after == pieces_.begin() ? pieces_.end() : std::prev(after);
      const long long known = before == pieces_.end() ? 0 : before->first + before->second.count;
      long long count = 0;
      if (known > point) {
        count = std::min(end, known) - point;
        compare(point, payload.subspan(skipped, bytes(count)), before->first, before->second,
                place);
      } else {
        count = (after == pieces_.end() ? end : std::min(end, after->first)) - point;
        pass_on(point, payload.subspan(skipped, bytes(count)));
        pieces_.emplace(point, Piece{count, place.file, payload_offset + skipped});
      }
      point += count;
    }
  }

 private:
  /// Rows of consecutive points, which stand in a file one behind the other.
  struct Piece {
    long long count;
    const JournalFile& file;
    std::uint64_t offset;
  };

  /// The last point at which `rows` rows may begin.
  long long last_first(long long rows) const {
    return (manifest_.points_total < 0 ? std::numeric_limits<long long>::max()
                                       : manifest_.points_total) -
           rows;
  }

  std::size_t bytes(long long rows) const { return static_cast<std::size_t>(rows) * row_bytes_; }

  void pass_on(long long first, std::span<const std::byte> payload) {
    Rows rows(static_cast<Eigen::Index>(payload.size() / row_bytes_),
              static_cast<Eigen::Index>(manifest_.columns.size()));
    std::memcpy(rows.data(), payload.data(), payload.size());
    if (visitor_.rows) visitor_.rows(first, rows);
  }

  void compare(long long point, std::span<const std::byte> payload, long long piece_first,
               const Piece& piece, const Place& place) const {
    std::vector<std::byte> earlier(payload.size());
    record::Reader(piece.file.path).read_bytes(piece.offset + bytes(point - piece_first), earlier);
    const auto [other, same] = std::mismatch(payload.begin(), payload.end(), earlier.begin());
    if (other == payload.end()) return;
    const auto row = (other - payload.begin()) / static_cast<std::ptrdiff_t>(row_bytes_);
    fail(place,
         "point " + std::to_string(point + row) + " stands in " + piece.file.path.string() +
             " with other numbers",
         "Was the program changed in between? Start the scan anew with --overwrite");
  }

  const Manifest& manifest_;
  const JournalVisitor& visitor_;
  std::size_t row_bytes_;
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
        rows.add(*header, reader.payload(), place);
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

JournalRows::JournalRows(const JournalContents& contents, std::size_t columns)
    : files_(contents.files), pieces_(contents.pieces), columns_(columns) {}

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
  const std::size_t row_bytes = columns_ * sizeof(double);
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
    Rows rows(static_cast<Eigen::Index>(end - begin), static_cast<Eigen::Index>(columns_));
    const auto bytes =
        std::as_writable_bytes(std::span(rows.data(), static_cast<std::size_t>(rows.size())));
    const std::uint64_t offset =
        piece->offset + static_cast<std::uint64_t>(begin - piece->first) * row_bytes;
    if (reader->read_bytes(offset, bytes) != bytes.size()) {
      throw InputError(reader->path().string() + ": shorter than it was. Is the disk sound?",
                       ExitCode::io_error);
    }
    visitor(begin, rows);
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

}  // namespace smeftscan::output
