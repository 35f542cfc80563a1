// SPDX-License-Identifier: MIT
#include "smeftscan/scan/records.hpp"

#include <cmath>
#include <cstdio>
#include <filesystem>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/scan/row_layout.hpp"
#include "smeftscan/scan/scan_output.hpp"
#include "smeftscan/storage/journal_record.hpp"
#include "smeftscan/storage/scan_status.hpp"

namespace smeftscan::scan {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds between_snapshots{1};
constexpr std::chrono::seconds between_reports{2};

/// Seconds that an action takes.
template <class Action>
double seconds_of(Action&& action) {
  const Clock::time_point start = Clock::now();
  action();
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// What it costs to lose nothing: the journal, as part of the run, and the file made of it.
std::string cost_of_safety(double journal, double run, double file) {
  char text[160];
  std::snprintf(text, sizeof text,
                "journal and syncs: %.3f s, %.2f %% of the run; the file made of it: %.2f s",
                journal, 100.0 * journal / run, file);
  return text;
}

}  // namespace

bool is_unfinished(const fs::path& output) {
  return fs::exists(storage::journal_folder(output) / "manifest.json");
}

void check_output(const fs::path& output, bool overwrite, bool resume) {
  const auto folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder))
    throw InputError(output.string() + ": the folder does not exist. Make it first",
                     ExitCode::cannot_create);
  std::error_code problem;  // of the longest name that a scan needs
  static_cast<void>(fs::exists(storage::status_path(output).string() + ".part", problem));
  if (problem == std::errc::filename_too_long)
    throw InputError(output.string() +
                         ": the name is too long: a file beside it has '.status.json.part' behind "
                         "it. Choose a shorter name",
                     ExitCode::cannot_create);
  if (overwrite || (resume && is_unfinished(output))) return;
  if (is_unfinished(output))
    throw InputError(output.string() + ": an unfinished scan stands in " +
                         storage::journal_folder(output).string() +
                         ". Go on with --resume, or start anew with --overwrite",
                     ExitCode::cannot_create);
  if (fs::exists(output))
    throw InputError(
        output.string() + ": exists already. Give --overwrite, or another name with -o",
        ExitCode::cannot_create);
}

storage::Journal Records::open(bool overwrite, bool resume) {
  const fs::path folder = storage::journal_folder(job_.output);
  const storage::Manifest manifest = make_manifest(job_);
  if (!resume || !is_unfinished(job_.output)) {
    if (overwrite) storage::remove_journal(folder);
    return storage::Journal::create(folder, manifest);
  }
  const auto changes = storage::changes(storage::read_manifest(folder).identity, manifest.identity);
  if (!changes.empty())
    throw InputError(folder.string() + ": belongs to another scan:\n" + storage::to_text(changes) +
                     "Restore the job, take another output, or start anew with --overwrite");
  return storage::Journal::open(
      folder, {.rows = [this](long long, const Rows& rows) { count(rows); },
               .snapshot = [this](const std::string& state) { snapshot_ = state; }});
}

Records::Records(const Job& job, bool overwrite, bool resume)
    : job_(job),
      journal_(open(overwrite, resume)),
      known_(journal_.contents()),
      progress_(*job.sampler) {
  if (done_ > 0) log::info("resumed: " + std::to_string(done_) + " points are done");
  progress_.start(done_);
  report("running");
}

void Records::replay(const sampling::Sampler::Request& request,
                     const std::function<void(long long first, const Rows& rows)>& visitor) {
  known_.visit(request.first, request.count, visitor);
}

std::vector<std::pair<long long, long long>> Records::missing(
    const sampling::Sampler::Request& request) const {
  return known_.missing(request.first, request.count);
}

long long Records::append(long long first, const Rows& rows) {
  journal_seconds_ += seconds_of([&] { journal_.append(first, rows); });
  const long long failed = RowLayout::failed_rows(rows);
  count_elsewhere(rows.rows(), failed);
  return failed;
}

void Records::count_elsewhere(long long rows, long long failed) {
  done_ += rows;
  failed_ += failed;
  progress_.update(done_, failed_);
  if (Clock::now() - last_report_ >= between_reports) report("running");
}

