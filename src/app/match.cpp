// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "data_options.hpp"
#include "job_options.hpp"
#include "smeftscan/api/match.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/scan/job.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

struct MatchOptions {
  std::string job;
  std::vector<std::string> set;
  std::string sm;
  WcxfOutput output;
  DataOptions data;
};

smeft::SmInputs inputs_of(const MatchOptions& options, const input::Settings& job) {
  const scan::JobOptions changes{
      .set = {}, .data = options.data.set, .data_dir = options.data.folder, .output = {}};
  return smeft::read_sm_inputs(scan::read_data(job, changes).inputs("running"));
}

ExitCode match(const MatchOptions& options) {
  const auto job = input::Settings::from_file(options.job);
  const models::ModelChoice choice = api::model_of(job);
  const std::vector<double> parameters = api::chosen_parameters(
      choice, split_assignments(options.set), "--set ", "Give --set NAME=VALUE for each");
  std::optional<input::Settings> sm;
  if (!options.sm.empty()) sm = input::Settings::from_file(options.sm);
  options.output.write(api::match(choice, parameters, sm, [&] { return inputs_of(options, job); }));
  return ExitCode::complete;
}

}  // namespace

Action add_match(const CommandLine& command) {
  const auto options = std::make_shared<MatchOptions>();
  command.add("JOB", options->job, "A job; its key model is enough").type("FILE").required();
  command.add("--set", options->set, "A parameter of the model, as mass='2 TeV'")
      .type("NAME=VALUE")
      .one_at_a_time();
  command
      .add("--sm", options->sm,
           "SM couplings at the matching scale, in the flavour basis of the model's; without it "
           "they follow from the data set")
      .type("FILE");
  options->output.add_to(command);
  options->data.add_to(command);
  return [options] { return match(*options); };
}

}  // namespace smeftscan::app
