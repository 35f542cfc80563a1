// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "failure.hpp"
#include "job_options.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/scan/driver.hpp"
#include "smeftscan/scan/estimate.hpp"
#include "smeftscan/scan/records.hpp"
#include "smeftscan/scan/scan_output.hpp"
#include "smeftscan/scan/stop.hpp"
#include "validity.hpp"

namespace smeftscan::app {
namespace {

struct Options {
  JobOptions job;
  std::string output;
  std::string wall_time;
  bool overwrite = false;
  bool resume = false;
};

void set_wall_time(const Options& options, scan::Job& job) {
  if (options.wall_time.empty()) return;
  job.wall_time = scan::parse_duration(options.wall_time);
  if (!job.wall_time)
    throw InputError(
        "--wall-time " + options.wall_time + ": is no length of time. Write for example 4h",
        ExitCode::usage);
}

/// Whether an earlier life has finished this scan; throws if the file is of another one.
bool is_complete(const Options& options, const scan::Job& job) {
  if (!options.resume || !std::filesystem::exists(job.output) || scan::is_unfinished(job.output))
    return false;
  const output::FileHeader header = output::read_header(job.output).header;
  const output::Manifest now = scan::make_manifest(job);
  if (header.job_sha256 != now.job_sha256 || header.data_sha256 != now.data_sha256)
    throw InputError(job.output.string() +
                         ": is the file of another job, or of other data. Take another output with "
                         "-o, or --overwrite",
                     ExitCode::cannot_create);
  return header.state == "complete";
}

/// Rank 0 reads the job and finds its errors before anything starts; the others get its text.
std::optional<scan::Job> read_on_all_ranks(const Options& options,
                                           const parallel::MpiSession& session, ExitCode& code) {
  scan::JobOptions changes = options.job.changes();
  if (!options.output.empty()) changes.output = options.output;
  std::optional<scan::Job> job;
  if (session.is_root()) {
    try {
      job = scan::read_job(options.job.file, changes);
      set_wall_time(options, *job);
      scan::estimate_size(*job);
      if (is_complete(options, *job)) {
        log::info(job->output.string() + " is complete already");
        job.reset();
      }
      if (job) {
        warn_of_ranges(*job);
        scan::check_output(job->output, options.overwrite, options.resume);
      }
    } catch (...) {
      code = report_failure();
      job.reset();
    }
  }
  const std::string text = session.broadcast(job ? job->text : std::string());
  if (text.empty()) return std::nullopt;
  if (!session.is_root()) {
    changes.set.clear();  // the text has them
    job = scan::read_job_text(text, options.job.file, changes);
  }  // wall time and journal are rank 0's
  return job;
}

ExitCode run(const Options& options) {
  scan::catch_signals();  // queues may end a job that has just begun
  const parallel::MpiSession session;
  if (!session.is_root()) log::set_level(log::Level::off);
  ExitCode code = ExitCode::complete;
  try {
    auto job = read_on_all_ranks(options, session, code);
    if (job)
      code =
          scan::run_scan(*job, session, {.overwrite = options.overwrite, .resume = options.resume});
  } catch (...) {
    code = report_failure();
    if (session.size() > 1) session.abort(code);
  }
  // One exit code is enough: mpirun ends the job at the first that is not 0.
  return session.is_root() ? code : ExitCode::complete;
}

}  // namespace

Action add_run(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  options->job.add_to(command);
  command.add_option("-o,--output", options->output, "File to write instead of the job's")
      ->type_name("OUT");
  command.add_option("--wall-time", options->wall_time, "Stop in time for this limit, resumable")
      ->type_name("4h");
  auto* overwrite =
      command.add_flag("--overwrite", options->overwrite, "Replace an output that exists");
  command.add_flag("--resume", options->resume, "Go on with a scan that was stopped or killed")
      ->excludes(overwrite);
  return [options] { return run(*options); };
}

}  // namespace smeftscan::app
