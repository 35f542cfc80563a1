// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/likelihood/measurement.hpp"
#include "smeftscan/likelihood/theory_covariance.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/rge/integrator.hpp"
#include "smeftscan/sampling/sampler.hpp"
#include "smeftscan/scan/job_files.hpp"

namespace smeftscan::scan {

/// Which SM couplings stand at the high scale: those of the SM limit, solved once, where they are
/// near enough (scan/pipeline.hpp), or those that the inputs demand in the presence of the point's
/// own coefficients.
enum class SmBoundary { sm_limit, converged };

std::string_view name(SmBoundary boundary);

/// How coefficients get from the matching scale to mu_EW: by integration of every point, by an
/// evolution operator that is integrated once, or to leading log.
/// `automatic` takes the operator where it holds (scan/pipeline.hpp), else the integration.
enum class RunningMethod { cvode, evolution_operator, leading_log, automatic };

std::string_view name(RunningMethod method);

struct RunningChoice {
  RunningMethod method = RunningMethod::cvode;
  rge::IntegratorOptions integrator{rge::Method::adams, 1e-8};
  SmBoundary sm_boundary = SmBoundary::sm_limit;
};

/// What becomes of a point whose integration fails: it is recorded as failed; it is integrated once
/// more with rge::tighter settings, and then recorded; or the scan stops there, resumable.
enum class FailurePolicy { record, retry, abort };

std::string_view name(FailurePolicy policy);

/// What is stored for every point beyond chi-square by group.
struct Keep {
  std::vector<likelihood::ObservableKey> predictions;
  std::vector<int> coefficients;     ///< 0 ... 1355, at mu_EW in the down basis
  std::vector<std::size_t> derived;  ///< numbers of the derived quantities of the model
};

/// A job file, understood: everything that a scan needs to know, nothing computed yet.
struct Job {
  std::string text;    ///< as the user wrote it, or with changes: --set, the model of another file
  std::string source;  ///< its file name
  JobFiles files;      ///< that have been read
  input::DataSet data;
  models::ModelChoice model{};
  std::string sampler_name{};
  std::unique_ptr<sampling::Sampler> sampler{};
  std::vector<std::string> groups{};  ///< of the likelihood
  std::vector<likelihood::Measurement> measurements{};
  /// Observable and entry of `measurements: {replace: ...}`.
  std::vector<std::pair<std::string, std::string>> replaced{};
  std::vector<likelihood::TheoryCovariance> theory{};
  /// What chi-square is the sum of: the groups, and `correlation` where a covariance crosses them.
  std::vector<std::string> chi_square_parts{};
  RunningChoice running{};
  Keep keep{};
  FailurePolicy on_failure = FailurePolicy::record;
  double max_failed = 0.01;           ///< largest fraction of failed points
  double max_file = 1e11;             ///< bytes; a job that would write more is refused
  double max_rate = 9e10;             ///< bytes/s of rows; a run that would make more is refused
  std::optional<double> wall_time{};  ///< s, after which the scan must have stopped
  std::filesystem::path output{};     ///< empty where the job names none

  /// The job as YAML with every default filled in, which reads back as the same job from any
  /// folder; units and meanings stand in comments. A folder of data (--data-dir) is no part of a
  /// job.
  std::string resolved() const;
};

/// Changes that a command line makes to a job.
struct JobOptions {
  std::vector<std::pair<std::string, std::string>> set;  ///< dotted path, YAML value
  std::optional<std::string> data;                       ///< --data
  std::optional<std::filesystem::path> data_dir;         ///< --data-dir
  std::optional<std::filesystem::path> output;           ///< -o
  std::optional<JobFiles> files{};                       ///< another rank's, instead of the disk's
};

/// Reads a job file. Throws InputError with file, line and key for anything that the user must
/// mend.
Job read_job(const std::filesystem::path& file, const JobOptions& options = {});
/// The same from its text; `source` stands in messages.
Job read_job_text(const std::string& text, const std::string& source,
                  const JobOptions& options = {});

/// The data set that a job, or the option, names, with the inputs that the job changes.
input::DataSet read_data(const input::Settings& job, const JobOptions& options = {});

/// A job as one rank sends it to the others: its text and what was read for it.
std::string pack(const Job& job);
/// The same job there, where no file is opened; `output` of the options alone counts.
Job unpack_job(std::string_view bytes, const JobOptions& options);

/// The observables whose predictions a scan computes: those that its likelihood needs, and behind
/// them what it keeps besides.
std::vector<likelihood::ObservableKey> computed_observables(const Job& job);
/// Whether the prior of a free parameter means something to the job's sampler: a fit has none but
/// Gaussian ones, constraints.
bool has_prior(const Job& job, const sampling::FreeParameter& parameter);
/// The modules of its data set of which a scan reads inputs.
std::vector<std::string> modules_read(const Job& job);

/// The theory covariances of a data set that belong to these likelihood groups.
std::vector<likelihood::TheoryCovariance> read_theory(const input::DataSet& data,
                                                      const std::vector<std::string>& groups);

/// "100 GB" as bytes; nothing if it is no size.
std::optional<double> parse_bytes(const std::string& text);
/// "4h", "90 min", "30 s", "1.5d" or "01:30:00" as seconds; nothing if it is no length of time.
std::optional<double> parse_duration(const std::string& text);

}  // namespace smeftscan::scan
