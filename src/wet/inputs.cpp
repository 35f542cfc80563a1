// SPDX-License-Identifier: MIT
#include "smeftscan/wet/inputs.hpp"

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::wet {

WetInputs WetInputs::from(const input::Settings& module) {
  const auto number = [&](const char* key) { return input::positive_input(module, key, "1"); };
  WetInputs inputs;
  inputs.matching_scale = input::positive_input(module, "matching_scale", "GeV");
  inputs.matching.fermi_constant = input::positive_input(module, "fermi_constant", "GeV^-2");
  inputs.matching.alpha_e = number("matching_alpha_e");
  inputs.matching.alpha_s = number("alpha_s");
  inputs.matching.m_W = input::positive_input(module, "m_W", "GeV");
  inputs.matching.m_b = input::positive_input(module, "matching_m_b", "GeV");
  inputs.matching.ckm =
      smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"), number("gamma"));
  inputs.normalisation_alpha_e = number("normalisation_alpha_e");
  return inputs;
}

double WetInputs::alpha_s(double scale) const {
  return run_alpha_s(matching.alpha_s, matching_scale, scale);
}

RunningInputs WetInputs::running_to(double scale) const {
  return running_between(matching_scale, scale);
}

RunningInputs WetInputs::running_between(double from, double to) const {
  return {matching.alpha_e, alpha_s(from), alpha_s(to)};
}

}  // namespace smeftscan::wet
