// SPDX-License-Identifier: MIT
#include "smeftscan/observables/cabibbo.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "smeftscan/smeft/label.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

double vev_squared(const LowEnergyInputs& inputs) {
  return 1.0 / (std::numbers::sqrt2 * inputs.fermi_constant);
}

Lanes epsilon_0(const Theory& theory) {
  const auto& wc = theory.wc;
  return vev_squared(theory.inputs.low_energy) *
         (-wc["phil3_11"_wc] + wc["phiq3_22"_wc] - wc["lq3_2222"_wc] + 0.5 * wc["ll_1221"_wc]);
}

Lanes epsilon_1(const Theory& theory) {
  const auto& wc = theory.wc;
  return vev_squared(theory.inputs.low_energy) *
         (2.0 * wc["phiq3_12"_wc].re - wc["lq3_2212"_wc].re - wc["lq3_1112"_wc].re);
}

Lanes epsilon_2(const Theory& theory) {
  const auto& wc = theory.wc;
  return vev_squared(theory.inputs.low_energy) *
         (-wc["phil3_22"_wc] + wc["phiq3_11"_wc] - wc["lq3_1111"_wc] + 0.5 * wc["ll_1221"_wc]);
}

Lanes fermi_constant_shift(const Theory& theory) {
  const auto& wc = theory.wc;
  return vev_squared(theory.inputs.low_energy) *
         (wc["phil3_11"_wc] + wc["phil3_22"_wc] - 0.5 * wc["ll_1221"_wc]);
}

Lanes r_vus(const Theory& theory) {
  const double lambda = theory.inputs.low_energy.lambda;
  return 1.0 +
         (epsilon_0(theory) + epsilon_1(theory) / lambda + epsilon_2(theory) / (lambda * lambda));
}

std::span<const Observable> cabibbo_observables() {
  static constexpr std::array rows{
      Observable{"R(Vus)", R"($R(V_{us})$)", "1", "CAA", &r_vus},
      Observable{"dGF/GF", R"($\delta G_F/G_F^{(0)}$)", "1", "CAA", &fermi_constant_shift},
  };
  return rows;
}

}  // namespace smeftscan::observables
