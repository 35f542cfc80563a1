// SPDX-License-Identifier: MIT
#include "smeftscan/scan/identity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>
#include <span>

#include "smeftscan/base/comma_separated.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/input/number.hpp"
#include "smeftscan/likelihood/likelihood.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/sampling/parameter_space.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

using input::Settings;

constexpr std::size_t most_inline = 8;  // numbers; longer lists stand as their hash

std::string quantity(double value, const std::string& unit) {
  return unit == "1" || unit.empty() ? yaml_number(value) : yaml_number(value) + " " + unit;
}

template <class Range, class Text>
std::string list(const Range& values, Text&& text) {
  std::string result;
  for (const auto& value : values) result += (result.empty() ? "" : ", ") + text(value);
  return "[" + result + "]";
}

std::string numbers(std::span<const double> values) {
  if (values.size() <= most_inline) return list(values, yaml_number);
  return std::to_string(values.size()) + " numbers " + storage::digest(std::as_bytes(values));
}

template <class Matrix>
std::string matrix(const Matrix& values) {
  return numbers({values.data(), static_cast<std::size_t>(values.size())});
}

/// Keeps entries to a line and keys apart.
class Builder {
 public:
  void add(std::string key, std::string value) {
    const auto is_break = [](char c) { return c == '\n' || c == '\r'; };
    std::replace_if(key.begin(), key.end(), is_break, ' ');
    if (std::any_of(value.begin(), value.end(), is_break) || value.find(": ") != std::string::npos)
      value = storage::digest(std::as_bytes(std::span(value)));
    std::string unique = key;
    for (int again = 2; !keys_.insert(unique).second; ++again)
      unique = key + " #" + std::to_string(again);
    identity_.add(unique, std::move(value));
  }
  void add(std::string key, double value) { add(std::move(key), yaml_number(value)); }

  storage::Identity take() { return std::move(identity_); }

 private:
  storage::Identity identity_;
  std::set<std::string> keys_;
};

/// What a job writes of a model besides values of parameters: these have their units.
void add_definition(const models::Model& model, Builder& to) {
  const std::string text = model.definition();
  if (text.empty()) return;
  const std::string key = "model." + std::string(model.name()) + ".";
  for (const auto& [name, entry] : Settings::from_text(text, "model").entries()) {
    if (entry.is_scalar()) to.add(key + name, entry.text());
    if (entry.is_map() && name != "parameters")
      for (const auto& [inner, value] : entry.entries())
        to.add(key + name + "." + inner, value.text());
  }
}

void add_model(const models::ModelChoice& choice, Builder& to) {
  const std::string model(choice.model->name());
  to.add("model", model);
  add_definition(*choice.model, to);
  const auto& parameters = choice.model->parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (std::find(choice.free.begin(), choice.free.end(), static_cast<int>(i)) == choice.free.end())
      to.add("model." + model + "." + parameters[i].name,
             quantity(choice.values[i], parameters[i].unit));
}

std::string text_of(const sampling::Prior& prior) {
  return prior.kind == sampling::Prior::Kind::gaussian
             ? "gaussian " + numbers(std::array{prior.mean, prior.sigma})
             : sampling::to_yaml(prior);
}

void add_parameters(const Job& job, Builder& to) {
  const sampling::ParameterSpace& space = job.sampler->space();
  to.add("parameters", list(space.names(), [](const std::string& name) { return name; }));
  for (const sampling::FreeParameter& parameter : space) {
    const std::string key = "parameters." + parameter.name;
    if (sampling::is_bounded(parameter))
      to.add(key + ".range", "[" + quantity(parameter.lower, parameter.unit) + ", " +
                                 quantity(parameter.upper, parameter.unit) + "]");
    if (parameter.points > 0) {
      to.add(key + ".points", std::to_string(parameter.points));
      to.add(key + ".spacing", parameter.spacing == sampling::Spacing::log ? "log" : "linear");
    }
    if (has_prior(job, parameter)) to.add(key + ".prior", text_of(parameter.prior));
  }
}

/// Of points: their numbers, or how many there are and their hash.
std::string text_of(const Rows& points) {
  if (points.rows() == 1) return matrix(points);
  return std::to_string(points.rows()) + " points " +
         storage::digest(
             std::as_bytes(std::span(points.data(), static_cast<std::size_t>(points.size()))));
}

void add_sampler(const Job& job, Builder& to) {
  to.add("sampler", job.sampler_name);
  for (const sampling::SamplerOption& option : job.sampler->options())
    to.add("sampler." + job.sampler_name + "." + option.name,
           option.content != nullptr ? text_of(*option.content) : option.value);
}

/// A scalar of a data file: numbers in one spelling.
std::string scalar(const Settings& node) {
  const auto number = input::parse_quantity(node.text(), "1");
  return number.value ? yaml_number(*number.value) : node.text();
}

std::string in_one_line(const Settings& node) {
  if (node.is_null()) return "null";
  if (node.is_scalar()) return scalar(node);
  std::string result;
  if (node.is_map()) {
    for (const auto& [key, value] : node.entries()) result += key + "=" + in_one_line(value) + ",";
    return "{" + result + "}";
  }
  for (std::size_t i = 0; i < node.size(); ++i)
    result += (i == 0 ? "" : ", ") + in_one_line(node.at(i));
  return "[" + result + "]";
}

