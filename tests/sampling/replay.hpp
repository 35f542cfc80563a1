// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/sampling/sampler.hpp"
#include "support/catch.hpp"

/// Plays the part of the driver for a sampler that learns.
namespace smeftscan::tests {

using LogLikelihood = std::function<double(std::span<const double>)>;

/// Parameters x0, x1, ... without unit in these ranges.
inline sampling::ParameterSpace ranges(const std::vector<std::pair<double, double>>& ends) {
  std::vector<sampling::FreeParameter> parameters;
  for (const auto& [lower, upper] : ends)
    parameters.push_back({.name = "x" + std::to_string(parameters.size()),
                          .unit = "1",
                          .lower = lower,
                          .upper = upper});
  return sampling::ParameterSpace(std::move(parameters));
}

/// Everything that was asked and answered.
struct Record {
  std::vector<sampling::Sampler::Request> requests;
  std::vector<Rows> points;
  long long evaluations = 0;
};

enum class Telling { at_once, backwards_in_sevens };

/// Answers the current request.
inline void answer(sampling::Sampler& sampler, const sampling::Sampler::Request& request,
                   const LogLikelihood& log_likelihood, Telling telling = Telling::at_once) {
  const Rows points = sampler.points(request.first, request.count);
  std::vector<double> values;
  for (Eigen::Index i = 0; i < points.rows(); ++i)
    values.push_back(log_likelihood(
        {points.data() + i * points.cols(), static_cast<std::size_t>(points.cols())}));
  if (telling == Telling::at_once) return sampler.tell(request.first, values);
  const std::span<const double> all(values);
  for (long long end = request.count; end > 0; end -= 7) {
    const long long begin = std::max(0LL, end - 7);
    sampler.tell(request.first + begin, all.subspan(static_cast<std::size_t>(begin),
                                                    static_cast<std::size_t>(end - begin)));
  }
}

/// Runs a sampler to its end, every point inside the ranges, numbers without a gap.
inline Record play(sampling::Sampler& sampler, const LogLikelihood& log_likelihood,
                   Telling telling = Telling::at_once) {
  Record record;
  for (auto request = sampler.ask(); request.count > 0; request = sampler.ask()) {
    REQUIRE(request.first == record.evaluations);
    record.points.push_back(sampler.points(request.first, request.count));
    for (Eigen::Index i = 0; i < request.count; ++i) {
      const double* const row = record.points.back().data() + i * record.points.back().cols();
      REQUIRE(sampler.space().contains({row, sampler.space().size()}));
    }
    record.requests.push_back(request);
    record.evaluations += request.count;
    answer(sampler, request, log_likelihood, telling);
  }
  return record;
}

/// Plays a sampler that is thrown away after every `every`th request and restored from its
/// snapshot; each request must be that of the record to the bit. `make` makes a new sampler of the
/// same options.
template <class Make>
void replay_with_restarts(const Make& make, const LogLikelihood& log_likelihood,
                          const Record& record, std::size_t every) {
  auto sampler = make();
  for (std::size_t i = 0; i < record.requests.size(); ++i) {
    if (i % every == 0) {
      const std::string snapshot = sampler->snapshot();
      sampler = make();
      sampler->restore(snapshot);
      REQUIRE(sampler->snapshot() == snapshot);
    }
    const auto request = sampler->ask();
    REQUIRE(request.first == record.requests[i].first);
    REQUIRE(request.count == record.requests[i].count);
    REQUIRE(sampler->points(request.first, request.count) == record.points[i]);
    answer(*sampler, request, log_likelihood);
  }
  REQUIRE(sampler->ask().count == 0);
}

}  // namespace smeftscan::tests
