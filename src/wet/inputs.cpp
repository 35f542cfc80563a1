// SPDX-License-Identifier: MIT
#include "smeftscan/wet/inputs.hpp"

#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::wet {
namespace {

/// What both conventions read, of a module whose alpha_e has this name.
WetInputs common_inputs(const input::Settings& module, const char* alpha_e, double scale) {
  const auto number = [&](const char* key) { return input::positive_input(module, key, "1"); };
  const auto mass = [&](const char* key) { return input::positive_input(module, key, "GeV"); };
  const parameters::Threshold bottom{mass("threshold_b"), mass("threshold_b")};
  const parameters::Threshold charm{mass("threshold_c"), mass("threshold_c")};
  return {.matching_scale = scale,
          .matching = {.fermi_constant = input::positive_input(module, "fermi_constant", "GeV^-2"),
                       .alpha_e = number(alpha_e),
                       .m_W = mass("m_W"),
                       .ckm = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"),
                                                number("gamma"))},
          .normalisation_alpha_e = number(alpha_e),
          .bottom_threshold = mass("matching_scale_b"),
          .charm_threshold = mass("matching_scale_c"),
          .masses = {},
          .alpha_s = {number("alpha_s"), scale, charm, bottom},
          .convention = RunningConvention::standard};
}

WetInputs standard_inputs(const input::Settings& flavour, const smeft::SmInputs& running) {
  const auto mass = [&](const char* key) { return input::positive_input(flavour, key, "GeV"); };
  WetInputs inputs = common_inputs(flavour, "matching_alpha_e", mass("matching_scale"));
  inputs.normalisation_alpha_e = input::positive_input(flavour, "normalisation_alpha_e", "1");
  inputs.masses = {.up = {running.m_u, running.m_c},
                   .down = {running.m_d, running.m_s, mass("matching_m_b")},
                   .charged_lepton = {running.m_e, running.m_mu, running.m_tau}};
  return inputs;
}

WetInputs wilsons_inputs(const input::Settings& wet) {
  const auto mass = [&](const char* key) { return input::positive_input(wet, key, "GeV"); };
  WetInputs inputs = common_inputs(wet, "alpha_e", mass("mu_EW"));
  inputs.convention = RunningConvention::wilson;
  inputs.masses.charged_lepton = {mass("m_e"), mass("m_mu"), mass("m_tau")};
  const auto quark = [&](const char* key, int flavours) {
    return parameters::QuarkMass{mass(key), wet.at(key).at("scale").number(), flavours};
  };
  inputs.up_masses = {quark("m_u", 3), quark("m_c", 4)};
  inputs.down_masses = {quark("m_d", 3), quark("m_s", 3), quark("m_b", 5)};
  return inputs;
}

}  // namespace

WetInputs WetInputs::from(const input::DataSet& data) {
  if (data.has_inputs("wet")) return wilsons_inputs(data.inputs("wet"));
  return standard_inputs(data.inputs("flavour"), smeft::read_sm_inputs(data.inputs("running")));
}

}  // namespace smeftscan::wet
