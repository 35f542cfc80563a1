// SPDX-License-Identifier: MIT
#include "smeftscan/sampling/parameter_space.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "smeftscan/base/error.hpp"

namespace smeftscan::sampling {

namespace {

const KnownParameter& known_parameter(const input::Settings& place, const std::string& name,
                                      const std::vector<KnownParameter>& known) {
  std::vector<std::string> names;
  for (const KnownParameter& candidate : known) {
    if (candidate.name == name) return candidate;
    names.push_back(candidate.name);
  }
  const std::string near = nearest_name(name, names);
  place.fail("unknown parameter '" + name + "' (the model has none of this name)." +
             (near.empty() ? "" : " Did you mean '" + near + "'?"));
}

void read_range(const input::Settings& settings, FreeParameter& parameter) {
  const input::Settings range = settings.at("range");
  if (!range.is_sequence() || range.size() != 2)
    range.fail("a range is two numbers. Write range: [lowest, highest]");
  parameter.lower = range.at(0).quantity(parameter.unit);
  parameter.upper = range.at(1).quantity(parameter.unit);
  if (parameter.lower > parameter.upper)
    range.fail("the range is reversed (its first end is above its second). Exchange the two");
  if (parameter.lower == parameter.upper)
    range.fail("the range is empty (both ends are equal). Fix the value under 'model' instead");
  if (!std::isfinite(parameter.upper - parameter.lower))
    range.fail("the range is wider than double precision can say. Narrow it");
}

void read_spacing(const input::Settings& settings, FreeParameter& parameter) {
  const std::string text = settings.text();
  if (text != "linear" && text != "log")
    settings.fail("unknown spacing '" + text + "' (known: linear, log)");
  if (text == "linear") return;
  parameter.spacing = Spacing::log;
  if (parameter.lower <= 0.0)
    settings.fail("a logarithmic axis must stay above 0. Raise the lower end of the range");
}

FreeParameter read_parameter(const input::Settings& settings, const KnownParameter& known,
                             const ParameterKeys& keys) {
  if (!settings.is_map())
    settings.fail(
        "a free parameter is a map, as {range: [lowest, highest]}. "
        "Fix a single value under 'model' instead");
  std::vector<std::string> allowed = keys.required;
  allowed.insert(allowed.end(), keys.optional.begin(), keys.optional.end());
  settings.refuse_unknown(allowed);
  for (const std::string& key : keys.required)
    if (!settings.has(key)) settings.fail("the key '" + key + "' is missing");

  FreeParameter parameter{
      .name = known.name, .unit = known.unit, .lower = 0.0, .upper = 0.0, .meaning = known.meaning};
  read_range(settings, parameter);
  if (const auto points = settings.find("points")) {
    parameter.points = points->integer();
    if (parameter.points < 1) points->fail("an axis has at least 1 point");
  }
  if (const auto spacing = settings.find("spacing")) read_spacing(*spacing, parameter);
  if (const auto prior = settings.find("prior"))
    parameter.prior = read_prior(*prior, parameter.unit, parameter.lower, parameter.upper);
  return parameter;
}

}  // namespace

bool is_bounded(const FreeParameter& parameter) {
  return std::isfinite(parameter.lower) && std::isfinite(parameter.upper);
}

ParameterSpace::ParameterSpace(std::vector<FreeParameter> parameters)
    : parameters_(std::move(parameters)) {}

ParameterSpace ParameterSpace::from(const input::Settings& parameters,
                                    const std::vector<KnownParameter>& known,
                                    const ParameterKeys& keys) {
  if (!parameters.is_map())
    parameters.fail("a map of free parameters is needed, as gl_11: {range: [-2, 2]}");
  std::vector<FreeParameter> result;
  for (const std::string& name : parameters.keys()) {
    const input::Settings settings = parameters.at(name);
    result.push_back(read_parameter(settings, known_parameter(settings, name, known), keys));
  }
  return ParameterSpace(std::move(result));
}

std::vector<std::string> ParameterSpace::names() const {
  std::vector<std::string> result;
  for (const FreeParameter& parameter : parameters_) result.push_back(parameter.name);
  return result;
}

std::optional<std::size_t> ParameterSpace::find(std::string_view name) const {
  const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                  [&](const FreeParameter& p) { return p.name == name; });
  if (found == parameters_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameters_.begin());
}

bool ParameterSpace::contains(std::span<const double> coordinates) const {
  expect(coordinates.size() == parameters_.size(), "one coordinate a free parameter");
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    if (!(coordinates[i] >= parameters_[i].lower && coordinates[i] <= parameters_[i].upper))
      return false;
  return true;
}

double ParameterSpace::log_prior(std::span<const double> coordinates) const {
  if (!contains(coordinates)) return -std::numeric_limits<double>::infinity();
  double sum = 0.0;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    const FreeParameter& p = parameters_[i];
    sum += p.prior.log_density(p.lower, p.upper, coordinates[i]);
  }
  return sum;
}

}  // namespace smeftscan::sampling
