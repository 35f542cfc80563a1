// SPDX-License-Identifier: MIT
#include "smeftscan/api/match.hpp"

#include <algorithm>

#include "smeftscan/base/build_info.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/base/json.hpp"
#include "smeftscan/scan/matching.hpp"
#include "smeftscan/scan/model_file.hpp"

namespace smeftscan::api {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw InputError(message, ExitCode::usage); }

}  // namespace

models::ModelChoice model_of(const input::Settings& given) {
  const input::Settings job = scan::with_model(given);
  std::vector<models::FreeName> free;
  if (const auto parameters = job.find("parameters"))
    for (const std::string& name : parameters->keys())
      free.emplace_back(name, parameters->at(name));
  return models::make_model(job.at("model"), free);
}

std::vector<double> chosen_parameters(const models::ModelChoice& choice, const NamedValues& chosen,
                                      const std::string& place, const std::string& hint) {
  const auto& known = choice.model->parameters();
  std::vector<double> values = choice.values;
  std::vector<bool> is_set(values.size(), false);
  std::vector<std::string> names;
  for (const auto& parameter : known) names.push_back(parameter.name);
  for (const auto& [name, value] : chosen) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      const std::string nearest = nearest_name(name, names);
      refuse(place + name + ": the model has no parameter '" + name + "'" +
             (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?"));
    }
    const auto i = static_cast<std::size_t>(found - names.begin());
    if (is_set[i]) refuse(place + name + ": '" + name + "' is set twice");
    values[i] = input::Settings::from_option(value, place + name).quantity(known[i].unit);
    is_set[i] = true;
  }
  std::string missing;
  for (const int i : choice.free)
    if (!is_set[static_cast<std::size_t>(i)])
      missing += (missing.empty() ? "" : ", ") + names[static_cast<std::size_t>(i)];
  if (!missing.empty()) refuse("free parameters without a value: " + missing + ". " + hint);
  return values;
}

smeft::SmCouplings read_sm_couplings(const input::Settings& content, smeft::SmKeys required) {
  return smeft::sm_from(content.has("eft") ? content.at("metadata").at("sm") : content, required);
}

input::WcxfContent match(const models::ModelChoice& choice, const std::vector<double>& parameters,
                         const std::optional<input::Settings>& given,
                         const std::function<smeft::SmInputs()>& inputs) {
  const double scale = choice.model->matching_scale(parameters);
  const bool needs_sm = choice.model->needs_sm(parameters);
  smeft::SmCouplings sm;
  if (given)
    sm = read_sm_couplings(*given, needs_sm ? smeft::SmKeys::yukawa : smeft::SmKeys::none);
  else if (needs_sm)
    sm = scan::MatchingCouplings(*choice.model, inputs()).at(parameters);
  smeft::Coefficients wc;
  choice.model->match(parameters, sm, wc);

  JsonMembers metadata{{"generator", json_text("smeftscan " + build_info().version)},
                       {"model", json_text(std::string(choice.model->name()))}};
  if (needs_sm) metadata.emplace_back("sm", smeft::sm_json(sm));
  return smeft::wcxf_content(scale, wc, std::move(metadata));
}

}  // namespace smeftscan::api
