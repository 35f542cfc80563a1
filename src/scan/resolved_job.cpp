// SPDX-License-Identifier: MIT
#include <algorithm>
#include <sstream>

#include "smeftscan/models/model.hpp"
#include "smeftscan/sampling/parameter_space.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::scan {
namespace {

std::string number_with_unit(double value, const std::string& unit) {
  return unit == "1" ? sampling::yaml_number(value) : sampling::yaml_number(value) + " " + unit;
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

void write_model(const Job& job, std::ostream& out) {
  const models::ModelChoice& choice = job.model;
  out << "model:\n  " << choice.model->name() << ":\n";
  const auto& parameters = choice.model->parameters();
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
  out << "parameters:\n";
  for (const sampling::FreeParameter& parameter : job.sampler->space()) {
    out << "  " << parameter.name << ": {range: ["
        << number_with_unit(parameter.lower, parameter.unit) << ", "
        << number_with_unit(parameter.upper, parameter.unit) << "]";
    if (parameter.points > 0)
      out << ", points: " << parameter.points
          << ", spacing: " << (parameter.spacing == sampling::Spacing::log ? "log" : "linear");
    if (job.sampler->posterior() != nullptr ||
        parameter.prior.kind == sampling::Prior::Kind::gaussian)
      out << ", prior: " << sampling::to_yaml(parameter.prior);
    out << "}\n";
  }
}

void write_sampler(const Job& job, std::ostream& out) {
  const auto options = job.sampler->options();
  out << "  " << job.sampler_name << (options.empty() ? ": {}\n" : ":\n");
  for (const sampling::SamplerOption& option : options)
    out << "    " << option.name << ": " << option.value << "  # " << option.meaning << "\n";
}

/// All that rows depend on besides what is done about failures.
void write_rows(const Job& job, std::ostream& out) {
  write_model(job, out);
  write_parameters(job, out);
  out << "data: " << job.data.name << "  # " << job.data.sha256.substr(0, 16) << "\nlikelihood: [";
  for (std::size_t i = 0; i < job.groups.size(); ++i) out << (i > 0 ? ", " : "") << job.groups[i];
  out << "]  # values: ";
  for (std::size_t i = 0; i < job.groups.size(); ++i) {
    long values = 0;
    for (const auto& measurement : job.measurements)
      if (measurement.group == job.groups[i]) values += measurement.values.size();
    out << (i > 0 ? " + " : "") << values;
  }
  out << "\nrunning:\n"
      << "  method: " << name(job.running.method) << "  # cvode | operator | leading-log | auto\n"
      << "  integrator: " << (job.running.integrator.method == rge::Method::adams ? "adams" : "bdf")
      << "  # adams | bdf\n"
      << "  rtol: " << sampling::yaml_number(job.running.integrator.rtol)
      << "  # of each coefficient, down to 1e-4 of the point's largest\n"
      << "  max_steps: " << job.running.integrator.most_steps
      << "  # of an integration; a point that wants more has the status time_limit\n"
      << "  sm_boundary: "
      << (job.running.sm_boundary == SmBoundary::sm_limit ? "sm-limit" : "converged")
      << "  # SM couplings at the high scale: sm-limit | converged\n"
      << "sampler:\n";
  write_sampler(job, out);
  out << "keep:\n  predictions: [";
  for (std::size_t i = 0; i < job.keep.predictions.size(); ++i)
    out << (i > 0 ? ", " : "") << quoted(job.keep.predictions[i].label());
  out << "]\n  coefficients: [";
  for (std::size_t i = 0; i < job.keep.coefficients.size(); ++i)
    out << (i > 0 ? ", " : "") << smeft::coefficient_name(job.keep.coefficients[i]);
  out << "]  # at mu_EW, GeV^-2\n";
}

}  // namespace

std::string Job::identity() const {
  std::ostringstream out;
  write_rows(*this, out);
  // record and abort leave the same rows: a scan that was stopped may go on
  if (on_failure == FailurePolicy::retry) out << "run:\n  on_failure: retry\n";
  return out.str();
}

std::string Job::resolved() const {
  std::ostringstream out;
  write_rows(*this, out);
  out << "run:\n"
      << "  on_failure: " << name(on_failure)
      << "  # of an integration: record | retry (once, tighter) | abort\n"
      << "  max_failed: " << sampling::yaml_number(max_failed) << "  # fraction of the points\n"
      << "  max_file: " << sampling::yaml_number(max_file * 1e-9) << " GB\n"
      << "  max_rate: " << sampling::yaml_number(max_rate * 1e-9)
      << " GB/s  # of rows, all ranks together\n"
      << "  wall_time: "
      << (wall_time ? sampling::yaml_number(*wall_time) + " s" : std::string("none"))
      << "  # the scan stops in time for this, resumable\n"
      << "output: " << quoted(output.string()) << "\n";
  return out.str();
}

}  // namespace smeftscan::scan
