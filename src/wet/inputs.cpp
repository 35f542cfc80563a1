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
  const double m_b = scale("matching_m_b");
  return {.matching_scale = matching_scale,
          .matching = {.fermi_constant = input::positive_input(flavour, "fermi_constant", "GeV^-2"),
                       .alpha_e = number("matching_alpha_e"),
                       .m_W = scale("m_W"),
                       .ckm = smeft::ckm_matrix(number("V_us"), number("V_ub"), number("V_cb"),
                                                number("gamma"))},
          .normalisation_alpha_e = number("normalisation_alpha_e"),
          .bottom_threshold = scale("bottom_threshold"),
          .charm_threshold = charm.scale,
          .masses = {.up = {running.m_u, running.m_c},
                     .down = {running.m_d, running.m_s, m_b},
                     .charged_lepton = {running.m_e, running.m_mu, running.m_tau}},
          .alpha_s = {alpha_s, matching_scale, charm, bottom},
          .convention = RunningConvention::standard};
}

WetInputs WetInputs::from(const input::DataSet& data) {
  return from(data.inputs("flavour"), smeft::read_sm_inputs(data.inputs("running")));
}

}  // namespace smeftscan::wet
