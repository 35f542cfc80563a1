// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

#include "smeftscan/base/error.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

/// Throws InputError(cannot_create) if the output's folder does not exist, or the output exists and
/// may not be overwritten: before a scan has cost anything.
void check_output(const std::filesystem::path& output, bool overwrite);

/// Runs a whole scan, collectively: asks the sampler, maps the points over ranks and threads, tells
/// the results, writes the scan file at the end (rank 0). Every rank passes the same job. `threads`: of each
/// rank, as OMP_NUM_THREADS says if 0. Returns
/// the exit code on every rank: complete, or too_many_failures (the file is complete and kept).
///
/// Throws on rank 0 whatever stops the scan, see parallel::WorkPool: the caller then ends the job on
/// all ranks.
ExitCode run_scan(Job& job, const parallel::MpiSession& session, bool overwrite, int threads = 0);

}  // namespace smeftscan::scan
