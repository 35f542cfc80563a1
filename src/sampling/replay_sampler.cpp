// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/replay_sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <utility>

#include "smeftscan/base/error.hpp"
#include "smeftscan/sampling/sampler_snapshot.hpp"

namespace smeftscan::sampling {

namespace {

constexpr std::int64_t layout_version = 2;

}  // namespace

ReplaySampler::ReplaySampler(std::string name, ParameterSpace space)
    : name_(std::move(name)), space_(std::move(space)) {}

Sampler::Request ReplaySampler::ask() {
  expect(missing_ == 0, "every point of the last request was told");
  request_.first += request_.count;
  points_ = next(request_.first);
  request_.count = points_.rows();
  missing_ = request_.count;
  answers_.assign(static_cast<std::size_t>(request_.count), 0.0);
  told_.assign(answers_.size(), false);
  return request_;
}

Rows ReplaySampler::points(long long first, long long count) const {
  expect(first >= request_.first && count >= 0 && first + count <= request_.first + request_.count,
         "points of the current request");
  return points_.middleRows(first - request_.first, count);
}

void ReplaySampler::follow(const Request& request, const Rows& points) {
  expect(points.rows() == request.count, "a row for every point of the request");
  request_ = request;
  points_ = points;
}

void ReplaySampler::tell(long long first, std::span<const double> log_likelihood) {
  const auto count = static_cast<long long>(log_likelihood.size());
  expect(first >= request_.first && first + count <= request_.first + request_.count,
         "results of the current request");
  for (std::size_t i = 0; i < log_likelihood.size(); ++i) {
    const std::size_t at = static_cast<std::size_t>(first - request_.first) + i;
    expect(!told_[at], "a point is told once");
    expect(!std::isnan(log_likelihood[i]), "a log-likelihood is a number or minus infinity");
    told_[at] = true;
    answers_[at] = log_likelihood[i];
  }
  missing_ -= count;
  if (missing_ == 0 && count > 0) complete();
}

void ReplaySampler::complete() {
  learn(answers_);
  history_.insert(history_.end(), answers_.begin(), answers_.end());
}

std::string ReplaySampler::identity() const {
  std::ostringstream text;
  text.precision(std::numeric_limits<double>::max_digits10);
  for (const FreeParameter& p : space_)
    text << p.name << " [" << p.lower << ", " << p.upper << "] " << p.points
         << (p.spacing == Spacing::log ? " log " : " linear ") << to_yaml(p.prior) << '\n';
  for (const SamplerOption& option : options()) text << option.name << ": " << option.value << '\n';
  return text.str();
}

std::string ReplaySampler::snapshot() const {
  expect(missing_ == 0, "a snapshot is taken between requests");
  SnapshotWriter writer(name_, layout_version);
  writer.add(std::string_view(identity()));
  writer.add(std::span<const double>(history_));
  return writer.bytes();
}

void ReplaySampler::restore(std::string_view snapshot) {
  expect(history_.empty() && request_.count == 0, "a new sampler is restored");
  SnapshotReader reader(snapshot, name_, layout_version);
  const bool same = reader.text() == identity();
  const Rows history = reader.rows(1);
  reader.finish();
  const auto refuse = [&](const char* problem) {
    throw InputError("the snapshot cannot be restored by the sampler '" + name_ + "' (" + problem +
                     "). Start the scan anew with --overwrite");
  };
  if (!same) refuse("it has other ranges or options");
  const std::span<const double> answers(history.data(), static_cast<std::size_t>(history.size()));
  if (std::any_of(answers.begin(), answers.end(), [](double x) { return std::isnan(x); }))
    refuse("it holds something that is not a number");
  for (std::size_t done = 0; done < answers.size();) {
    const Request request = ask();
    const auto count = static_cast<std::size_t>(request.count);
    if (count == 0 || done + count > answers.size()) refuse("its answers end inside a request");
    tell(request.first, answers.subspan(done, count));
    done += count;
  }
}

}  // namespace smeftscan::sampling
