// SPDX-License-Identifier: MIT
#include "smeftscan/storage/lock.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "smeftscan/storage/journal.hpp"
#include "storage/sample_journal.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::storage;

TEST_CASE("a journal belongs to one process, and the message names it") {
  const Folder folder;
  Journal::create(folder.journal(), sample_manifest()).append(0, Rows::Zero(8, 3));
  int told[2];
  REQUIRE(::pipe(told) == 0);
  const ::pid_t child = ::fork();
  if (child == 0) {
    const Journal journal = Journal::open(folder.journal(), {});
    const char byte = 1;
    if (::write(told[1], &byte, 1) == 1) ::pause();
    ::_exit(1);
  }
  char byte = 0;
  REQUIRE(::read(told[0], &byte, 1) == 1);
  const std::string process = "process " + std::to_string(child) + " on ";
  const std::vector<std::function<void()>> actions{
      [&] { Lock(folder.journal()); },
      [&] { Journal::open(folder.journal(), {}); },
      [&] { remove_journal(folder.journal()); },
  };
  for (const auto& action : actions) {
    const Outcome outcome = outcome_of(action);
    CHECK(outcome.code == ExitCode::cannot_create);
    CHECK(outcome.message.find(process) != std::string::npos);
  }
  CHECK(lock_holder(folder.journal()).find(process) == 0);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  ::close(told[0]);
  ::close(told[1]);
  CHECK(lock_holder(folder.journal()).empty());
  CHECK(Journal::open(folder.journal(), {}).contents().rows == 8);
}

TEST_CASE("a lock ends with its owner, and another may follow in the same process") {
  const Folder folder;
  {
    Lock first(folder.path);
    const Lock moved(std::move(first));
    CHECK(outcome_of([&] { Lock(folder.path); }).code == ExitCode::cannot_create);
  }
  const Lock second(folder.path);
  CHECK_FALSE(lock_holder(folder.path).empty());
}

TEST_CASE("a folder that is not there cannot be locked") {
  const Folder folder;
  CHECK(outcome_of([&] { Lock(folder.journal()); }).code == ExitCode::cannot_create);
  CHECK(lock_holder(folder.journal()).empty());
}
