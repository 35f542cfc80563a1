// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/inputs.hpp"

#include <array>

#include "smeftscan/observables/bsll/remainder.hpp"

namespace smeftscan::observables::bsll {

namespace {

constexpr std::array to_strange{Decay::B0_Kstar, Decay::Bp_Kstar, Decay::Bs_phi};
constexpr std::array to_down{Decay::Bs_Kstar};

}  // namespace

Inputs read_inputs(const input::DataSet& data) {
  Parameters parameters = read_parameters(data.inputs("bsll"));
  const bool has_down = data.has_inputs("b_to_d_ll");
  if (has_down)
    parameters.decays[static_cast<std::size_t>(Decay::Bp_pi)].m_M =
        input::positive_input(data.inputs("b_to_d_ll"), "m_pi+", "GeV");
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
  const auto down = [&]() -> DownInputs {
    const input::Settings module = data.inputs("b_to_d_ll");
    return {.B_pi = PionFormFactorSeries(data.inputs("form_factors_B_pi")),
            .Bs_Kstar = vector_series("form_factors_Bs_Kstar", Decay::Bs_Kstar),
            .spectator = SpectatorTable(data.inputs("spectator_scattering_b_to_d"), to_down,
                                        parameters, wilson),
            .common_final_states = input::input_value(module, "common_final_states", "1"),
            .resonances = input::input_value(module, "resonances", "1")};
  };
  return {.parameters = parameters,
          .wilson = wilson,
          .charm = charm,
          .B_K = ScalarFormFactorSeries(fit("form_factors_B_K"), K.m_B_series, K.m_M_series),
          .B_Kstar = vector_series("form_factors_B_Kstar", Decay::B0_Kstar),
          .Bs_phi = vector_series("form_factors_Bs_phi", Decay::Bs_phi),
          .spectator =
              SpectatorTable(data.inputs("spectator_scattering"), to_strange, parameters, wilson),
          .remainder = read_remainders(data.inputs("hadronic_remainder")),
          .down = has_down ? std::optional(down()) : std::nullopt};
}

}  // namespace smeftscan::observables::bsll
