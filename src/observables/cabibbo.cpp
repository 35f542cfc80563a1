// SPDX-License-Identifier: MIT
#include "smeftscan/observables/cabibbo.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

namespace {

LowEnergyInputs low_energy_inputs(SetUp& set_up) {
  return LowEnergyInputs::from(set_up.data().inputs("low_energy"));
}

using Shift = Polynomial (*)(const LowEnergyInputs&, const SetUp::Coefficients&);

template <Shift shift>
MomentList at_mu_EW(SetUp& set_up, const Request&) {
  return {{shift(set_up.shared(&low_energy_inputs), set_up.at(smeft_at_mu_EW))}};
}

}  // namespace

LowEnergyInputs LowEnergyInputs::from(const input::Settings& settings) {
  return {.fermi_constant = input::positive_input(settings, "fermi_constant", "GeV^-2"),
          .lambda = input::positive_input(settings, "lambda", "1")};
}

double LowEnergyInputs::v2() const { return 1.0 / (std::numbers::sqrt2 * fermi_constant); }

Polynomial epsilon_0(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc) {
  return inputs.v2() *
         (-wc["phil3_11"_wc] + wc["phiq3_22"_wc] - wc["lq3_2222"_wc] + 0.5 * wc["ll_1221"_wc]);
}

Polynomial epsilon_1(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc) {
  return inputs.v2() *
         (2.0 * real(wc["phiq3_12"_wc]) - real(wc["lq3_2212"_wc]) - real(wc["lq3_1112"_wc]));
}

Polynomial epsilon_2(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc) {
  return inputs.v2() *
         (-wc["phil3_22"_wc] + wc["phiq3_11"_wc] - wc["lq3_1111"_wc] + 0.5 * wc["ll_1221"_wc]);
}

Polynomial fermi_constant_shift(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc) {
  return inputs.v2() * (wc["phil3_11"_wc] + wc["phil3_22"_wc] - 0.5 * wc["ll_1221"_wc]);
}

Polynomial r_vus(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc) {
  const double lambda = inputs.lambda;
  return 1.0 + epsilon_0(inputs, wc) + 1.0 / lambda * epsilon_1(inputs, wc) +
         1.0 / (lambda * lambda) * epsilon_2(inputs, wc);
}

Family cabibbo_observables() {
  static constexpr std::array rows{
      Observable{"R(Vus)", R"($R(V_{us})$)", "1", "CAA", &at_mu_EW<&r_vus>},
      Observable{"dGF/GF", R"($\delta G_F/G_F^{(0)}$)", "1", "CAA",
                 &at_mu_EW<&fermi_constant_shift>},
  };
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 1> modules{"low_energy"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
