// SPDX-License-Identifier: MIT
#include "smeftscan/observables/electroweak_decays.hpp"

#include <numbers>

namespace smeftscan::observables {

using std::numbers::pi;
using std::numbers::sqrt2;

ZDecays::ZDecays(const ElectroweakInputs& inputs, const ElectroweakShifts& shifts) {
  const double tree_width =
      sqrt2 * inputs.fermi_constant * inputs.m_Z * inputs.m_Z * inputs.m_Z / (6.0 * pi);
  const auto channel = [&](const ElectroweakShifts::ZCoupling& g, double width_sm, int colours) {
    // g^2 - g_SM^2, so that vanishing coefficients give the SM to the last digit.
    const auto change = [](double g_sm, const Polynomial& shift) {
      return 2.0 * g_sm * shift + shift * shift;
    };
    const double left2 = g.left_sm * g.left_sm;
    const double right2 = g.right_sm * g.right_sm;
    const Polynomial left = change(g.left_sm, g.left_shift);
    const Polynomial right = change(g.right_sm, g.right_shift);
    return Channel{width_sm + colours * tree_width * (left + right), left2 - right2 + left - right,
                   left2 + right2 + left + right};
  };
  const auto& sm = inputs.z_width;
  const std::array lepton_sm{sm.e, sm.mu, sm.tau};
  const std::array up_sm{sm.u, sm.c};
  const std::array down_sm{sm.d, sm.s, sm.b};
  hadrons = 0.0;
  for (std::size_t i = 0; i < up.size(); ++i) {
    up[i] = channel(shifts.up[i], up_sm[i], 3);
    hadrons += up[i].width;
  }
  for (std::size_t i = 0; i < down.size(); ++i) {
    down[i] = channel(shifts.down[i], down_sm[i], 3);
    hadrons += down[i].width;
  }
  total = hadrons;
  for (std::size_t i = 0; i < lepton.size(); ++i) {
    lepton[i] = channel(shifts.lepton[i], lepton_sm[i], 1);
    neutrino[i] = channel(shifts.neutrino[i], sm.nu, 1);
    total += lepton[i].width + neutrino[i].width;
  }
}

WDecays::WDecays(const ElectroweakInputs& inputs, const ElectroweakShifts& shifts, SetUp& set_up) {
  const Polynomial universal = 3.0 * shifts.delta_m_W - shifts.delta_G;
  const Polynomial coupling = shifts.delta_m_W - 0.5 * shifts.delta_G;
  const double k = inputs.fermi_constant * inputs.m_W * inputs.m_W * inputs.m_W /
                   (6.0 * sqrt2 * pi) / inputs.w_width_lepton;
  total = 0.0;
  for (std::size_t i = 0; i < lepton.size(); ++i) {
    lepton[i] = inputs.w_width_lepton * (1.0 + universal + 2.0 * shifts.w_lepton[i]);
    total += lepton[i];
    const Polynomial g = set_up.real_amplitude(coupling + shifts.w_lepton[i]);
    lepton_strength[i] = 1.0 + k * (g * (2.0 + g));
  }
  for (std::size_t i = 0; i < up.size(); ++i) {
    up[i] = inputs.w_width_quark * (1.0 + universal + 2.0 * shifts.w_up[i]);
    total += up[i];
  }
}

}  // namespace smeftscan::observables
