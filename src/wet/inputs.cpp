// SPDX-License-Identifier: MIT
#include "smeftscan/wet/inputs.hpp"
#include "smeftscan/smeft/down_basis.hpp"

#include <string>

namespace smeftscan::wet {
namespace {

double positive(const input::Settings& module, const std::string& key, const std::string& unit) {
  const input::Settings parameter = module.at(key);
  const std::string given = parameter.at("unit").text();
  if (given != unit) parameter.at("unit").fail("must be '" + unit + "', is '" + given + "'");
  const double value = parameter.at("value").number();
  if (value <= 0.0) parameter.at("value").fail("must be above 0");
  return value;
}

}  // namespace

WetInputs WetInputs::from(const input::Settings& module) {
  const auto number = [&](const char* key) { return positive(module, key, "1"); };
  WetInputs inputs;
  inputs.matching_scale = positive(module, "matching_scale", "GeV");
  inputs.matching.fermi_constant = positive(module, "fermi_constant", "GeV^-2");
  inputs.matching.alpha_e = number("matching_alpha_e");
  inputs.matching.alpha_s = number("alpha_s");
  inputs.matching.m_W = positive(module, "m_W", "GeV");
  inputs.matching.m_b = positive(module, "matching_m_b", "GeV");
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
