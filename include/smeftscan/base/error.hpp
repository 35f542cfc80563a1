// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <source_location>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// The three kinds of error, and no more:
///   InputError    the user can mend it (a job, a coefficient file, a data file, an option);
///   PointFailure  physics has no answer at one point of a scan; the scan goes on;
///   expect()      our own contract, on in every build.
namespace smeftscan {

/// The documented exit codes of the program (docs/reference.md).
enum class ExitCode : int {
  complete = 0,
  differences = 1,
  usage = 64,
  bad_input = 65,
  internal = 70,
  system = 71,
  cannot_create = 73,
  io_error = 74,
  stopped_early = 75,
  too_many_failures = 76,
};

/// A mistake of the user: "file:line: problem (why). Suggestion".
class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& message, ExitCode code = ExitCode::bad_input)
      : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// What became of a scan point; the numbers are those of /grid/status in the output file.
enum class PointStatus : unsigned char {
  not_computed = 0,
  ok = 1,
  outside = 2,
  integration_failed = 3,
  no_sm_solution = 4,
  not_finite = 5,
  time_limit = 6,
  other = 7,
};

std::string_view name(PointStatus status);

/// No answer at one point: the status, the reason in words, CVODE's own flag and the scale (GeV)
/// that the integration had reached, where these apply.
class PointFailure : public std::runtime_error {
 public:
  PointFailure(PointStatus status, const std::string& message, int solver_flag = 0,
               double scale_reached = std::numeric_limits<double>::quiet_NaN())
      : std::runtime_error(message),
        status_(status),
        solver_flag_(solver_flag),
        scale_reached_(scale_reached) {}
  PointStatus status() const { return status_; }
  int solver_flag() const { return solver_flag_; }
  double scale_reached() const { return scale_reached_; }

 private:
  PointStatus status_;
  int solver_flag_;
  double scale_reached_;
};

/// A broken contract of ours. Ends the job on all ranks with exit code 70.
class ContractError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws ContractError with file and line unless `condition` holds; `what_must_hold` says what.
void expect(bool condition, std::string_view what_must_hold,
            std::source_location where = std::source_location::current());

/// The candidate nearest to `word` in edit distance, or "" if none is near: for "did you mean".
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace smeftscan
