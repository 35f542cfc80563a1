// SPDX-License-Identifier: MIT
#include "smeftscan/storage/journal.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bit>
#include <chrono>
#include <iostream>
#include <random>

#include "smeftscan/base/error.hpp"
#include "storage/sample_journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;
namespace fs = std::filesystem;

TEST_CASE("rows and snapshots come back to the bit and in order") {
  const Folder folder;
  {
    Journal journal = Journal::create(folder.journal(), sample_manifest());
    journal.append(16, sample_rows(16, 8));
    journal.append_snapshot(std::string("state\0one", 9));
    journal.append(0, sample_rows(0, 8));
    journal.append_snapshot("");
    CHECK(journal.restarts() == 0);
  }
  Seen seen;
  const Journal journal = Journal::open(folder.journal(), seen.visitor());
  CHECK(seen.all_right);
  CHECK(seen.once());
  CHECK(seen.times.size() == 16);
  CHECK(seen.snapshots == std::vector<std::string>{std::string("state\0one", 9), ""});
  CHECK(journal.restarts() == 1);
  CHECK(journal.contents().records == 4);
  CHECK(journal.contents().rows == 16);
  CHECK(journal.contents().torn.empty());
}

TEST_CASE("columns that repeat themselves or others cost nothing and come back to the bit") {
  const Folder folder;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double other_nan = std::bit_cast<double>(std::bit_cast<std::uint64_t>(nan) + 1);
  Manifest manifest = sample_manifest();
  manifest.columns = {"one", "sum", "part", "none", "signs"};
  Rows rows(4, 5);
  rows << 1.0, 0.1, 0.1, nan, 0.0,  //
      1.0, 0.2, 0.2, nan, -0.0,     //
      1.0, nan, nan, nan, 0.0,      //
      1.0, 0.4, 0.4, nan, 0.0;
  std::size_t plain = 2;  // sum and signs
  SECTION("all of them") {}
  SECTION("but for the bits of a NaN") {
    rows(2, 2) = other_nan;
    rows(1, 3) = other_nan;
    plain = 4;
  }
  SECTION("a row alone") {
    rows = rows.topRows(1).eval();
    plain = 0;
  }
  Journal journal = Journal::create(folder.journal(), manifest);
  journal.append(0, rows);
  Rows found;
  const JournalVisitor visitor{[&](long long, const Rows& some) { found = some; }, {}};
  const JournalContents contents = read_journal(folder.journal(), manifest, visitor);
  CHECK(same(found, rows));
  const auto count = static_cast<std::size_t>(rows.rows());
  const std::size_t once = count == 1 ? 5 : (plain == 2 ? 2 : 1);
  CHECK(fs::file_size(folder.file(0)) ==
        sizeof(record::Header) + 8 + (once + plain * count) * sizeof(double));
  JournalRows(contents).visit(0, 4, [&](long long, const Rows& some) { found = some; });
  CHECK(same(found, rows));
}

TEST_CASE("a journal cut at any byte of its last three records loses exactly the torn ones") {
  const Folder folder;
  write_records(folder, 6);
  const std::string whole = bytes_of(folder.file(0));
  REQUIRE(whole.size() == 6 * record_size);
  for (std::size_t size = 3 * record_size; size <= whole.size(); ++size) {
    put(folder.file(0), whole.substr(0, size));
    fs::remove(folder.file(1));
    const std::size_t sound = size / record_size;
    Seen seen;
    {
      Journal journal = Journal::open(folder.journal(), seen.visitor());
      const auto from = static_cast<long long>(8 * sound);
      journal.append(from, sample_rows(from, 8));
    }
    REQUIRE(seen.all_right);
    REQUIRE(seen.times.size() == 8 * sound);
    REQUIRE(fs::file_size(folder.file(0)) == sound * record_size);
    Seen again;
    read_journal(folder.journal(), sample_manifest(), again.visitor());
    REQUIRE(again.all_right);
    REQUIRE(again.once());
    REQUIRE(again.times.size() == 8 * (sound + 1));
  }
}

