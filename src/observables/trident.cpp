// SPDX-License-Identifier: MIT
#include "smeftscan/observables/trident.hpp"

#include <array>

#include "smeftscan/smeft/label.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

Lanes trident(const Theory& theory) {
  const auto& wc = theory.wc;
  const double v2 = theory.inputs.electroweak.v2();
  const double s2 = theory.inputs.electroweak.sin2_msbar;
  const double g_V = 0.5 + 2.0 * s2;
  const double g_A = 0.5;

  const Lanes phil1 = v2 * wc["phil1_22"_wc];
  const Lanes phil3 = v2 * wc["phil3_22"_wc];
  const Lanes dg_nu = -0.5 * (phil1 - phil3);
  const Lanes dg_L = -0.5 * (phil1 + phil3);
  const Lanes dg_R = -0.5 * v2 * wc["phie_22"_wc];
  const Lanes& delta_G = theory.electroweak.delta_G;
  const Lanes& delta_s2 = theory.electroweak.delta_s2;
  const Lanes strength = delta_G + 0.5 * v2 * wc["phiD"_wc];

  const Lanes d_LL = 2.0 * phil3 - v2 * wc["ll_2222"_wc] - delta_G +
                     (s2 - 0.5) * (2.0 * dg_nu - strength) + dg_L + delta_s2;
  const Lanes d_LR = -0.5 * v2 * wc["le_2222"_wc] + s2 * (2.0 * dg_nu - strength) + dg_R + delta_s2;
  const Lanes vector = g_V + d_LL + d_LR;
  const Lanes axial = g_A + d_LL - d_LR;
  return (vector * vector + axial * axial) / (g_V * g_V + g_A * g_A);
}

std::span<const Observable> trident_observables() {
  static constexpr std::array rows{
      Observable{"R_trident", R"($\sigma/\sigma_{\mathrm{SM}}(\nu_\mu N\to\nu_\mu\mu^+\mu^-N)$)",
                 "1", "Altmannshofer:2014pba", &trident},
  };
  return rows;
}

}  // namespace smeftscan::observables
