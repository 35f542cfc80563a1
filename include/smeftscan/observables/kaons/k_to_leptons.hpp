// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// K_L, K_S -> l+ l-, likelihood group `rare_kaons`; K_L -> e mu, `lepton_flavour_violation`.
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

/// BR(K_L -> e+ mu-) + BR(K_L -> mu+ e-) from the module `k_to_leptons`. With amplitudes P_l+l- and
/// S_l+l- of K0bar as those of [Becirevic:2016zri, Eq. (5)], and those of K0 by Hermitian conjugation
/// of the operators of the other order, K_L = (K0bar + K0)/sqrt2 has
///
///     P = (P_emu + P_mue*)/sqrt2,   S = (S_emu - S_mue*)/sqrt2,   CP |K0> = -|K0bar>,
///
/// and the same rate for both orders. Of equal leptons these are the real and the imaginary part.
Polynomial electron_muon_rate(const input::Settings& module, SetUp& set_up);

}  // namespace smeftscan::observables::kaons
