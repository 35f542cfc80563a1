// SPDX-License-Identifier: MIT
#include "model_parameters.hpp"

#include <algorithm>

#include "job_options.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::app {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw InputError(message, ExitCode::usage); }

}  // namespace

std::vector<double> chosen_parameters(const models::ModelChoice& choice,
                                      const std::vector<std::string>& set,
                                      const std::string& hint) {
  const auto& known = choice.model->parameters();
  std::vector<double> values = choice.values;
  std::vector<bool> is_set(values.size(), false);
  std::vector<std::string> names;
  for (const auto& parameter : known) names.push_back(parameter.name);
  for (const std::string& text : set) {
    const auto [name, value] = split_assignment(text);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      const std::string nearest = nearest_name(name, names);
      refuse("--set " + text + ": the model has no parameter '" + name + "'" +
             (nearest.empty() ? "" : ". Did you mean '" + nearest + "'?"));
    }
    const auto i = static_cast<std::size_t>(found - names.begin());
    if (is_set[i]) refuse("--set " + text + ": '" + name + "' is set twice");
    values[i] = input::Settings::from_option(value, "--set " + name).quantity(known[i].unit);
    is_set[i] = true;
  }
  std::string missing;
  for (const int i : choice.free)
    if (!is_set[static_cast<std::size_t>(i)])
      missing += (missing.empty() ? "" : ", ") + names[static_cast<std::size_t>(i)];
  if (!missing.empty()) refuse("free parameters without a value: " + missing + ". " + hint);
  return values;
}

}  // namespace smeftscan::app
