// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "smeftscan/wet/inputs.hpp"

namespace smeftscan::tests {

/// The inputs of the theory below the electroweak scale: of the files "reference" or "current".
inline wet::WetInputs wet_inputs(const std::string& name) {
  const std::string folder = std::string(SMEFTSCAN_SOURCE_DIR) + "/data/inputs/";
  return wet::WetInputs::from(
      input::Settings::from_file(folder + "flavour_" + name + ".yaml"),
      smeft::read_sm_inputs(input::Settings::from_file(folder + "running_" + name + ".yaml")));
}

}  // namespace smeftscan::tests
