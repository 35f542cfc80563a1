// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/wet/inputs.hpp"

namespace smeftscan::tests {

/// The inputs of the theory below the electroweak scale of a data set.
inline wet::WetInputs wet_inputs(const std::string& set) {
  return wet::WetInputs::from(input::DataFiles().load_set(set));
}

}  // namespace smeftscan::tests
