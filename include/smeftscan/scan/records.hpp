// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/output/scan_file.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/scan/fit_quality.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/scan/progress.hpp"
#include "smeftscan/storage/journal.hpp"

namespace smeftscan::scan {

/// Whether the journal of an unfinished scan stands beside this output.
bool is_unfinished(const std::filesystem::path& output);

/// Throws InputError(cannot_create) if the output's folder does not exist, or the output (or the
/// journal of an unfinished scan) exists and may be neither overwritten nor resumed: before a scan
/// has cost anything.
void check_output(const std::filesystem::path& output, bool overwrite, bool resume);

/// All that rank 0 keeps of a scan: the journal, what it held when the scan was resumed, and how
/// far the scan is.
class Records {
 public:
  /// Begins a journal or, with `resume`, goes on with the one that is there. Throws InputError:
  /// bad_input with the differences if the journal is of another job or other data.
  Records(const Job& job, bool overwrite, bool resume);

  /// The last snapshot of the sampler in the journal, to be restored before the first request.
  const std::optional<std::string>& snapshot() const { return snapshot_; }
  int restarts() const { return journal_.restarts(); }

  /// Shows the rows of a request that the journal held already.
  void replay(const sampling::Sampler::Request& request,
              const std::function<void(long long first, const Rows& rows)>& visitor);
  /// What is left to compute of a request, as stretches {first, count}.
  std::vector<std::pair<long long, long long>> missing(
      const sampling::Sampler::Request& request) const;

  /// New rows; returns how many of them have failed.
  long long append(long long first, const Rows& rows);
  /// New rows that other ranks have put into journals of their own (storage::Journal::join).
  void count_elsewhere(long long rows, long long failed);
  /// Between requests: keeps the sampler's state, at most once a second and less often as it grows.
  void keep_snapshot(const sampling::Sampler& sampler);

  long long done() const { return done_; }
  long long failed() const { return failed_; }
  /// Points of earlier lives whose answer a second attempt gave.
  long long retried() const { return retried_; }
  /// Number, parameters and reason of the failed point of lowest number in the journals.
  std::string first_failure() const;
  const Progress& progress() const { return progress_; }

  /// The scan stops, resumable: all is on the disk.
  void suspend();
  /// All rows are there, and the journals of other ranks are closed: writes the scan file, with the
  /// quality of a fit (or null) and further `groups`, and removes the journal. Throws InputError
  /// (io_error) if rows that were counted cannot be seen.
  void finish(const output::Provenance& provenance, bool overwrite, const FitQuality* quality,
              const std::vector<DataGroup>& groups);

 private:
  /// Counts what a journal holds, and keeps its last snapshot.
  storage::Journal open(bool overwrite, bool resume);
  void count(const Rows& rows);
  void report(const std::string& state);

  const Job& job_;
  long long done_ = 0;
  long long failed_ = 0;
  long long retried_ = 0;
  std::optional<std::string> snapshot_;
  storage::Journal journal_;    ///< its opening fills all above
  storage::JournalRows known_;  ///< of earlier lives
  Progress progress_;
  long long done_at_snapshot_ = 0;
  std::chrono::steady_clock::time_point last_snapshot_{};
  std::chrono::steady_clock::time_point last_report_{};
  bool status_failed_ = false;    ///< once, which was said
  double journal_seconds_ = 0.0;  ///< of appends and syncs
};

}  // namespace smeftscan::scan
