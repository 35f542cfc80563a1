// SPDX-License-Identifier: MIT
#include "smeftscan/wet/inputs.hpp"

#include "smeftscan/smeft/down_basis.hpp"

namespace smeftscan::wet {

WetInputs WetInputs::from(const input::Settings& flavour, const smeft::SmInputs& running) {
  const auto number = [&](const char* key) { return input::positive_input(flavour, key, "1"); };
  const auto scale = [&](const char* key) { return input::positive_input(flavour, key, "GeV"); };
  const double matching_scale = scale("matching_scale");
  const double alpha_s = number("alpha_s");
  const parameters::Threshold bottom{scale("alpha_s_threshold_b"), scale("alpha_s_threshold_b")};
  const parameters::Threshold charm{scale("charm_threshold"), scale("charm_threshold")};
  WetInputs inputs{
      .matching_scale = matching_scale,
      .matching = {.fermi_constant = input::positive_input(flavour, "fermi_constant", "GeV^-2"),
                   .alpha_e = number("matching_alpha_e"),
                   .m_W = scale("m_W"),
                   .ckm = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"),
                                            number("gamma"))},
      .normalisation_alpha_e = number("normalisation_alpha_e"),
      .bottom_threshold = scale("bottom_threshold"),
      .charm_threshold = charm.scale,
      .masses = {.up = {running.m_u, running.m_c},
                 .down = {running.m_d, running.m_s, 0.0},
                 .charged_lepton = {running.m_e, running.m_mu, running.m_tau}},
      .alpha_s = {alpha_s, matching_scale, charm, bottom},
      .convention = RunningConvention::standard};
  if (!flavour.has("m_b_at_m_b")) {
    inputs.masses.down[2] = scale("matching_m_b");
    return inputs;
  }
  inputs.convention = RunningConvention::wilson;
  const auto at_2_GeV = [&](const char* key) { return parameters::QuarkMass{scale(key), 2.0, 3}; };
  const double m_b = scale("m_b_at_m_b");
  const double m_c = scale("m_c_at_m_c");
  inputs.up_masses = {at_2_GeV("m_u_at_2_GeV"), {m_c, m_c, 4}};
  inputs.down_masses = {at_2_GeV("m_d_at_2_GeV"), at_2_GeV("m_s_at_2_GeV"), {m_b, m_b, 5}};
  return inputs;
}

WetInputs WetInputs::from(const input::DataSet& data) {
  return from(data.inputs("flavour"), smeft::read_sm_inputs(data.inputs("running")));
}

}  // namespace smeftscan::wet
