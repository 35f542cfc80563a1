// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/models/catalogue.hpp"

namespace smeftscan::app {

/// All parameters of a model, as `--set NAME=VALUE` and the job set them. InputError (usage) for an
/// unknown name, one that is set twice, or a free parameter without a value, for which `hint` says
/// what to do.
std::vector<double> chosen_parameters(const models::ModelChoice& choice,
                                      const std::vector<std::string>& set, const std::string& hint);

}  // namespace smeftscan::app
