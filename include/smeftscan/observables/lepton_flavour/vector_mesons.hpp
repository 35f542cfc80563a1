// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "smeftscan/observables/lepton_flavour/lepton_decays.hpp"

namespace smeftscan::observables::lepton_flavour {

/// A neutral vector meson as quarks see it: <0|qbar gamma^m q|V> = weight f m_V eps^m, and
/// <0|qbar sigma^mn q|V> = i weight f_perp (eps^m p^n - eps^n p^m).
struct VectorMeson {
  struct Quark {
    std::string_view name;
    double charge, weight;
  };
  std::vector<Quark> quarks;
  double mass, f, f_perp;  ///< GeV; f_perp at 1.8 GeV
};

/// rho0 = (u ubar - d dbar)/sqrt2 and phi = s sbar, from the module `tau_to_mesons`.
VectorMeson rho_meson(const input::Settings& module);
VectorMeson phi_meson(const input::Settings& module);

/// BR(tau -> V l) from the effective vertices
///
///     lbar [gamma^m (g_L P_L + g_R P_R) + i sigma^nm q_n (t_R P_R + t_L P_L)] tau V_m
///
/// where g is that of quark currents, m_V f/2 (C_qL + C_qR), and t that of their tensors, 2 f_perp
/// CTRR, and of a photon that becomes V, -2 e Q f/m_V Cgamma. Vector operators: [Black:2002wh]; all
/// others follow from the traces of this vertex. `alpha_e` at 1.8 GeV.
Polynomial vector_meson_branching_ratio(const LeptonDecayInputs& inputs, double alpha_e,
                                        const VectorMeson& meson, Lepton lepton, SetUp& set_up);

}  // namespace smeftscan::observables::lepton_flavour
