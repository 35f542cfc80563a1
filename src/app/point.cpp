// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

#include "command.hpp"
#include "job_options.hpp"
#include "result.hpp"
#include "smeftscan/api/match.hpp"
#include "smeftscan/api/report.hpp"
#include "smeftscan/api/validity.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/base/log.hpp"
#include "smeftscan/scan/batch.hpp"
#include "smeftscan/scan/coverage.hpp"
#include "smeftscan/smeft/label.hpp"

namespace smeftscan::app {
namespace {

struct PointOptions {
  JobOptions job;
  std::optional<long long> index;
  bool json = false;
};

/// A point with its whole result, the same in all lanes.
struct Answer {
  std::vector<double> parameters;
  scan::GroupResult result;
};

[[noreturn]] void fail(const std::string& message) { throw InputError(message, ExitCode::usage); }

/// Of a point of the scan; where it keeps a minimum, those of the minimum.
Rows coordinates_of(long long index, const scan::Job& job, const scan::Pipeline& pipeline) {
  Rows coordinates = job.sampler->points(index, 1);
  const std::vector<std::size_t> minimised = job.sampler->minimised();
  if (minimised.empty()) return coordinates;
  scan::Batch batch(pipeline, *job.sampler, 1);
  const Rows row = batch.compute(index, 1);
  for (std::size_t i = 0; i < minimised.size(); ++i)
    coordinates(0, static_cast<Eigen::Index>(minimised[i])) =
        row(0, batch.layout().first_coordinate + static_cast<Eigen::Index>(i));
  return coordinates;
}

Answer answer(const PointOptions& options, const scan::Job& job, const scan::Pipeline& pipeline) {
  scan::Group group;
  if (options.index) {
    if (!options.job.set.empty()) fail("--index and --set: give one of them");
    if (job.sampler->learns())
      fail("--index: the points of '" + job.sampler_name +
           "' follow from results. Take one from /points/parameters of its file, and give --set "
           "NAME=VALUE for each of its parameters");
    const long long total = job.sampler->total();
    if (*options.index < 0 || *options.index >= total)
      fail("--index " + std::to_string(*options.index) + ": the scan has points 0 to " +
           std::to_string(total - 1));
    group = scan::Batch::group_of(pipeline, coordinates_of(*options.index, job, pipeline));
    const PointStatus known = job.sampler->known_status(*options.index);
    if (known != PointStatus::not_computed) {
      Answer outside{group.parameters[0], {}};
      outside.result.outcome.fill({known, 0, std::nan(""), "outside of the job's ranges"});
      return outside;
    }
  } else {
    group.count = 1;
    group.parameters[0] =
        api::chosen_parameters(job.model, split_assignments(options.job.set), "--set ",
                               "Give --set NAME=VALUE for each, or --index N");
  }
  scan::Pipeline::Workspace workspace(pipeline);
  return {group.parameters[0], pipeline.evaluate(group, workspace)};
}

std::vector<double> first_lane(const std::vector<Lanes>& lanes) {
  std::vector<double> values;
  for (const Lanes& group : lanes) values.push_back(group[0]);
  return values;
}

api::Report make_report(const Answer& answer, const scan::Pipeline& pipeline) {
  const scan::Job& job = pipeline.job();
  const scan::GroupResult& result = answer.result;
  const auto& outcome = result.outcome[0];
  api::Report report;
  report.status = outcome.status;
  report.reason = outcome.reason;
  if (outcome.status != PointStatus::ok) return report;
  const auto values = first_lane(result.predictions);
  for (std::size_t i = 0; i < job.chi_square_parts.size(); ++i)
    report.chi2.emplace_back(job.chi_square_parts[i], result.chi_square[i][0]);
  report.pulls = pipeline.likelihood().pulls(values);
  report.predictions =
      api::prediction_rows(pipeline.columns(), values, report.pulls, job.measurements, job.theory);
  report.wc.emplace(smeft::lane(result.high, 0), smeft::lane(result.low, 0));
  report.wet = api::low_energy_coefficients(job.data, report.wc->second.wc);
  return report;
}

/// Of the job, with the coefficients of the point.
scan::NotConstrained not_constrained(const scan::Pipeline& pipeline, const Answer& answer) {
  if (answer.result.outcome[0].status != PointStatus::ok) return {};
  return scan::not_constrained(pipeline,
                               scan::coefficient_sizes(smeft::lane(answer.result.high, 0)));
}

void print_json(const Answer& answer, const scan::Pipeline& pipeline,
                const scan::NotConstrained& unseen) {
  JsonMembers parameters;
  for (std::size_t i = 0; i < answer.parameters.size(); ++i)
    parameters.emplace_back(pipeline.job().model.model->parameters()[i].name,
                            json_number(answer.parameters[i]));
  api::Report report = make_report(answer, pipeline);
  report.insensitive = unseen.insensitive;
  report.blind = unseen.blind;
  JsonMembers members = api::json_members(report);
  members.insert(members.begin(), {"parameters", json_object(parameters)});
  print_result(json_object(members, JsonLayout::lines) + "\n");
}

/// The largest coefficients, one a line, down to `part` of the largest.
void print_coefficients(const smeft::LaneState& state, double part) {
  const smeft::Coefficients wc = smeft::lane(state.wc, 0);
  double largest = 0.0;
  for (int i = 0; i < smeft::coefficient_count; ++i)
    largest = std::max(largest, std::abs(wc.get(i)));
  std::printf("coefficients at %.6g GeV, TeV^-2, above %g of the largest (all with --json)\n",
              state.scale[0], part);
  for (int i = 0; i < smeft::coefficient_count; ++i) {
    const auto value = 1e6 * wc.get(i);
    if (value == 0.0 || std::abs(value) < part * 1e6 * largest) continue;
    std::printf("  %-12s %+.6e", smeft::coefficient_name(i).c_str(), value.real());
    if (value.imag() != 0.0) std::printf(" %+.6e i", value.imag());
    std::printf("\n");
  }
}

void print_coefficients(const api::ShownCoefficients& wc) {
  std::printf(
      "coefficients at %.6g GeV of b -> s l l and of mixing of mesons (WCxf, basis flavio)\n",
      api::shown_station.scale);
  for (const auto& [name, value] : wc)
    if (value != 0.0)
      std::printf("  %-15s %+.6e %+.6e i\n", name.c_str(), value.real(), value.imag());
}

void print_table(const Answer& answer, const scan::Pipeline& pipeline) {
  const scan::Job& job = pipeline.job();
  const scan::GroupResult& result = answer.result;
  const auto& outcome = result.outcome[0];
  std::printf("parameters of %s\n", std::string(job.model.model->name()).c_str());
  for (std::size_t i = 0; i < answer.parameters.size(); ++i) {
    const auto& parameter = job.model.model->parameters()[i];
    std::printf("  %-12s %.10g%s%s\n", parameter.name.c_str(), answer.parameters[i],
                parameter.unit == "1" ? "" : " ",
                parameter.unit == "1" ? "" : parameter.unit.c_str());
  }
  std::printf("status: %s%s%s\n", std::string(name(outcome.status)).c_str(),
              outcome.reason.empty() ? "" : ": ", outcome.reason.c_str());
  if (outcome.status != PointStatus::ok) return;
  if (pipeline.method() == scan::RunningMethod::cvode)
    std::printf("integration: %ld steps, %ld right-hand sides\n", result.statistics.steps,
                result.statistics.evaluations);
  print_coefficients(result.high, 0.0);
  print_coefficients(result.low, 1e-3);
  const api::Report report = make_report(answer, pipeline);
  if (report.wet) print_coefficients(*report.wet);
  std::printf("%s", api::pull_table(report).c_str());
}

ExitCode point(const PointOptions& options) {
  scan::JobOptions changes;
  changes.data = options.job.data.set;
  changes.data_dir = options.job.data.folder;
  const scan::Job job = scan::read_job(options.job.file, changes);
  using Scope = scan::Pipeline::Scope;
  const scan::Pipeline pipeline(job, options.index ? Scope::job_in_full : Scope::model);
  const Answer found = answer(options, job, pipeline);
  scan::refuse_neglected(job, scan::coefficient_sizes(job, &found.parameters));
  for (const std::string& note : pipeline.notes()) log::warning(note);
  api::warn_of_point(job, found.parameters);
  const scan::NotConstrained unseen = not_constrained(pipeline, found);
  if (options.json) {
    print_json(found, pipeline, unseen);
  } else {
    for (const std::string& sentence : unseen.sentences()) log::warning(sentence);
    print_table(found, pipeline);
  }
  const bool ok = found.result.outcome[0].status == PointStatus::ok;
  return ok ? ExitCode::complete : ExitCode::too_many_failures;
}

}  // namespace

Action add_point(const CommandLine& command) {
  const auto options = std::make_shared<PointOptions>();
  options->job.add_to(command,
                      "A parameter of the model as NAME=VALUE, free or fixed; may be repeated");
  command.add("--index", options->index, "Point N of the scan, bit for bit").type("N");
  command.add_flag("--json", options->json, "Print one JSON object");
  return [options] { return point(*options); };
}

}  // namespace smeftscan::app
