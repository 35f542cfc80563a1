// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "command.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/identity.hpp"
#include "smeftscan/scan/records.hpp"
#include "smeftscan/scan/replay.hpp"
#include "smeftscan/scan/scan_output.hpp"
#include "smeftscan/storage/followed_path.hpp"
#include "smeftscan/storage/journal.hpp"

namespace smeftscan::app {
namespace {

namespace fs = std::filesystem;

void refuse_what_is_whole(const fs::path& file) {
  if (fs::exists(file) && output::read_header(file).header.state == "complete")
    throw InputError(file.string() + ": is complete already. Move it away first",
                     ExitCode::cannot_create);
}

/// Rows were computed with what the manifest lists. Data and program may have changed since then:
/// the rows are still theirs. Points that are no longer the same cannot be told.
void judge(const std::vector<storage::KeyChange>& changes, const std::string& manifest) {
  if (changes.empty()) return;
  const bool other_points =
      std::any_of(changes.begin(), changes.end(), [](const storage::KeyChange& change) {
        return change.key.starts_with("sampler") || change.key.starts_with("parameters") ||
               change.key.starts_with("model");
      });
  if (other_points)
    throw InputError(manifest + ": the points of the scan cannot be made again:\n" +
                     storage::to_text(changes) + "Restore the files that its job names");
  log::warning("data or program have changed since the scan, whose rows are those of before:\n" +
               storage::to_text(changes) + "The file has the identity of before");
}

/// Makes a scan file of what an unfinished scan has; the journal stays as it is, for --resume.
ExitCode recover(const fs::path& file) {
  if (!scan::is_unfinished(file))
    throw InputError(file.string() + ": no journal of an unfinished scan in " +
                     storage::journal_folder(file).string() + ". Nothing is to be recovered");
  refuse_what_is_whole(file);
  const fs::path folder = storage::journal_folder(file);
  const storage::Lock lock(folder);
  const storage::Manifest manifest = storage::read_manifest(folder);
  const std::string source = (folder / "manifest.json").string();
  scan::JobOptions options;
  options.output = file;
  const auto read_job = [&] { return scan::read_job_text(manifest.job_resolved, source, options); };
  scan::Job job = read_job();
  judge(storage::changes(manifest.identity, scan::identity_of(job)), source);
  std::optional<std::string> snapshot;
  const auto contents = storage::read_journal(
      folder, manifest,
      {.rows = {}, .snapshot = [&](const std::string& state) { snapshot = state; }},
      storage::Damage::skip);
  const storage::JournalRows rows(contents);
  std::optional<scan::FitQuality> quality;
  if (job.sampler->learns()) {
    try {
      scan::replay(*job.sampler, snapshot, rows, scan::RowLayout(job));
      if (job.sampler->best_point()) quality = scan::judge_fit(scan::Pipeline(job));
    } catch (const InputError& error) {
      log::warning(std::string("without what the sampler has found: ") + error.what());
      job = read_job();
    }
  }
  const output::PointCounts points =
      scan::write_scan_file(job, manifest, rows, "partial",
                            {{"program", std::string("smeftscan")},
                             {"program_version", build_info().version},
                             {"recovered", std::string("from the journal of an unfinished scan")}},
                            /*overwrite=*/true, quality ? &*quality : nullptr);
  log::info(file.string() + ": " + std::to_string(points.done) + " of " +
            std::to_string(points.total) + " points");
  if (contents.damaged > 0)
    log::warning(std::to_string(contents.damaged) + " damaged places of the journal were skipped");
  return ExitCode::complete;
}

}  // namespace

Action add_recover(const CommandLine& command) {
  const auto output = std::make_shared<std::string>();
  command.add("OUT", *output, "The output of a scan that was stopped or killed").required();
  return [output] { return recover(storage::followed(*output)); };
}

}  // namespace smeftscan::app
