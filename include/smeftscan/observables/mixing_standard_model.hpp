// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/meson_mixing.hpp"
#include "smeftscan/parameters/strong_coupling.hpp"

/// Mixing of neutral mesons in the SM.
namespace smeftscan::observables {

/// S_0(x, y) of box diagrams with two quarks of m^2/m_W^2 = x and y, where the quark with
/// `eliminated` is replaced by unitarity of the CKM matrix [Inami:1980fz].
double box_function(double x, double y, double eliminated);

/// alpha_s of a module: `alpha_s` at its scale with five flavours, threshold_b and threshold_c.
parameters::StrongCoupling strong_coupling(const input::Settings& module);

/// B_d and B_s. M_12 has the top quark alone, with eta_tt; Gamma_12 is expanded as
/// M_12 (c + a xi_u/xi_t) 1e-4 [Artuso:2015swg, Eqs. (81) and (82)].
MixingAmplitudes b_mixing(const NeutralMeson& meson, const input::Settings& module,
                          double matrix_element);

/// K: top and up quarks, charm being eliminated, with eta_tt, eta_ut and eta_uu [Brod:2019rzc].
/// Long distances are left out; so is Gamma_12, which is 0.
MixingAmplitudes k_mixing(const NeutralMeson& meson, const input::Settings& module,
                          double matrix_element);

/// D: a_ss xi_s^2 + a_bs xi_s xi_b + a_bb xi_b^2, xi_q = V_uq V_cq*, with coefficients M12_ss, ... and
/// Gamma12_ss, ... (GeV) of the size that is measured [flavio].
MixingAmplitudes d_mixing(const NeutralMeson& meson, const input::Settings& module,
                          double matrix_element);

}  // namespace smeftscan::observables
