// SPDX-License-Identifier: MIT
#include "smeftscan/observables/trident.hpp"

#include <array>

#include "smeftscan/observables/electroweak_shifts.hpp"
#include "smeftscan/observables/families.hpp"

namespace smeftscan::observables {

using smeft::operator""_wc;

std::array<Polynomial, 2> trident(SetUp& set_up) {
  const auto wc = set_up.at(smeft_at_mu_EW);
  const ElectroweakInputs& inputs = set_up.shared(&electroweak_inputs);
  const ElectroweakShifts& shifts = set_up.shared(&electroweak_shifts);
  const double v2 = inputs.v2();
  const double s2 = inputs.sin2_msbar;
  const double g_V = 0.5 + 2.0 * s2;
  const double g_A = 0.5;

  const Polynomial phil1 = v2 * wc["phil1_22"_wc];
  const Polynomial phil3 = v2 * wc["phil3_22"_wc];
  const Polynomial dg_nu = -0.5 * (phil1 - phil3);
  const Polynomial dg_L = -0.5 * (phil1 + phil3);
  const Polynomial dg_R = -0.5 * v2 * wc["phie_22"_wc];
  const Polynomial& delta_G = shifts.delta_G;
  const Polynomial& delta_s2 = shifts.delta_s2;
  const Polynomial strength = delta_G + 0.5 * v2 * wc["phiD"_wc];

  const Polynomial d_LL = 2.0 * phil3 - v2 * wc["ll_2222"_wc] - delta_G +
                          (s2 - 0.5) * (2.0 * dg_nu - strength) + dg_L + delta_s2;
  const Polynomial d_LR =
      -0.5 * v2 * wc["le_2222"_wc] + s2 * (2.0 * dg_nu - strength) + dg_R + delta_s2;
  const Polynomial vector = set_up.real_amplitude(g_V + d_LL + d_LR);
  const Polynomial axial = set_up.real_amplitude(g_A + d_LL - d_LR);
  return {vector * vector + axial * axial, g_V * g_V + g_A * g_A};
}

namespace {

MomentList trident_moments(SetUp& set_up, const Request&) {
  const auto [numerator, denominator] = trident(set_up);
  return {{numerator, denominator}};
}

}  // namespace

Family trident_observables() {
  static constexpr std::array rows{
      Observable{"R_trident", R"($\sigma/\sigma_{\mathrm{SM}}(\nu_\mu N\to\nu_\mu\mu^+\mu^-N)$)",
                 "1", "Altmannshofer:2014pba", &trident_moments, &ratio},
  };
  static constexpr std::array stations{smeft_at_mu_EW};
  static constexpr std::array<std::string_view, 1> modules{"electroweak"};
  return {rows, stations, modules};
}

}  // namespace smeftscan::observables
