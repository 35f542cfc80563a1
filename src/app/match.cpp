// SPDX-License-Identifier: MIT
#include <memory>
#include <string>
#include <vector>

#include "command.hpp"
#include "data_options.hpp"
#include "model_parameters.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/scan/job.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/wcxf.hpp"
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

/// Of a job, of which nothing but the model and the names of its free parameters is looked at.
models::ModelChoice model_of(const input::Settings& job) {
  std::vector<models::FreeName> free;
  if (const auto parameters = job.find("parameters"))
    for (const std::string& name : parameters->keys())
      free.emplace_back(name, parameters->at(name));
  return models::make_model(job.at("model"), free);
}

smeft::SmInputs inputs_of(const MatchOptions& options, const input::Settings& job) {
  const scan::JobOptions changes{
      .set = {}, .data = options.data.set, .data_dir = options.data.folder, .output = {}};
  return smeft::read_sm_inputs(scan::read_data(job, changes).inputs("running"));
}

ExitCode match(const MatchOptions& options) {
  const auto job = input::Settings::from_file(options.job);
  const models::ModelChoice choice = model_of(job);
  const std::vector<double> parameters =
      chosen_parameters(choice, options.set, "Give --set NAME=VALUE for each");
  const double scale = choice.model->matching_scale(parameters);
  const bool needs_sm = choice.model->needs_sm(parameters);
  smeft::SmCouplings sm;
  if (!options.sm.empty())
    sm = read_sm_couplings(options.sm, needs_sm ? smeft::SmKeys::yukawa : smeft::SmKeys::none);
  else if (needs_sm)
    sm = scan::MatchingCouplings(*choice.model, inputs_of(options, job)).at(parameters);
  smeft::Coefficients wc;
  choice.model->match(parameters, sm, wc);

  JsonMembers metadata{{"generator", json_text("smeftscan " + build_info().version)},
                       {"model", json_text(std::string(choice.model->name()))}};
  if (needs_sm) metadata.emplace_back("sm", smeft::sm_json(sm));
  options.output.write(smeft::wcxf_content(scale, wc, std::move(metadata)));
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
