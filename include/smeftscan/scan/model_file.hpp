// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"

namespace smeftscan::scan {

/// Whether the model of a job stands in another file.
bool names_model_file(const input::Settings& job);

/// A job in which the model of another file, `model: {file: PATH}`, stands in the place of its name.
/// The file, looked for beside the one that names it and then where the program is started, holds
/// a `model` (it may be a job), which may name a file again. Other jobs come back as they are.
/// Throws InputError for a missing file, one without a model, and files that include each other.
input::Settings with_model(const input::Settings& job);

}  // namespace smeftscan::scan
