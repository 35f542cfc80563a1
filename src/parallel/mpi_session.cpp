// SPDX-License-Identifier: MIT
#include "smeftscan/parallel/mpi_session.hpp"

#include <algorithm>
#include <cstdlib>
#include <exception>

#include "communicator.hpp"
#include "smeftscan/parallel/patience.hpp"

namespace smeftscan::parallel {
namespace {

constexpr long long largest_message = 1LL << 30;  // MPI counts are ints

void wait(MPI_Request request) {
  Patience::until([&] {
    int done = 0;
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    return done != 0;
  });
}

template <class Text>
Text broadcast_from_root(const Text& from_root, bool is_root, MPI_Comm ranks) {
  long long size = is_root ? static_cast<long long>(from_root.size()) : 0;
  MPI_Request request{};
  MPI_Ibcast(&size, 1, MPI_LONG_LONG, 0, ranks, &request);
  wait(request);
  Text result = is_root ? from_root : Text(static_cast<std::size_t>(size), '\0');
  for (long long sent = 0; sent < size; sent += largest_message) {
    const int count = static_cast<int>(std::min(largest_message, size - sent));
    MPI_Ibcast(result.data() + sent, count, MPI_CHAR, 0, ranks, &request);
    wait(request);
  }
  return result;
}

std::vector<double> reduce(const std::vector<double>& values, MPI_Op operation, MPI_Comm ranks) {
  expect(static_cast<long long>(values.size()) <= largest_message, "a reduction fits one message");
  std::vector<double> result(values.size());
  MPI_Request request{};
  MPI_Iallreduce(values.data(), result.data(), static_cast<int>(values.size()), MPI_DOUBLE,
                 operation, ranks, &request);
  wait(request);
  return result;
}

}  // namespace

MpiSession::MpiSession()
    : exceptions_at_start_(std::uncaught_exceptions()),
      communicator_(std::make_unique<Communicator>()) {
  int running = 0;
  MPI_Initialized(&running);
  int provided = MPI_THREAD_SINGLE;
  if (running != 0) {
    MPI_Query_thread(&provided);
  } else {
    // One rank alone needs no daemon of Open MPI 4, which looks for ssh.
    ::setenv("OMPI_MCA_ess_singleton_isolated", "1", /*overwrite=*/0);
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
    finalize_ = true;
  }
  if (provided < MPI_THREAD_FUNNELED) {
    throw InputError("MPI: no support for threads (MPI_THREAD_FUNNELED). Use another MPI library",
                     ExitCode::system);
  }
  MPI_Comm_dup(MPI_COMM_WORLD, &communicator_->handle);
  MPI_Comm_rank(communicator_->handle, &rank_);
  MPI_Comm_size(communicator_->handle, &size_);
}

MpiSession::~MpiSession() {
  const bool leaving_by_exception = std::uncaught_exceptions() > exceptions_at_start_;
  if (leaving_by_exception && size_ > 1) abort(ExitCode::internal);
  MPI_Comm_free(&communicator_->handle);
  if (finalize_) MPI_Finalize();
}

void MpiSession::barrier() const {
  MPI_Request request{};
  MPI_Ibarrier(communicator_->handle, &request);
  wait(request);
}

std::string MpiSession::broadcast(const std::string& text) const {
  return broadcast_from_root(text, is_root(), communicator_->handle);
}

std::vector<char> MpiSession::broadcast(const std::vector<char>& bytes) const {
  return broadcast_from_root(bytes, is_root(), communicator_->handle);
}

double MpiSession::sum(double value) const {
  return reduce({value}, MPI_SUM, communicator_->handle).front();
}
double MpiSession::max(double value) const {
  return reduce({value}, MPI_MAX, communicator_->handle).front();
}

std::vector<double> MpiSession::sum(const std::vector<double>& values) const {
  return reduce(values, MPI_SUM, communicator_->handle);
}

std::vector<double> MpiSession::max(const std::vector<double>& values) const {
  return reduce(values, MPI_MAX, communicator_->handle);
}

void MpiSession::together(const std::function<void()>& step) const {
  std::exception_ptr reason;
  try {
    step();
  } catch (...) {
    reason = std::current_exception();
  }
  const double first = -max(reason ? -rank_ : -size_);  // of the ranks that failed
  if (first < size_) throw FailedTogether{first == rank_ ? reason : nullptr};
}

void MpiSession::abort(ExitCode code) const {
  MPI_Abort(communicator_->handle, static_cast<int>(code));
  std::_Exit(static_cast<int>(code));  // MPI_Abort may return
}

std::string launch_problem(int size) {
  const char* const tasks = std::getenv("SLURM_STEP_NUM_TASKS");
  if (size != 1 || tasks == nullptr || std::atoi(tasks) <= 1) return "";
  return "Slurm has started " + std::string(tasks) +
         " tasks, of which each believes to be the only rank: this srun and the MPI library do not "
         "know each other. Start with mpirun, or with another --mpi (srun --mpi=list)";
}

std::string mpi_library_version() {
  std::string version(MPI_MAX_LIBRARY_VERSION_STRING, '\0');
  int length = 0;
  MPI_Get_library_version(version.data(), &length);
  version.resize(static_cast<std::size_t>(length));
  // Open MPI counts its terminating zero
  return version.substr(0, version.find_first_of(std::string("\n\0", 2)));
}

}  // namespace smeftscan::parallel
