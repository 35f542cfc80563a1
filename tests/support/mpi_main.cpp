// SPDX-License-Identifier: MIT
#include <mpi.h>

#include <iostream>
#include <sstream>

#include "support/run_tests.hpp"

#if defined(__SANITIZE_ADDRESS__)
// Open MPI unloads its components before the leak check, which then cannot say whose memory it was
// and finds no suppression (leaks.supp). So they stay loaded.
extern "C" int dlclose(void*) noexcept { return 0; }
#endif

/// Runs Catch on every rank; ranks other than 0 print only when they fail. The exit code is the
/// largest of all ranks.
int main(int argc, char* argv[]) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_FUNNELED, &provided);
  int rank = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);

  std::ostringstream held_back;
  std::streambuf* const terminal = std::cout.rdbuf();
  if (rank != 0) std::cout.rdbuf(held_back.rdbuf());
  int result = run_tests(argc, argv);
  std::cout.rdbuf(terminal);
  if (rank != 0 && result != 0) std::cout << "rank " << rank << ":\n" << held_back.str();

  int worst = 0;
  MPI_Allreduce(&result, &worst, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  MPI_Finalize();
  return worst < 255 ? worst : 255;
}
