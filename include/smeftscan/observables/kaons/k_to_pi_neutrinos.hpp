// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// K+ -> pi+ nu nu and K_L -> pi0 nu nu, likelihood group `rare_kaons`.
namespace smeftscan::observables::kaons {

/// The module `k_to_pi_neutrinos` of a data set.
struct NeutrinoModeInputs {
  double kappa_plus, kappa_long;  ///< kappa_+ and kappa_L [Mescia:2007kn] of these inputs, / V_us^2
  Complex standard_model;         ///< F of equal neutrinos
  Complex coefficient;            ///< F per C_L + C_R
  bool has_superposition;

  /// Throws InputError with file and line.
  static NeutrinoModeInputs from(const input::Settings& module);
};

/// The amplitudes of s -> d nu_j nubar_i with
///
///     F_ij = xi_t [X_t delta_ij - s_W^2 (C_L + C_R)_ij] + xi_c V_us^4 (P_c + delta P_cu) delta_ij,
///
/// xi_q = V_qs V_qd* [Mescia:2007kn], [Buras:2006gb]. C_ij belongs to (dbar gamma_m P_L,R s)
/// (nubar_i gamma^m (1 - gamma_5) nu_j); each term has its alpha_e over that of kappa. The rates
///
///     BR(K+ -> pi+ nu nu)   = kappa_+/(3 V_us^2) sum_ij |F_ij|^2,
///     BR(K_L -> pi0 nu nu)  = kappa_L/(3 V_us^2) sum_ij |F_ij - F_ji*|^2/4
///
/// are those of a CP-odd K_L, a superposition of K0 -> pi0 nu_i nubar_j and its conjugate. The
/// reference program (input K_L_superposition: 0) has xi_q* with the same C, as if the coefficients
/// were those of the conjugate operators, and sum_ij (Im F_ij)^2 [flavio].
Polynomial charged_rate(const NeutrinoModeInputs& inputs, SetUp& set_up);
Polynomial neutral_rate(const NeutrinoModeInputs& inputs, SetUp& set_up);

}  // namespace smeftscan::observables::kaons
