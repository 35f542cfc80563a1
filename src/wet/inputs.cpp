// SPDX-License-Identifier: MIT
#include "smeftscan/wet/inputs.hpp"

#include "smeftscan/smeft/down_basis.hpp"
#include "smeftscan/smeft/sm_inputs.hpp"

namespace smeftscan::wet {
namespace {

/// What both conventions read; without quark masses.
WetInputs common_inputs(const input::Settings& module) {
  const auto number = [&](const char* key) { return input::positive_input(module, key, "1"); };
  const auto mass = [&](const char* key) { return input::positive_input(module, key, "GeV"); };
  const parameters::Threshold bottom{mass("threshold_b"), mass("threshold_b")};
  const parameters::Threshold charm{mass("threshold_c"), mass("threshold_c")};
  const double scale = mass("matching_scale");
  return {.matching_scale = scale,
          .matching = {.fermi_constant = input::positive_input(module, "fermi_constant", "GeV^-2"),
                       .alpha_e = number("matching_alpha_e"),
                       .m_W = mass("m_W"),
                       .ckm = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"),
                                                number("gamma"))},
          .normalisation_alpha_e = number("normalisation_alpha_e"),
          .bottom_threshold = mass("matching_scale_b"),
          .charm_threshold = mass("matching_scale_c"),
          .masses = {},
          .alpha_s = {number("alpha_s"), scale, charm, bottom},
          .convention = RunningConvention::standard};
}

WetInputs standard_inputs(const input::Settings& flavour, const smeft::SmInputs& running) {
  WetInputs inputs = common_inputs(flavour);
  const double m_b = input::positive_input(flavour, "matching_m_b", "GeV");
  inputs.masses = {.up = {running.m_u, running.m_c},
                   .down = {running.m_d, running.m_s, m_b},
                   .charged_lepton = {running.m_e, running.m_mu, running.m_tau}};
  return inputs;
}

WetInputs wilsons_inputs(const input::Settings& flavour) {
  WetInputs inputs = common_inputs(flavour);
  const auto mass = [&](const char* key) { return input::positive_input(flavour, key, "GeV"); };
  const auto quark = [&](const char* key, int flavours) {
    return parameters::QuarkMass{mass(key), flavour.at(key).at("scale").number(), flavours};
  };
  inputs.convention = RunningConvention::wilson;
  inputs.masses.charged_lepton = {mass("m_e"), mass("m_mu"), mass("m_tau")};
  inputs.up_masses = {quark("m_u", 3), quark("m_c", 4)};
  inputs.down_masses = {quark("m_d", 3), quark("m_s", 3), quark("m_b", 5)};
  return inputs;
}

}  // namespace

WetInputs WetInputs::from(const input::DataSet& data) {
  const input::Settings flavour = data.inputs("flavour");
  if (flavour.has("m_b")) return wilsons_inputs(flavour);
  return standard_inputs(flavour, smeft::read_sm_inputs(data.inputs("running")));
}

}  // namespace smeftscan::wet
