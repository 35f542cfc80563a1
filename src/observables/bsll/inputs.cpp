// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/inputs.hpp"

#include "smeftscan/observables/bsll/remainder.hpp"

namespace smeftscan::observables::bsll {

Inputs read_inputs(const input::DataSet& data) {
  const Parameters parameters = read_parameters(data.inputs("bsll"));
  const auto fit = [&](const char* module) { return read_form_factor_fit(data.inputs(module)); };
  const auto vector_series = [&](const char* module, Decay decay) {
    const auto& m = parameters.masses(decay);
    return VectorFormFactorSeries(fit(module), m.m_B_series, m.m_M_series);
  };
  const auto& K = parameters.masses(Decay::B0_K);

  const CharmTwoLoop charm(data.inputs("charm_loops"));
  if (charm.scale() != parameters.scale)
    data.inputs("charm_loops").at("scale").fail("is not the scale of module bsll");
  const SmCoefficients wilson =
      read_sm_coefficients(data.inputs("wilson_sm"), parameters.scale, parameters.m_t_pole);
  return {.parameters = parameters,
          .wilson =
              read_sm_coefficients(data.inputs("wilson_sm"), parameters.scale, parameters.m_t_pole),
          .charm = charm,
          .B_K = ScalarFormFactorSeries(fit("form_factors_B_K"), K.m_B_series, K.m_M_series),
          .B_Kstar = vector_series("form_factors_B_Kstar", Decay::B0_Kstar),
          .Bs_phi = vector_series("form_factors_Bs_phi", Decay::Bs_phi),
          .spectator = SpectatorTable(data.inputs("spectator_scattering"), parameters, wilson),
          .remainder = read_remainders(data.inputs("hadronic_remainder"))};
}

}  // namespace smeftscan::observables::bsll
