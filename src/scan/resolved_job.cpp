// SPDX-License-Identifier: MIT
#include <algorithm>
#include <sstream>

#include "smeftscan/base/json.hpp"
#include "smeftscan/base/number_text.hpp"
#include "smeftscan/models/model.hpp"
#include "smeftscan/sampling/parameter_space.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

std::string number_with_unit(double value, const std::string& unit) {
  return unit == "1" ? yaml_number(value) : yaml_number(value) + " " + unit;
}

/// In double quotes, as YAML reads back.
std::string quoted(const std::string& text) { return json_text(text); }

/// As parse_duration() reads it.
std::string duration(const std::optional<double>& seconds) {
  if (!seconds) return "none";
  return *seconds > 0.0 ? yaml_number(*seconds) + " s" : quoted("00:00:00");
}

void write_model(const Job& job, std::ostream& out) {
  const models::ModelChoice& choice = job.model;
  const auto& parameters = choice.model->parameters();
  std::istringstream definition(choice.model->definition());
  out << "model:\n  " << choice.model->name()
      << (choice.free.size() == parameters.size() && definition.str().empty() ? ": {}\n" : ":\n");
  for (std::string line; std::getline(definition, line);) out << "    " << line << "\n";
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& parameter = parameters[i];
    const bool is_free =
        std::find(choice.free.begin(), choice.free.end(), static_cast<int>(i)) != choice.free.end();
    out << (is_free ? "    # " : "    ") << parameter.name << ": "
        << (is_free ? "free" : number_with_unit(choice.values[i], parameter.unit)) << "  # "
        << parameter.meaning << "\n";
  }
}

void write_parameters(const Job& job, std::ostream& out) {
  std::ostringstream lines;
  for (const sampling::FreeParameter& parameter : job.sampler->space()) {
    if (!sampling::is_bounded(parameter)) continue;  // a column of a list
    lines << "  " << parameter.name << ": {range: ["
          << number_with_unit(parameter.lower, parameter.unit) << ", "
          << number_with_unit(parameter.upper, parameter.unit) << "]";
    if (parameter.points > 0)
      lines << ", points: " << parameter.points
            << ", spacing: " << (parameter.spacing == sampling::Spacing::log ? "log" : "linear");
    if (has_prior(job, parameter)) lines << ", prior: " << sampling::to_yaml(parameter.prior);
    lines << "}\n";
  }
  if (!lines.str().empty()) out << "parameters:\n" << lines.str();
}

void write_sampler(const Job& job, std::ostream& out) {
  const auto options = job.sampler->options();
  out << "sampler:\n  " << job.sampler_name << (options.empty() ? ": {}\n" : ":\n");
  for (const sampling::SamplerOption& option : options)
    out << "    " << option.name << ": " << option.value << "  # " << option.meaning << "\n";
}

void write_data(const Job& job, std::ostream& out) {
  out << "data: " << quoted(job.data.source) << "  # files: " << job.data.sha256.substr(0, 16)
      << "\n";
  if (!job.data.changed_inputs.empty()) out << "inputs:\n";
  for (const input::InputChange& change : job.data.changed_inputs)
    out << "  " << quoted(change.full_name()) << ": " << number_with_unit(change.value, change.unit)
        << "\n";
  if (!job.replaced.empty()) out << "measurements:\n  replace:\n";
  for (const auto& [observable, entry] : job.replaced)
    out << "    " << quoted(observable) << ": " << quoted(entry) << "\n";
}

void write_likelihood(const Job& job, std::ostream& out) {
  out << "likelihood: [";
  for (std::size_t i = 0; i < job.groups.size(); ++i) out << (i > 0 ? ", " : "") << job.groups[i];
  out << "]  # values: ";
  for (std::size_t i = 0; i < job.groups.size(); ++i) {
    long values = 0;
    for (const auto& measurement : job.measurements)
      if (measurement.group == job.groups[i]) values += measurement.values.size();
    out << (i > 0 ? " + " : "") << values;
  }
  out << "\n";
}

void write_running(const Job& job, std::ostream& out) {
  out << "running:\n"
      << "  method: " << name(job.running.method) << "  # cvode | operator | leading-log | auto\n"
      << "  integrator: " << (job.running.integrator.method == rge::Method::adams ? "adams" : "bdf")
      << "  # adams | bdf\n"
      << "  rtol: " << yaml_number(job.running.integrator.rtol)
      << "  # of each coefficient, down to 1e-4 of the point's largest\n"
      << "  max_steps: " << job.running.integrator.most_steps
      << "  # of an integration; a point that wants more has the status time_limit\n"
      << "  sm_boundary: " << name(job.running.sm_boundary)
      << "  # SM couplings at the high scale: sm-limit | converged\n";
}

void write_kept(const Job& job, std::ostream& out) {
  out << "keep:\n  predictions: [";
  for (std::size_t i = 0; i < job.keep.predictions.size(); ++i)
    out << (i > 0 ? ", " : "") << quoted(job.keep.predictions[i].label());
  out << "]\n  coefficients: [";
  for (std::size_t i = 0; i < job.keep.coefficients.size(); ++i)
    out << (i > 0 ? ", " : "") << smeft::coefficient_name(job.keep.coefficients[i]);
  out << "]  # at mu_EW, GeV^-2\n";
  out << "  derived: [";
  for (std::size_t i = 0; i < job.keep.derived.size(); ++i)
    out << (i > 0 ? ", " : "") << job.model.model->derived()[job.keep.derived[i]];
  out << "]\n";
}

}  // namespace

std::string Job::resolved() const {
  std::ostringstream out;
  write_model(*this, out);
  write_parameters(*this, out);
  write_data(*this, out);
  write_likelihood(*this, out);
  write_running(*this, out);
  write_sampler(*this, out);
  write_kept(*this, out);
  out << "run:\n"
      << "  on_failure: " << name(on_failure)
      << "  # of an integration: record | retry (once, tighter) | abort\n"
      << "  max_failed: " << yaml_number(max_failed) << "  # fraction of the points\n"
      << "  max_file: " << yaml_number(max_file * 1e-9) << " GB\n"
      << "  max_rate: " << yaml_number(max_rate * 1e-9) << " GB/s  # of rows, all ranks together\n"
      << "  wall_time: " << duration(wall_time)
      << "  # the scan stops in time for this, resumable\n";
  if (output.extension() == ".h5") out << "output: " << quoted(output.string()) << "\n";
  return out.str();
}

}  // namespace smeftscan::scan