/// A snapshot may hold all draws: one for every tenth part by which the rows grow makes them a
/// small part of the journal. Without one, or where it is too large for a record, the rows are
/// replayed.
void Records::keep_snapshot(const sampling::Sampler& sampler) {
  if (!sampler.learns() || Clock::now() - last_snapshot_ < between_snapshots) return;
  if (done_ - done_at_snapshot_ < done_ / 10) return;
  const std::string state = sampler.snapshot();
  if (state.size() <= storage::record::largest_payload) journal_.append_snapshot(state);
  last_snapshot_ = Clock::now();
  done_at_snapshot_ = done_;
}

void Records::count(const Rows& rows) {
  done_ += rows.rows();
  failed_ += RowLayout::failed_rows(rows);
  for (Eigen::Index i = 0; i < rows.rows(); ++i)
    retried_ += RowLayout::is_second_attempt(rows, i) ? 1 : 0;
}

std::string Records::first_failure() const {
  std::optional<output::Failure> lowest;
  Rows row;
  const auto look = [&](long long first, const Rows& rows) {
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
      if (!RowLayout::is_failed(rows, i) || (lowest && lowest->point < first + i)) continue;
      lowest = failure_of(rows, i, first + i);
      row = rows.middleRows(i, 1);
    }
  };
  storage::read_journal(storage::journal_folder(job_.output), journal_.manifest(),
                        {.rows = look, .snapshot = {}});
  if (!lowest) return "";
  const RowLayout layout(job_);
  const Rows parameters = job_.sampler->learns()
                              ? row.rightCols(layout.columns - layout.first_coordinate)
                              : job_.sampler->points(lowest->point, 1);
  std::string text = "point " + std::to_string(lowest->point) + " (";
  const sampling::ParameterSpace& space = job_.sampler->space();
  for (std::size_t i = 0; i < space.size(); ++i)
    text += (i > 0 ? ", " : "") + space[i].name + " = " +
            yaml_number(parameters(0, static_cast<Eigen::Index>(i)));
  text += ") has no answer: " + lowest->message;
  if (std::isfinite(lowest->scale_reached))
    text += " at " + yaml_number(lowest->scale_reached) + " GeV";
  return text;
}

/// For `smeftscan status`; a scan goes on without.
void Records::report(const std::string& state) {
  last_report_ = Clock::now();
  storage::ScanStatus status{.state = state,
                             .points_total = job_.sampler->total(),
                             .points_done = done_,
                             .points_failed = failed_,
                             .points_per_second = progress_.points_per_second(done_),
                             .seconds_left = progress_.seconds_left(done_)};
  if (const auto steps = job_.sampler->steps(); status.points_total < 0 && steps) {
    status.steps = steps->name;
    status.steps_total = steps->total;
    status.steps_done = steps->done;
  }
  try {
    storage::write_status(storage::status_path(job_.output), status);
  } catch (const InputError& error) {  // a scan does not end for it
    if (!status_failed_) log::warning(error.what());
    status_failed_ = true;
  }
}

void Records::suspend() {
  journal_.sync();
  report("partial");
  progress_.finish(done_, failed_);
}

void Records::finish(const output::Provenance& provenance, bool overwrite,
                     const FitQuality* quality, const std::vector<DataGroup>& groups) {
  journal_seconds_ += seconds_of([&] { journal_.sync(); });
  progress_.finish(done_, failed_);
  const double run = progress_.seconds();
  const double file = seconds_of([&] {
    const fs::path folder = storage::journal_folder(job_.output);
    const auto contents = storage::read_journal(folder, journal_.manifest(), {});
    if (contents.rows < done_)
      throw InputError(
          folder.string() + ": " + std::to_string(done_ - contents.rows) +
              " rows that other ranks wrote are missing. Is this folder shared by all nodes? Go on "
              "with --resume",
          ExitCode::io_error);
    write_scan_file(job_, make_manifest(job_), storage::JournalRows(contents), "complete",
                    provenance, overwrite, quality, groups);
  });
  log::info(cost_of_safety(journal_seconds_, run, file));
  std::move(journal_).remove();
  std::error_code error;
  fs::remove(storage::status_path(job_.output), error);
  if (failed_ > 0)
    log::warning(std::to_string(failed_) + " points have no answer: see /failures in " +
                 job_.output.string());
}

}  // namespace smeftscan::scan
