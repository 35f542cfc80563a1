// SPDX-License-Identifier: MIT
#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "failure.hpp"
#include "job_options.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/parallel/mpi_session.hpp"
#include "smeftscan/scan/driver.hpp"
#include "smeftscan/scan/estimate.hpp"

namespace smeftscan::app {
namespace {

struct Options {
  JobOptions job;
  std::string output;
  bool overwrite = false;
};

/// Rank 0 reads the job and finds its errors before anything starts; the others get its text.
std::optional<scan::Job> read_on_all_ranks(const Options& options,
                                           const parallel::MpiSession& session, ExitCode& code) {
  scan::JobOptions changes = options.job.changes();
  if (!options.output.empty()) changes.output = options.output;
  std::optional<scan::Job> job;
  if (session.is_root()) {
    try {
      job = scan::read_job(options.job.file, changes);
      scan::estimate_size(*job);
      scan::check_output(job->output, options.overwrite);
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
  }
  return job;
}

ExitCode run(const Options& options) {
  const parallel::MpiSession session;
  if (!session.is_root()) log::set_level(log::Level::off);
  ExitCode code = ExitCode::complete;
  try {
    auto job = read_on_all_ranks(options, session, code);
    if (job) code = scan::run_scan(*job, session, options.overwrite);
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
  command.add_flag("--overwrite", options->overwrite, "Replace an output that exists");
  return [options] { return run(*options); };
}

}  // namespace smeftscan::app
