// SPDX-License-Identifier: MIT
#include "smeftscan/storage/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "smeftscan/base/error.hpp"

namespace smeftscan::storage {
namespace {

constexpr ::rlim_t further_memory = ::rlim_t{2} << 30;

void limit(int resource, ::rlim_t most) {
  const ::rlimit bounds{most, most};
  ::setrlimit(resource, &bounds);
}

void await(::pid_t child, unsigned seconds) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  const bool too_long = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
  throw InputError(
      too_long ? "no end within " + std::to_string(seconds) + " s" : std::string("a crash"),
      ExitCode::io_error);
}

[[noreturn]] void fail(int error) {
  throw InputError(std::string("no child process: ") + std::strerror(error), ExitCode::io_error);
}

}  // namespace

/// A crash shall be quiet, and end the child: MPI libraries catch signals to talk about them.
void confine(unsigned seconds) {
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM, SIGTERM, SIGINT})
    std::signal(number, SIG_DFL);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  ::dup2(nowhere, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  limit(RLIMIT_CORE, 0);
  ::rlim_t pages = 0;  // of all its memory
  if (std::ifstream("/proc/self/statm") >> pages)
    limit(RLIMIT_AS, pages * static_cast<::rlim_t>(::sysconf(_SC_PAGESIZE)) + further_memory);
  ::alarm(seconds);
}

void try_in_child(unsigned seconds, const std::function<void()>& action) {
  const ::pid_t child = ::fork();
  if (child < 0) fail(errno);
  if (child == 0) {
    confine(seconds);
    try {
      action();
    } catch (...) {  // its own business
    }
    ::_exit(0);
  }
  await(child, seconds);
}

void try_program(unsigned seconds, const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::pid_t child = 0;
  const int error =
      ::posix_spawn(&child, arguments.front(), nullptr, nullptr, arguments.data(), environ);
  if (error != 0) fail(error);
  await(child, seconds);
}

}  // namespace smeftscan::storage
