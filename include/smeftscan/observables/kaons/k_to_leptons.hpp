// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// K_L, K_S -> l+ l-, likelihood group `rare_kaons`.
namespace smeftscan::observables::kaons {

enum class Lepton { e, mu };

/// One decay: its short-distance amplitudes are
///
///     P = P_sm + coefficient [2 m_l/m_K (C10 - C10') + m_K (CP - CP')],
///     S = coefficient m_K (CS - CS'),
///
/// with m_u = m_d = 0, and the rates [Chobanova:2017rkj]
///
///     BR(K_L -> l l) = norm [|Re P + P_gg|^2 + beta^2 (Im S)^2],
///     BR(K_S -> l l) = norm [(Im P)^2 + beta^2 |Re S + S_gg|^2].
///
/// The two photons: P_gg = -2 m_l/(m_K s_W^2) A_L (chi_disp + i chi_abs), S_gg = 2 m_l/(m_K s_W^2)
/// (A_S' + i A_S''). The sign of A_L, that of A(K_L -> gamma gamma), is not known; it matters as
/// far as chi_disp is not zero.
struct LeptonMode {
  double axial_factor;   ///< 2 m_l/m_K
  double scalar_factor;  ///< m_K, GeV
  double beta;
  Complex P_sm;         ///< top and charm
  Complex coefficient;  ///< xi_t, with alpha_e of coefficients over that of P_sm
  Complex P_gg, S_gg;   ///< long distance
  double norm_long, norm_short;
};

/// From the modules `k_to_leptons`, and the m_t dependence of C10 in `wilson_sm`. Throws InputError
/// with file and line.
LeptonMode lepton_mode(const input::Settings& module, const input::Settings& wilson_sm,
                       Lepton lepton);

Polynomial long_rate(const LeptonMode& mode, Lepton lepton, SetUp& set_up);
Polynomial short_rate(const LeptonMode& mode, Lepton lepton, SetUp& set_up);

}  // namespace smeftscan::observables::kaons