TEST_CASE("a changed bit anywhere is reported or its points are done again, never a wrong number") {
  const Folder folder;
  write_records(folder, 12);
  const bool in_manifest = GENERATE(false, true);
  const fs::path path = in_manifest ? folder.journal() / "manifest.json" : folder.file(0);
  const std::string whole = bytes_of(path);
  std::mt19937 random(3);
  int reported = 0;
  for (int flip = 0; flip < 1000; ++flip) {
    const std::size_t bit = random() % (8 * whole.size());
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
    put(path, bytes);
    Seen seen;
    Manifest manifest = sample_manifest();
    const Outcome outcome = outcome_of([&] {
      manifest = read_manifest(folder.journal());
      read_journal(folder.journal(), manifest, seen.visitor());
    });
    REQUIRE(seen.all_right);
    REQUIRE(manifest.identity == sample_manifest().identity);
    REQUIRE(manifest.job == sample_manifest().job);
    if (outcome.code == ExitCode::complete) {
      // a blank of the manifest, or the last record, of which nobody knew that it was on the disk
      if (!in_manifest) REQUIRE(bit / 8 >= 11 * record_size);
      REQUIRE(seen.times.size() >= 11 * 8);
    } else {
      ++reported;
      REQUIRE(outcome.code == ExitCode::bad_input);
      REQUIRE(outcome.message.find(path.string()) == 0);
    }
  }
  CHECK(reported > 800);
}

TEST_CASE("damage is named by file and record, and the other records can be saved") {
  const Folder folder;
  write_records(folder, 6);
  std::string bytes = bytes_of(folder.file(0));
  bytes[2 * record_size + 100] ^= 1;
  put(folder.file(0), bytes);
  const Outcome outcome = outcome_of([&] { Journal::open(folder.journal(), JournalVisitor{}); });
  CHECK(outcome.code == ExitCode::bad_input);
  CHECK(outcome.message.find("journal.0: record 3 at byte 400") != std::string::npos);
  CHECK(bytes_of(folder.file(0)) == bytes);

  Seen seen;
  const JournalContents contents =
      read_journal(folder.journal(), sample_manifest(), seen.visitor(), Damage::skip);
  CHECK(contents.damaged == 1);
  CHECK(contents.rows == 40);
  CHECK(seen.all_right);
  CHECK(seen.times.size() == 40);
  CHECK_FALSE(seen.times.contains(16));
}

TEST_CASE("records behind a hole that a power cut left are cut off with it") {
  const Folder folder;
  {
    Journal journal = Journal::create(folder.journal(), sample_manifest());
    for (int i = 0; i < 5; ++i) {
      journal.append(8 * i, sample_rows(8 * i, 8));
      if (i == 1) journal.sync();  // two records on the disk, three in the system's memory
    }
  }
  std::string bytes = bytes_of(folder.file(0));
  std::fill_n(bytes.begin() + 3 * record_size, record_size, '\0');
  put(folder.file(0), bytes);
  Seen seen;
  const Journal journal = Journal::open(folder.journal(), seen.visitor());
  CHECK(seen.all_right);
  CHECK(seen.times.size() == 24);
  CHECK(fs::file_size(folder.file(0)) == 3 * record_size);
}

TEST_CASE("a point that comes twice is shown once, and with other numbers is an error") {
  const Folder folder;
  {
    Journal journal = Journal::create(folder.journal(), sample_manifest());
    journal.append(8, sample_rows(8, 8));
    journal.append(24, sample_rows(24, 8));
    journal.append(4, sample_rows(4, 30));  // around and between both
    journal.append(0, sample_rows(0, 40));
  }
  Seen seen;
  const JournalContents contents =
      read_journal(folder.journal(), sample_manifest(), seen.visitor());
  CHECK(contents.rows == 40);
  CHECK(seen.all_right);
  CHECK(seen.once());
  CHECK(seen.times.size() == 40);

  Rows other = sample_rows(16, 8);
  other(3, 1) = std::nextafter(other(3, 1), 1e9);
  Journal::open(folder.journal(), JournalVisitor{}).append(16, other);
  const Outcome outcome =
      outcome_of([&] { read_journal(folder.journal(), sample_manifest(), JournalVisitor{}); });
  CHECK(outcome.code == ExitCode::bad_input);
  CHECK(outcome.message.find("journal.1: record 1 at byte 0: point 19") != std::string::npos);
}

TEST_CASE("rows of another scan are refused") {
  const Folder folder;
  write_records(folder, 2);
  Manifest manifest = sample_manifest();
  SECTION("columns") { manifest.columns.pop_back(); }
  SECTION("points") { manifest.points_total = 15; }
  CHECK(outcome_of([&] { read_journal(folder.journal(), manifest, JournalVisitor{}); }).code ==
        ExitCode::bad_input);
}

