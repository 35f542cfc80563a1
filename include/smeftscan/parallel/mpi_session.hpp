// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::parallel {

struct Communicator;  // of MPI; src/parallel/communicator.hpp

/// What MpiSession::together throws on all ranks: one of them has the reason, to be reported.
struct FailedTogether {
  std::exception_ptr reason;  ///< null on all other ranks
};

/// The life of MPI in this process; a program started without mpirun is one rank. Messages are of a
/// communicator of its own, so that they do not meet those of a host that uses MPI, too.
///
/// MPI is initialised (MPI_THREAD_FUNNELED: calls come from the constructing thread alone) unless
/// it runs already, and finalised by whoever initialised it. Every member function but `rank`,
/// `size`, `is_root` and `abort` is collective: all ranks call it, in the same order. Waiting
/// ranks sleep instead of spinning.
///
/// An exception that leaves the session's scope on a rank while others still work would leave them
/// waiting for ever, so the destructor then ends the job with exit code 70. Catch inside.
class MpiSession {
 public:
  /// Throws InputError with ExitCode::system when MPI offers less than MPI_THREAD_FUNNELED.
  MpiSession();
  ~MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;

  int rank() const { return rank_; }
  int size() const { return size_; }
  /// Rank 0 reads, writes and speaks.
  bool is_root() const { return rank_ == 0; }

  void barrier() const;

  /// What rank 0 passes, of any length, on every rank; the others' arguments are ignored.
  std::string broadcast(const std::string& text) const;
  std::vector<char> broadcast(const std::vector<char>& bytes) const;

  /// Sum or maximum over all ranks, on every rank; for vectors elementwise, of one length.
  double sum(double value) const;
  double max(double value) const;
  std::vector<double> sum(const std::vector<double>& values) const;
  std::vector<double> max(const std::vector<double>& values) const;

  /// Every rank takes the step; if it throws on any of them, FailedTogether on all.
  void together(const std::function<void()>& step) const;

  const Communicator& communicator() const { return *communicator_; }

  /// Ends the job on all ranks at once with this exit code.
  [[noreturn]] void abort(ExitCode code) const;

 private:
  int rank_ = 0;
  int size_ = 1;
  int exceptions_at_start_ = 0;
  bool finalize_ = false;
  std::unique_ptr<Communicator> communicator_;
};

/// What is wrong with how the `size` ranks were started, as the environment tells; "" if nothing is.
std::string launch_problem(int size);

/// The MPI library in one line: "Open MPI v4.1.4, ...". Needs no session.
std::string mpi_library_version();

}  // namespace smeftscan::parallel
