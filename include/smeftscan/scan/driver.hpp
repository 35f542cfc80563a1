// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/base/error.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::scan {

struct RunOptions {
  bool overwrite = false;
  bool resume = false;  ///< go on where an earlier life of the scan ended, if there was one
  int threads = 0;      ///< of each rank; as OMP_NUM_THREADS says if 0
  /// With more ranks, one in so many writes a journal of its own (parallel::WorkPool), if the
  /// sampler does not learn.
  int ranks_per_writer = 64;
};

/// Runs a whole scan, collectively: asks the sampler, maps the points over ranks and threads, keeps
/// the rows in journals, tells the results, makes the scan file of them at the end (rank 0).
/// Every rank passes the same job. Returns the exit code on every rank: complete; stopped_early
/// (a signal, or the wall time: --resume goes on); too_many_failures (the file is complete and
/// kept; or, if the job's policy on failures is to abort, the scan has stopped at one, resumable).
///
/// What refuses the scan before it starts is thrown on every rank, parallel::FailedTogether; later
/// whatever stops the scan on a rank, mostly rank 0, see parallel::WorkPool: the caller then ends
/// the job on all ranks.
ExitCode run_scan(Job& job, const parallel::MpiSession& session, const RunOptions& options = {});

}  // namespace smeftscan::scan
