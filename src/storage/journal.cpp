// SPDX-License-Identifier: MIT
#include "smeftscan/storage/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/storage/journal_record.hpp"

namespace smeftscan::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t record_bytes = std::size_t{1} << 18;  // of rows in memory, which fit a cache
constexpr std::chrono::seconds sync_interval{1};
constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 20;  // asked to the disk at a time
constexpr int sync_share = 200;  // syncs take no more than this part of the time
constexpr std::chrono::seconds longest_interval{60};  // but come that often on any disk

[[noreturn]] void fail(const fs::path& path, const std::string& problem,
                       const std::string& suggestion, ExitCode code) {
  throw InputError(
      path.string() + ": " + problem + " (" + std::strerror(errno) + "). " + suggestion, code);
}

/// Deletes what this program puts into the folder of a journal: the manifest last, so that a
/// removal that was interrupted still looks like a journal, and the lock behind it.
void delete_files(const fs::path& folder) {
  std::error_code error;
  for (const JournalFile& file : journal_files(folder)) fs::remove(file.path, error);
  for (const char* name : {"manifest.json.part", "manifest.json", "lock"}) {
    fs::remove(folder / name, error);
  }
}

void remove_if_empty(const fs::path& folder) {
  std::error_code error;
  fs::remove(folder, error);
}

}  // namespace

fs::path journal_folder(const fs::path& output) { return output.string() + ".d"; }

Journal::Journal(fs::path folder, std::optional<Lock> lock, Manifest manifest)
    : folder_(std::move(folder)), lock_(std::move(lock)), manifest_(std::move(manifest)) {}

Journal Journal::create(const fs::path& folder, const Manifest& manifest) {
  expect(!manifest.columns.empty(), "a journal has columns");
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) {
    throw InputError(folder.string() + ": cannot be created (" + error.message() +
                         "). Choose a folder that exists and may be written",
                     ExitCode::cannot_create);
  }
  Journal journal(folder, Lock(folder), manifest);
  if (fs::exists(folder / "manifest.json") || !journal_files(folder).empty()) {
    throw InputError(folder.string() +
                         ": holds the journal of an unfinished scan. Go on with --resume, or "
                         "start anew with --overwrite",
                     ExitCode::cannot_create);
  }
  write_manifest(folder, manifest);
  synchronise_folder(folder.has_parent_path() ? folder.parent_path() : ".");
  journal.begin_life();
  return journal;
}

Journal Journal::open(const fs::path& folder, const JournalVisitor& visitor) {
  Lock lock(folder);
  Journal journal(folder, std::move(lock), read_manifest(folder));
  journal.contents_ = read_journal(folder, journal.manifest_, visitor);
  journal.settle_files();
  journal.begin_life();
  return journal;
}

Journal Journal::join(const fs::path& folder, int restarts, int writer) {
  expect(writer > 0, "writer 0 has the lock");
  Journal journal(folder, std::nullopt, read_manifest(folder));
  journal.restarts_ = restarts;
  journal.begin_file(writer);
  return journal;
}

/// Cuts torn ends off, so that later lives find whole records alone, and brings to the disk what an
/// earlier life was killed before.
void Journal::settle_files() const {
  for (const JournalFile& file : journal_files(folder_)) {
    const Descriptor opened(::open(file.path.c_str(), O_WRONLY | O_CLOEXEC));
    bool settled = opened.is_open();
    for (const TornEnd& end : contents_.torn) {
      if (end.file != file.path) continue;
      settled = settled && ::ftruncate(opened.number(), static_cast<::off_t>(end.sound_bytes)) == 0;
    }
    if (!settled || ::fdatasync(opened.number()) != 0) {
      fail(file.path, "cannot be settled", "May it be written, and is the disk sound?",
           ExitCode::io_error);
    }
  }
}

void Journal::begin_life() {
  const std::vector<JournalFile> files = journal_files(folder_);
  restarts_ = files.empty() ? 0 : files.back().life + 1;
  begin_file(0);
}

void Journal::begin_file(int writer) {
  path_ = journal_path(folder_, restarts_, writer);
  file_ =
      Descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666));
  if (!file_.is_open()) {
    fail(path_, "cannot be created", "Is there room, and may the folder be written?",
         ExitCode::cannot_create);
  }
  synchronise_folder(folder_);
  last_sync_ = Clock::now();
}

void Journal::append(long long first, const Rows& rows) {
  expect(rows.cols() == static_cast<Eigen::Index>(manifest_.columns.size()),
         "a row has the columns of the manifest");
  const std::size_t row_bytes = sizeof(double) * static_cast<std::size_t>(rows.cols());
  const auto most = static_cast<Eigen::Index>(std::max(record_bytes / row_bytes, std::size_t{1}));
  for (Eigen::Index begin = 0; begin < rows.rows(); begin += most) {
    const Eigen::Index count = std::min(most, rows.rows() - begin);
    record::pack_rows(first + begin, rows.middleRows(begin, count), durable_, buffer_);
    write_record();
  }
  sync_if_due();
}

void Journal::append_snapshot(std::string_view state) {
  record::pack({.kind = record::Kind::snapshot, .durable = durable_},
               std::as_bytes(std::span(state)), buffer_);
  write_record();
  sync_if_due();
}

void Journal::write_record() {
  std::span<const std::byte> rest(buffer_);
  while (!rest.empty()) {
    const ::ssize_t written = ::write(file_.number(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int reason = errno;
      // A torn end that cannot be cut off is left to the next life: nothing more is written here.
      if (::ftruncate(file_.number(), static_cast<::off_t>(size_)) != 0) file_ = Descriptor();
      errno = reason;
      fail(path_, "cannot be written", "Make room on the disk, then go on with --resume",
           ExitCode::io_error);
    }
    rest = rest.subspan(static_cast<std::size_t>(written));
  }
  size_ += buffer_.size();
  // what is on its way to the disk already, the next sync need not wait for
  if (size_ - sent_ < piece_bytes) return;
  ::sync_file_range(file_.number(), static_cast<::off_t>(sent_),
                    static_cast<::off_t>(size_ - sent_), SYNC_FILE_RANGE_WRITE);
  sent_ = size_;
}

void Journal::sync_if_due() {
  const Clock::duration elapsed = Clock::now() - last_sync_;
  const Clock::duration affordable = sync_share * sync_cost_;
  if (elapsed >= std::clamp<Clock::duration>(affordable, sync_interval, longest_interval)) sync();
}

void Journal::sync() {
  if (durable_ == size_) return;
  const Clock::time_point start = Clock::now();
  if (::fdatasync(file_.number()) != 0) {
    fail(path_, "cannot be brought to the disk", "Make room on the disk, then go on with --resume",
         ExitCode::io_error);
  }
  durable_ = size_;
  last_sync_ = Clock::now();
  sync_cost_ = last_sync_ - start;
}

void Journal::remove() && {
  const fs::path folder = folder_;
  {
    const Journal finished = std::move(*this);  // its lock goes before the folder
    delete_files(folder);
  }
  remove_if_empty(folder);
}

void remove_journal(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return;
  {
    const Lock lock(folder);
    delete_files(folder);
  }
  remove_if_empty(folder);
}

}  // namespace smeftscan::storage