TEST_CASE("a full disk is an I/O error and leaves whole records, to which more can be added") {
  const Folder folder;
  Journal journal = Journal::create(folder.journal(), sample_manifest());
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{5 * record_size / 2, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  long long written = 0;
  const Outcome outcome = outcome_of([&] {
    for (; written < 10; ++written) journal.append(8 * written, sample_rows(8 * written, 8));
  });
  ::setrlimit(RLIMIT_FSIZE, &before);
  CHECK(outcome.code == ExitCode::io_error);
  CHECK(written == 2);
  CHECK(fs::file_size(folder.file(0)) == 2 * record_size);
  journal.append(16, sample_rows(16, 8));
  Seen seen;
  CHECK(read_journal(folder.journal(), sample_manifest(), seen.visitor()).torn.empty());
  CHECK(seen.all_right);
  CHECK(seen.times.size() == 24);
}

TEST_CASE("a reader beside the writer sees whole records and disturbs nothing") {
  const Folder folder;
  Journal journal = Journal::create(folder.journal(), sample_manifest());
  for (int i = 0; i < 100; ++i) {
    journal.append(8 * i, sample_rows(8 * i, 8));
    Seen seen;
    const JournalContents contents =
        read_journal(folder.journal(), sample_manifest(), seen.visitor());
    REQUIRE(contents.rows == 8 * (i + 1));
    REQUIRE(seen.all_right);
  }
}

TEST_CASE("a writer killed at any moment leaves every row that it had appended") {
  const Folder folder;
  for (int life = 0; life < 20; ++life) {
    int told[2];
    REQUIRE(::pipe(told) == 0);
    const ::pid_t child = ::fork();
    if (child == 0) {  // tells how many points are done, until it is killed
      Journal journal = life == 0 ? Journal::create(folder.journal(), sample_manifest())
                                  : Journal::open(folder.journal(), JournalVisitor{});
      const long long base = 10000LL * life;
      for (long long i = 0; i < 9992; i += 8) {
        journal.append(base + i, sample_rows(base + i, 8));
        const char byte = 1;
        if (::write(told[1], &byte, 1) != 1) break;
      }
      ::pause();
    }
    ::close(told[1]);
    std::vector<char> bytes(static_cast<std::size_t>(1 + 13 * life));
    std::size_t records = 0;
    while (records < bytes.size()) {
      const ::ssize_t here = ::read(told[0], bytes.data(), bytes.size() - records);
      REQUIRE(here > 0);
      records += static_cast<std::size_t>(here);
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(told[0]);
    Seen seen;
    read_journal(folder.journal(), sample_manifest(), seen.visitor());
    REQUIRE(seen.all_right);
    REQUIRE(seen.once());
    for (long long point = 0; point < static_cast<long long>(8 * records); ++point) {
      REQUIRE(seen.times.contains(10000LL * life + point));
    }
  }
}

TEST_CASE("a journal does not begin where one stands") {
  const Folder folder;
  write_records(folder, 1);
  const Outcome outcome = outcome_of([&] { Journal::create(folder.journal(), sample_manifest()); });
  CHECK(outcome.code == ExitCode::cannot_create);
  CHECK(outcome.message.find("--resume") != std::string::npos);
  remove_journal(folder.journal());
  Journal::create(folder.journal(), sample_manifest());
}

TEST_CASE("removing a journal leaves nothing of it, and everything else") {
  const Folder folder;
  Journal journal = Journal::create(folder.journal(), sample_manifest());
  journal.append(0, sample_rows(0, 8));
  SECTION("alone") {
    std::move(journal).remove();
    CHECK_FALSE(fs::exists(folder.journal()));
  }
  SECTION("beside a file of the user") {
    put(folder.journal() / "journal.txt", "mine");
    std::move(journal).remove();
    CHECK(bytes_of(folder.journal() / "journal.txt") == "mine");
    fs::remove(folder.journal() / "journal.txt");
    CHECK(fs::is_empty(folder.journal()));
  }
  remove_journal(folder.journal());  // nothing to do, no error
}

TEST_CASE("a million rows go through the journal") {
  const Folder folder;
  constexpr long long count = 1000000;
  constexpr long long batch = 1000;
  const Rows rows = sample_rows(0, batch);
  const auto seconds_since = [](auto start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const auto start = std::chrono::steady_clock::now();
  {
    Journal journal = Journal::create(folder.journal(), sample_manifest());
    for (long long first = 0; first < count; first += batch) journal.append(first, rows);
    journal.sync();
  }
  const double written = seconds_since(start);
  const auto middle = std::chrono::steady_clock::now();
  const JournalContents contents =
      read_journal(folder.journal(), sample_manifest(), JournalVisitor{});
  const double read = seconds_since(middle);
  CHECK(contents.rows == count);
  std::cout << "1e6 rows of 3 columns: written in " << written << " s, read in " << read << " s\n";
}
