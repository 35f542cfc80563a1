// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "smeftscan/api/report.hpp"

/// Predictions of several files side by side.
namespace smeftscan::app {

/// A row a file: chi-square in all and by group, and with `shows_predictions` what is predicted, in
/// the units that people quote; of a file without an answer its status and the reason.
std::string prediction_table(const std::vector<std::string>& files,
                             const std::vector<api::Report>& reports, bool shows_predictions);

/// {files: [{file, ...json_members(report)}]}
std::string json_predictions(const std::vector<std::string>& files,
                             const std::vector<api::Report>& reports);

}  // namespace smeftscan::app
