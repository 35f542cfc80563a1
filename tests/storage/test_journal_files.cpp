// SPDX-License-Identifier: MIT
// The lives of a scan, and the ranks that write in each, have a file of the journal each.

#include "smeftscan/storage/journal.hpp"
#include "storage/sample_journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;
namespace fs = std::filesystem;

TEST_CASE("a scan may be resumed again and again") {
  const Folder folder;
  write_records(folder, 1);
  for (int life = 1; life <= 12; ++life) {  // more than nine: files are ordered by number
    Seen seen;
    Journal journal = Journal::open(folder.journal(), seen.visitor());
    REQUIRE(journal.restarts() == life);
    REQUIRE(seen.all_right);
    REQUIRE(seen.times.size() == static_cast<std::size_t>(8 * life));
    REQUIRE(seen.snapshots.size() == static_cast<std::size_t>(life - 1));
    if (life > 1) REQUIRE(seen.snapshots.back() == std::to_string(life - 1));
    journal.append(8 * life, sample_rows(8 * life, 8));
    journal.append_snapshot(std::to_string(life));
  }
}

TEST_CASE("the records of all writers of all lives are one journal") {
  const Folder folder;
  {
    Journal first = Journal::create(folder.journal(), sample_manifest());
    Journal second = Journal::join(folder.journal(), first.restarts(), 1);
    Journal twelfth = Journal::join(folder.journal(), first.restarts(), 12);
    twelfth.append(40, sample_rows(40, 8));
    first.append(0, sample_rows(0, 8));
    second.append(16, sample_rows(16, 8));
    second.append(24, sample_rows(24, 8));
  }
  const fs::path torn = journal_path(folder.journal(), 0, 1);
  put(torn, bytes_of(torn).substr(0, 2 * record_size - 1));
  {
    Seen seen;
    Journal first = Journal::open(folder.journal(), seen.visitor());
    CHECK(seen.all_right);
    CHECK(seen.times.size() == 24);
    CHECK(first.restarts() == 1);
    CHECK(first.contents().torn.size() == 1);
    Journal second = Journal::join(folder.journal(), first.restarts(), 1);
    second.append(24, sample_rows(24, 8));
  }
  const Manifest manifest = sample_manifest();
  Seen seen;
  const JournalContents contents = read_journal(folder.journal(), manifest, seen.visitor());
  CHECK(seen.all_right);
  CHECK(seen.once());
  CHECK(contents.rows == 32);
  CHECK(contents.torn.empty());
  CHECK(contents.files.size() == 5);
  long long next = 0;
  JournalRows(contents).visit(0, 48, [&](long long at, const Rows& rows) {
    CHECK(at >= next);
    CHECK(same(rows, sample_rows(at, rows.rows())));
    next = at + rows.rows();
  });
  CHECK(next == 48);
}

TEST_CASE("two writers do not take the same file, and files of others are no journal") {
  const Folder folder;
  Journal first = Journal::create(folder.journal(), sample_manifest());
  first.append(0, sample_rows(0, 8));
  const Journal second = Journal::join(folder.journal(), 0, 1);
  CHECK(outcome_of([&] { Journal::join(folder.journal(), 0, 1); }).code == ExitCode::cannot_create);
  for (const char* name : {"journal.01", "journal.1.", "journal.0.0", "journal.0.1.part"})
    put(folder.journal() / name, "no record");
  CHECK(journal_files(folder.journal()).size() == 2);
  std::move(first).remove();
  CHECK(fs::exists(folder.journal() / "journal.01"));
  CHECK_FALSE(fs::exists(folder.journal() / "journal.0.1"));
}
