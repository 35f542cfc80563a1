// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "smeftscan/input/settings.hpp"
#include "smeftscan/input/wcxf.hpp"
#include "smeftscan/models/catalogue.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"
#include "smeftscan/smeft/state.hpp"
#include "smeftscan/smeft/wcxf.hpp"

/// The coefficients of a model at its scale.
namespace smeftscan::api {

/// Name of a parameter and value as YAML ("2 TeV").
using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// The model of a job, of which nothing but `model:` and the names under `parameters:` is read.
models::ModelChoice model_of(const input::Settings& job);

/// All parameters of a model, as the job and `values` set them. `place` stands before a name in
/// messages ("--set "). InputError (usage) for an unknown name, one that is set twice, or a free
/// parameter without a value, for which `hint` says what to do.
std::vector<double> chosen_parameters(const models::ModelChoice& choice, const NamedValues& values,
                                      const std::string& place, const std::string& hint);

/// SM couplings from settings: a map of the eight keys, or `metadata: {sm: ...}` of WCxf content as
/// evolve() makes it. InputError if one of the required keys is missing.
smeft::SmCouplings read_sm_couplings(const input::Settings& content,
                                     smeft::SmKeys required = smeft::SmKeys::all);

/// The coefficients (GeV^-2, flavour basis of the couplings) at the matching scale. `sm`: settings
/// of the SM couplings there; without them `inputs` is called, if the matching needs couplings, and
/// they follow. PointFailure(outside) below the electroweak scale.
input::WcxfContent match(const models::ModelChoice& choice, const std::vector<double>& parameters,
                         const std::optional<input::Settings>& sm,
                         const std::function<smeft::SmInputs()>& inputs);

}  // namespace smeftscan::api
