// SPDX-License-Identifier: MIT
#include <memory>
#include <optional>

#include "command.hpp"
#include "data_options.hpp"
#include "model_parameters.hpp"
#include "result.hpp"
#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/smeft/wcxf.hpp"
#include "wcxf_option.hpp"

namespace smeftscan::app {
namespace {

struct MatchOptions {
  std::string job;
  std::vector<std::string> set;
  std::string sm;
  std::string output;
  bool json = false;
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
  const auto set = job.find("data");
  input::DataSet data =
      set && !options.data.set ? options.data.files().load_set(*set) : options.data.load();
  if (const auto inputs = job.find("inputs")) data = data.with_inputs(*inputs);
  return smeft::read_sm_inputs(data.inputs("running"));
}

ExitCode match(const MatchOptions& options) {
  const auto job = input::Settings::from_file(options.job);
  const models::ModelChoice choice = model_of(job);
  const std::vector<double> parameters =
      chosen_parameters(choice, options.set, "Give --set NAME=VALUE for each");
  const bool needs_sm = choice.model->needs_sm(parameters);
  smeft::State state;
  state.scale = choice.model->matching_scale(parameters);
  JsonMembers metadata{{"generator", json_text("smeftscan " + build_info().version)},
                       {"model", json_text(std::string(choice.model->name()))}};
  if (!options.sm.empty())
    state.sm =
        read_sm_couplings(options.sm, needs_sm ? smeft::SmKeys::yukawa : smeft::SmKeys::none);
  else if (needs_sm)
    state.sm = scan::couplings_for_matching(*choice.model, parameters, inputs_of(options, job));
  choice.model->match(parameters, state.sm, state.wc);

  auto content = smeft::wcxf_content(state, metadata);
  if (!needs_sm) content.metadata.pop_back();  // the couplings, which nothing depends on
  const bool json = options.json || options.output.ends_with(".json");
  const std::string text = json ? to_wcxf_json(content) : to_wcxf_yaml(content);
  if (options.output.empty())
    print_result(text);
  else
    write_result(options.output, text);
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
  command.add("-o,--output", options->output, "File to write, JSON if it ends in .json")
      .type("FILE");
  command.add_flag("--json", options->json, "JSON instead of YAML");
  options->data.add_to(command);
  return [options] { return match(*options); };
}

}  // namespace smeftscan::app
