// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/parallel/mpi_session.hpp"

/// Commands that run under mpirun.
namespace smeftscan::app {

struct RankWork {
  /// On rank 0, where it reads all files and finds the user's mistakes before anything starts;
  /// false if there is nothing to do.
  std::function<bool()> prepare;
  /// What the others need to know of that, if there are any.
  std::function<std::string()> pack;
  /// On every rank, with what was packed.
  std::function<ExitCode(const parallel::MpiSession&, const std::string& packed)> work;
};

/// Messages are rank 0's, but for failures of others. Returns the exit code of this process.
ExitCode on_all_ranks(const RankWork& work);

}  // namespace smeftscan::app
