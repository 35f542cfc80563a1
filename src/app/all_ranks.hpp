// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "smeftscan/base/error.hpp"
#include "smeftscan/parallel/mpi_session.hpp"

/// Commands that run under mpirun.
namespace smeftscan::app {

/// Rank 0 prepares, which finds the user's mistakes before anything starts; the text that it
/// returns goes to the work of every rank, unless it is empty: then there is none. Messages are
/// rank 0's. Returns the exit code of this process.
ExitCode on_all_ranks(
    const std::function<std::string()>& prepare,
    const std::function<ExitCode(const parallel::MpiSession&, const std::string& text)>& work);

}  // namespace smeftscan::app
