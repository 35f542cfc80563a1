// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/one_at_a_time.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "smeftscan/sampling/best_fit.hpp"
#include "smeftscan/sampling/constraint.hpp"

namespace smeftscan::sampling {

namespace {

using Eigen::Index;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

OneAtATime::OneAtATime(ParameterSpace space, std::vector<double> defaults, long long starts)
    : ReplaySampler("best_fit", std::move(space)), defaults_(std::move(defaults)), starts_(starts) {
  expect(defaults_.size() == this->space().size(), "a default for every parameter");
  for (std::size_t i = 0; i < defaults_.size(); ++i) {
    const FreeParameter& axis = this->space()[i];
    lines_.emplace_back(starts_, (defaults_[i] - axis.lower) / (axis.upper - axis.lower));
  }
  result_.default_chi2 = nothing;
}

std::vector<SamplerOption> OneAtATime::options() const {
  return {
      {"one_at_a_time", "true", "each parameter alone, the others at their defaults"},
      {"starts", std::to_string(starts_), "parts of each range in which minima are looked for"}};
}

long long OneAtATime::largest_request() const {
  long long count = 0;
  for (const LineFit& line : lines_) count += line.wanted().rows();
  return std::max(count, static_cast<long long>(lines_.size()) * starts_);
}

Rows OneAtATime::in_units(std::size_t i, const Rows& values) const {
  return from_cube(ParameterSpace({space()[i]}), values);
}

/// The very first point is that of the defaults.
Rows OneAtATime::next(long long first) {
  first_ = first;
  const Index before = first == 0 ? 1 : 0;
  Index count = before;
  for (const LineFit& line : lines_) count += line.wanted().rows();
  const Eigen::Map<const Eigen::RowVectorXd> at_rest(defaults_.data(),
                                                     static_cast<Index>(defaults_.size()));
  Rows points = at_rest.replicate(count, 1);
  Index row = before;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Rows& wanted = lines_[i].wanted();
    if (wanted.rows() == 0) continue;
    points.col(static_cast<Index>(i)).segment(row, wanted.rows()) = in_units(i, wanted);
    row += wanted.rows();
  }
  if (count == 0) finish(first);
  return points;
}

void OneAtATime::learn(std::span<const double> log_likelihood) {
  const std::vector<double> chi2 = chi_squares(log_likelihood);
  std::span<const double> of_lines(chi2);
  long long first = first_;
  if (first == 0) {
    if (std::isfinite(chi2.front())) {
      result_.default_point = 0;
      result_.default_chi2 = chi2.front();
    }
    of_lines = of_lines.subspan(1);
    ++first;
  }
  deal(lines_, of_lines, first);
}

OneParameterFit OneAtATime::fit_of(std::size_t i) const {
  const LineFit& line = lines_[i];
  OneParameterFit fit{
      .value = nothing, .chi2 = nothing, .intervals = line.intervals(), .pull = nothing};
  fit.constrained = line.found() && line.constrained();
  if (!fit.constrained) return fit;
  const auto in_unit = [&](double x) { return in_units(i, Rows::Constant(1, 1, x))(0, 0); };
  fit.converged = line.converged();
  fit.value = in_unit(line.value());
  fit.chi2 = line.chi2();
  fit.point = line.point();
  fit.limit = line.value() == 0.0 ? -1 : line.value() == 1.0 ? 1 : 0;
  for (LineInterval& interval : fit.intervals)
    for (double& end : interval.ends)
      if (!std::isnan(end)) end = in_unit(end);
  const double gained = result_.default_chi2 - fit.chi2;
  if (gained >= 0.0) fit.pull = std::copysign(std::sqrt(gained), fit.value - defaults_[i]);
  return fit;
}

void OneAtATime::finish(long long evaluations) {
  result_.evaluations = evaluations;
  for (std::size_t i = 0; i < lines_.size(); ++i) result_.fits.push_back(fit_of(i));
}

std::optional<Steps> OneAtATime::steps() const {
  return Steps{
      "parameters",
      std::count_if(lines_.begin(), lines_.end(), [](const LineFit& line) { return line.done(); }),
      static_cast<long long>(lines_.size())};
}

std::vector<Remark> OneAtATime::remarks() const {
  std::vector<Remark> result;
  if (result_.fits.empty()) return result;
  if (result_.default_point < 0)
    result.push_back(
        {"one at a time: no answer with all parameters at their defaults, so that "
         "there are no pulls",
         true});
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!lines_[i].found())
      result.push_back({"one at a time: no value of " + space()[i].name + " has an answer", true});
    else if (result_.fits[i].constrained && !result_.fits[i].converged)
      result.push_back({"one at a time: the search for the minimum of " + space()[i].name +
                            " has not converged. Take another range",
                        true});
  }
  return result;
}

namespace {

const ParameterKeys one_at_a_time_keys{{"range"}, {}};

}  // namespace

std::unique_ptr<Sampler> make_one_at_a_time(const SamplerJob& job,
                                            const std::vector<KnownParameter>& known) {
  for (const char* const key : {"seed", "minos"})
    if (job.sampler.has(key))
      job.sampler.at(key).fail("one_at_a_time has no use for it. Leave it out");
  ParameterSpace space = ParameterSpace::from(parameters_of(job), known, one_at_a_time_keys);
  std::vector<double> defaults;
  for (const FreeParameter& parameter : space) {
    const auto found = std::find_if(known.begin(), known.end(), [&](const KnownParameter& k) {
      return k.name == parameter.name;
    });
    if (!found->default_value)
      job.parameters->at(parameter.name)
          .fail("'" + parameter.name +
                "' has no default at which it could stand while other parameters are fitted one at "
                "a time. Fix it under 'model'");
    defaults.push_back(*found->default_value);
  }
  const long long starts = integer_option(job, "starts", BestFitOptions().starts, 1, 1000000);
  return std::make_unique<OneAtATime>(std::move(space), std::move(defaults), starts);
}

}  // namespace smeftscan::sampling
