// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "smeftscan/base/error.hpp"
#include "smeftscan/base/rows.hpp"
#include "smeftscan/scan/job.hpp"

namespace smeftscan::api {

/// What a job predicts at some points.
struct Answers {
  std::vector<PointStatus> status;  ///< one a point
  std::vector<double> chi2;         ///< the sum over the groups; NaN without an answer
  Rows chi2_by_group;               ///< [points x groups()]
  Rows predictions;                 ///< [points x observables], powers of GeV; empty unless asked
};

/// The likelihood of a job as a function of its free parameters: the same bits as those of a scan.
/// Several threads may call it at once; each call shares its points among OpenMP's threads.
class Likelihood {
 public:
  /// A job that names no sampler needs none. `threads` as OMP_NUM_THREADS says if 0.
  explicit Likelihood(scan::Job job, int threads = 0);
  ~Likelihood();
  Likelihood(const Likelihood&) = delete;
  Likelihood& operator=(const Likelihood&) = delete;

  /// From the text of a job; `source` stands in messages, files are looked for beside it.
  static scan::Job read(const std::string& text, const std::string& source,
                        scan::JobOptions options);

  const std::vector<std::string>& parameters() const { return parameters_; }  ///< the free ones
  /// And `correlation` behind them where a covariance crosses groups.
  const std::vector<std::string>& groups() const;
  std::vector<std::string> observables() const;  ///< labels with bins
  /// What the user should know of choices that were made for the job: sentences.
  const std::vector<std::string>& notes() const;

  /// `points`: one row a point, one column a free parameter, in units of GeV. Values outside the
  /// ranges of the job are computed as those inside.
  Answers at(const Rows& points, bool with_predictions) const;

  /// The measurements at a point, as `measurements` of `point --json`. PointFailure where it has no
  /// answer.
  std::string pulls_json(const Rows& point) const;

 private:
  struct Evaluator;
  struct Shared;
  std::vector<std::string> parameters_;
  std::unique_ptr<Shared> shared_;
};

}  // namespace smeftscan::api