/// What an entry of an input file says, but for what is for people and for errors, which no row
/// knows.
void add_input(const std::string& key, const Settings& node, Builder& to) {
  if (node.is_map() && node.has("value")) {
    const auto unit = node.find("unit");
    const std::string value = in_one_line(node.at("value"));
    const bool has_unit = unit && unit->is_scalar() && unit->text() != "1";
    to.add(key, has_unit ? value + " " + unit->text() : value);
  } else if (node.is_map()) {
    for (const auto& [name, entry] : node.entries())
      if (!(entry.is_scalar() && (name == "reference" || name == "scheme" || name == "note")))
        add_input(key + "." + name, entry, to);
  } else if (node.is_sequence() && node.size() > most_inline) {
    const std::string all = in_one_line(node);
    to.add(key, std::to_string(node.size()) + " entries " +
                    storage::digest(std::as_bytes(std::span(all))));
  } else {
    to.add(key, in_one_line(node));
  }
}

void add_inputs(const Job& job, Builder& to) {
  for (const std::string& module : modules_read(job))
    add_input("inputs." + module, job.data.inputs(module), to);
}

void add_measurement(const likelihood::Measurement& entry, Builder& to) {
  const std::string key = "measurements." + entry.group + "." + entry.name;
  const bool has_theory_error = (entry.theory_errors.array() != 0.0).any();
  for (std::size_t k = 0; k < entry.observables.size(); ++k) {
    const auto i = static_cast<Eigen::Index>(k);
    const std::string value = key + "." + entry.observables[k].label();
    to.add(value, entry.values[i]);
    to.add(value + ".error", std::sqrt(entry.covariance(i, i)));
    if (has_theory_error) to.add(value + ".theory_error", entry.theory_errors[i]);
  }
  if (entry.values.size() > 1) to.add(key + ".covariance", matrix(entry.covariance));
  for (const auto& [source, shifts] : entry.theory_sources)
    to.add(key + ".theory_sources." + source, matrix(shifts));
  if (entry.is_gaussian()) return;
  to.add(key + ".kind", entry.kind);
  for (std::size_t k = 0; k < entry.densities.size(); ++k) {
    const std::vector<double>& numbers = entry.densities[k].numbers;
    to.add(key + "." + entry.observables[k].label() + ".numbers",
           matrix(Eigen::Map<const Eigen::VectorXd>(numbers.data(),
                                                    static_cast<Eigen::Index>(numbers.size()))));
  }
}

void add_likelihood(const Job& job, Builder& to) {
  to.add("likelihood", list(job.groups, [](const std::string& group) { return group; }));
  for (const likelihood::Measurement& entry : job.measurements)
    if (std::find(job.groups.begin(), job.groups.end(), entry.group) != job.groups.end())
      add_measurement(entry.of_groups(job.groups), to);
  for (const likelihood::TheoryCovariance& theory : job.theory) {
    std::vector<std::string> groups;
    std::copy_if(job.groups.begin(), job.groups.end(), std::back_inserter(groups),
                 [&](const std::string& group) { return theory.concerns(group); });
    const auto observables = likelihood::needed_observables(job.measurements, groups);
    const std::string key = "theory." + comma_separated(groups);
    const Eigen::MatrixXd covariance = theory.of(observables);
    for (std::size_t k = 0; k < observables.size(); ++k) {
      const auto i = static_cast<Eigen::Index>(k);
      if (covariance(i, i) > 0.0)
        to.add(key + "." + observables[k].label() + ".error", std::sqrt(covariance(i, i)));
    }
    to.add(key + ".covariance", matrix(covariance));
  }
}

void add_running(const RunningChoice& running, Builder& to) {
  to.add("running.method", std::string(name(running.method)));
  to.add("running.integrator", running.integrator.method == rge::Method::adams ? "adams" : "bdf");
  to.add("running.rtol", running.integrator.rtol);
  to.add("running.max_steps", std::to_string(running.integrator.most_steps));
  to.add("running.sm_boundary",
         running.sm_boundary == SmBoundary::sm_limit ? "sm-limit" : "converged");
}

void add_kept(const Job& job, Builder& to) {
  const Keep& keep = job.keep;
  to.add("keep.predictions",
         list(keep.predictions, [](const auto& observable) { return observable.label(); }));
  to.add("keep.coefficients",
         list(keep.coefficients, [](int c) { return smeft::coefficient_name(c); }));
  if (!keep.derived.empty())
    to.add("keep.derived",
           list(keep.derived, [&](std::size_t i) { return job.model.model->derived()[i]; }));
}

}  // namespace

storage::Identity identity_of(const Job& job) {
  Builder builder;
  builder.add("numerics", std::to_string(numerics_version));
  add_model(job.model, builder);
  add_parameters(job, builder);
  add_sampler(job, builder);
  add_running(job.running, builder);
  add_kept(job, builder);
  // record and abort leave the same rows: a scan that was stopped may go on
  builder.add("run.on_failure", job.on_failure == FailurePolicy::retry ? "retry" : "record");
  add_inputs(job, builder);
  add_likelihood(job, builder);
  return builder.take();
}

}  // namespace smeftscan::scan
