// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <complex>
#include <string>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/wet/coefficients.hpp"
#include "support/wet_inputs.hpp"

/// tests/reference/matching.json and the inputs that it was made with.
namespace smeftscan::tests {

inline input::Settings matching_tables() {
  return input::Settings::from_file(std::string(SMEFTSCAN_SOURCE_DIR) +
                                    "/tests/reference/matching.json");
}

inline wet::Coefficients wet_from(const input::Settings& table) {
  wet::Coefficients result;
  for (const auto& [name, value] : table.entries())
    result[wet::find_coefficient(name).value()] = {value.at(0).number(), value.at(1).number()};
  return result;
}

/// The data set `reference`, with the CKM matrix of a case.
inline wet::WetInputs reference_inputs(const input::Settings& ckm) {
  auto inputs = wet_inputs("reference");
  inputs.matching.ckm = smeft::ckm_matrix(ckm.at("Vus").number(), ckm.at("Vub").number(),
                                          ckm.at("Vcb").number(), ckm.at("gamma").number());
  return inputs;
}

/// The largest difference between two sets of coefficients of Delta B = 1; right-handed currents of
/// neutrinos are not in the tables.
inline double largest_difference(const wet::Coefficients& a, const wet::Coefficients& b) {
  double largest = 0.0;
  for (int i = 0; i < wet::find_coefficient("CVLL_bsbs")->position; ++i)
    if (!wet::names[static_cast<std::size_t>(i)].starts_with("CR"))
      largest = std::max(largest, std::abs(a[wet::Label{i}] - b[wet::Label{i}]));
  return largest;
}

}  // namespace smeftscan::tests
