// SPDX-License-Identifier: MIT
#include "smeftscan/output/child.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "smeftscan/base/error.hpp"

namespace smeftscan::output {
namespace {

constexpr ::rlim_t further_memory = ::rlim_t{2} << 30;

void limit(int resource, ::rlim_t most) {
  const ::rlimit bounds{most, most};
  ::setrlimit(resource, &bounds);
}

/// A crash shall be quiet, and end the child: MPI libraries catch signals to talk about them.
void prepare(unsigned seconds) {
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

}  // namespace

void try_in_child(unsigned seconds, const std::function<void()>& action) {
  const ::pid_t child = ::fork();
  if (child < 0)
    throw InputError(std::string("no child process: ") + std::strerror(errno), ExitCode::io_error);
  if (child == 0) {
    prepare(seconds);
    try {
      action();
    } catch (...) {  // its own business
    }
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  const bool too_long = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
  throw InputError(
      too_long ? "no end within " + std::to_string(seconds) + " s" : std::string("a crash"),
      ExitCode::io_error);
}

}  // namespace smeftscan::output
