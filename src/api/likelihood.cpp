// SPDX-License-Identifier: MIT
#include "smeftscan/api/likelihood.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "smeftscan/api/report.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/scan/pipeline.hpp"

namespace smeftscan::api {

/// Points that the caller brings.
class GivenPoints final : public sampling::Sampler {
 public:
  explicit GivenPoints(const sampling::ParameterSpace& space) : space_(space) {}
  void set(const Rows& points) { points_ = points; }

  Request ask() override { return {0, points_.rows()}; }
  Rows points(long long first, long long count) const override {
    return points_.middleRows(first, count);
  }
  void tell(long long, std::span<const double>) override {}
  std::string snapshot() const override { return {}; }
  void restore(std::string_view) override {}
  long long total() const override { return points_.rows(); }
  const sampling::ParameterSpace& space() const override { return space_; }

 private:
  const sampling::ParameterSpace& space_;
  Rows points_;
};

namespace {

constexpr Eigen::Index most_rows = 8192;  // of a batch: its rows stay in the cache

scan::Job accepted(scan::Job job) {
  scan::refuse_neglected(job, scan::coefficient_sizes(job));
  return job;
}

}  // namespace

/// Workspaces that one call at a time uses. Rows hold chi-square, with predictions or without.
struct Likelihood::Evaluator {
  Evaluator(const scan::Pipeline& pipeline, int threads, bool with_predictions)
      : points(pipeline.job().sampler->space()),
        batch(
            pipeline, points, threads,
            {with_predictions ? pipeline.columns() : std::vector<input::ObservableKey>{}, {}, {}}) {
  }

  GivenPoints points;
  scan::Batch batch;
};

struct Likelihood::Shared {
  Shared(scan::Job of, int threads_of)
      : job(accepted(std::move(of))), pipeline(job), threads(threads_of) {}

  std::unique_ptr<Evaluator> take(bool with_predictions) {
    // The threads of OpenMP do not survive a fork: a child that asks for them waits for ever.
    const bool forked = getpid() != process;
    const std::lock_guard lock(mutex);
    auto& free = idle[with_predictions];
    if (forked || free.empty())
      return std::make_unique<Evaluator>(pipeline, forked ? 1 : threads, with_predictions);
    auto evaluator = std::move(free.back());
    free.pop_back();
    return evaluator;
  }
  void give_back(std::unique_ptr<Evaluator> evaluator, bool with_predictions) {
    if (getpid() != process) return;
    const std::lock_guard lock(mutex);
    idle[with_predictions].push_back(std::move(evaluator));
  }

  scan::Job job;
  scan::Pipeline pipeline;
  int threads;
  pid_t process = getpid();
  std::mutex mutex;
  std::array<std::vector<std::unique_ptr<Evaluator>>, 2> idle;  ///< without, with predictions
};

Likelihood::Likelihood(scan::Job job, int threads)
    : parameters_(job.sampler->space().names()),
      shared_(std::make_unique<Shared>(std::move(job), threads)) {}

Likelihood::~Likelihood() = default;

scan::Job Likelihood::read(const std::string& text, const std::string& source,
                           scan::JobOptions options) {
  if (!input::Settings::from_text(text, source).has("sampler"))
    options.set.emplace_back("sampler", "{best_fit: {}}");  // takes ranges and nothing else
  return scan::read_job_text(text, source, options);
}

const std::vector<std::string>& Likelihood::groups() const { return shared_->job.chi_square_parts; }

const std::vector<std::string>& Likelihood::notes() const { return shared_->pipeline.notes(); }

std::vector<std::string> Likelihood::observables() const {
  std::vector<std::string> labels;
  for (const auto& key : shared_->pipeline.columns()) labels.push_back(key.label());
  return labels;
}

Answers Likelihood::at(const Rows& points, bool with_predictions) const {
  expect(points.cols() == static_cast<Eigen::Index>(parameters_.size()),
         "one column a free parameter");
  const auto parts = static_cast<Eigen::Index>(groups().size());
  const auto columns = static_cast<Eigen::Index>(shared_->pipeline.columns().size());
  Answers answers;
  answers.chi2_by_group.resize(points.rows(), parts);
  if (with_predictions) answers.predictions.resize(points.rows(), columns);
  std::unique_ptr<Evaluator> evaluator = shared_->take(with_predictions);
  const scan::RowLayout& layout = evaluator->batch.layout();
  for (Eigen::Index first = 0; first < points.rows(); first += most_rows) {
    const Eigen::Index count = std::min(most_rows, points.rows() - first);
    evaluator->points.set(points.middleRows(first, count));
    const Rows rows = evaluator->batch.compute(0, count);
    for (Eigen::Index i = 0; i < count; ++i) {
      answers.status.push_back(scan::RowLayout::status_of(rows, i));
      answers.chi2.push_back(layout.chi_square(rows, i));
    }
    answers.chi2_by_group.middleRows(first, count) =
        rows.middleCols(scan::RowLayout::first_group, parts);
    if (with_predictions)
      answers.predictions.middleRows(first, count) =
          rows.middleCols(layout.first_prediction, columns);
  }
  shared_->give_back(std::move(evaluator), with_predictions);
  return answers;
}

std::string Likelihood::pulls_json(const Rows& point) const {
  expect(point.rows() == 1, "one point");
  const Answers answers = at(point, true);
  if (answers.status.front() != PointStatus::ok)
    throw PointFailure(answers.status.front(), "no answer at this point");
  const std::vector<double> values(answers.predictions.data(),
                                   answers.predictions.data() + answers.predictions.size());
  return json_measurements(shared_->pipeline.likelihood().pulls(values));
}

}  // namespace smeftscan::api
