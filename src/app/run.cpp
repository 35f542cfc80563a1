// SPDX-License-Identifier: MIT
#include <filesystem>
#include <memory>

#include "all_ranks.hpp"
#include "command.hpp"
#include "job_options.hpp"
#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/scan/driver.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/identity.hpp"
#include "smeftscan/scan/records.hpp"
#include "smeftscan/scan/stop.hpp"

namespace smeftscan::app {
namespace {

struct RunOptions {
  JobOptions job;
  std::string output;
  std::string wall_time;
  int ranks_per_writer = scan::RunOptions{}.ranks_per_writer;
  bool overwrite = false;
  bool resume = false;
};

void set_wall_time(const RunOptions& options, scan::Job& job) {
  if (options.wall_time.empty()) return;
  job.wall_time = scan::parse_duration(options.wall_time);
  if (!job.wall_time)
    throw InputError(
        "--wall-time " + options.wall_time + ": is not a length of time. Write for example 4h",
        ExitCode::usage);
}

/// Whether an earlier life has finished this scan; throws if the file is of another one.
bool is_complete(const RunOptions& options, const scan::Job& job) {
  if (!options.resume || !std::filesystem::exists(job.output) || scan::is_unfinished(job.output))
    return false;
  const output::FileHeader header = output::read_header(job.output).header;
  const std::string hint = "Take another output with -o, or --overwrite";
  if (header.identity.empty())
    throw InputError(job.output.string() +
                     ": has no identity, as files of earlier programs have none: whether it is of "
                     "this job is not known. " +
                     hint);
  const auto changes = storage::changes(header.identity, scan::identity_of(job));
  if (!changes.empty())
    throw InputError(job.output.string() + ": is the file of another scan:\n" +
                     storage::to_text(changes) + hint);
  return header.state == "complete";
}

/// The job of rank 0; nothing if it is complete already.
std::optional<scan::Job> read_job(const RunOptions& options, const scan::JobOptions& changes) {
  scan::Job job = scan::read_job(options.job.file, changes);
  if (job.output.empty())
    throw InputError(options.job.file +
                     ": the key 'output' is missing: name the file to write, as "
                     "output: scan.h5, or give -o");
  set_wall_time(options, job);
  scan::estimate_size(job);
  if (is_complete(options, job)) {
    log::info(job.output.string() + " is complete already");
    return std::nullopt;
  }
  scan::refuse_neglected(job, scan::coefficient_sizes(job));
  api::warn_of_ranges(job);
  scan::check_output(job.output, options.overwrite, options.resume);
  return job;
}

ExitCode run(const RunOptions& options) {
  scan::catch_signals();  // queues may end a job that has just begun
  scan::JobOptions changes = options.job.changes();
  if (!options.output.empty()) changes.output = options.output;
  std::optional<scan::Job> job;
  return on_all_ranks({.prepare =
                           [&] {
                             job = read_job(options, changes);
                             return job.has_value();
                           },
                       .pack = [&] { return scan::pack(*job); },
                       .work =
                           [&](const parallel::MpiSession& session, const std::string& packed) {
                             if (!job)
                               job = scan::unpack_job(packed,
                                                      changes);  // wall time, journal: of rank 0
                             job->files = {};                    // sent
                             return scan::run_scan(*job, session,
                                                   {.overwrite = options.overwrite,
                                                    .resume = options.resume,
                                                    .ranks_per_writer = options.ranks_per_writer});
                           }});
}

}  // namespace

Action add_run(const CommandLine& command) {
  const auto options = std::make_shared<RunOptions>();
  options->job.add_to(command);
  command.add("-o,--output", options->output, "File to write instead of the job's").type("OUT");
  command.add("--wall-time", options->wall_time, "Stop in time for this limit, resumable")
      .type("4h");
  command
      .add("--ranks-per-writer", options->ranks_per_writer,
           "With more ranks, one in so many writes: best the ranks of a node")
      .shows_default()
      .between(1, 1'000'000);
  const Option overwrite =
      command.add_flag("--overwrite", options->overwrite, "Replace an output that exists");
  command.add_flag("--resume", options->resume, "Go on with a scan that was stopped or killed")
      .excludes(overwrite);
  return [options] { return run(*options); };
}

}  // namespace smeftscan::app
