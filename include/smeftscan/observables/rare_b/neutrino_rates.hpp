// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "smeftscan/observables/bsll/form_factors.hpp"
#include "smeftscan/observables/bsll/parameters.hpp"
#include "smeftscan/observables/set_up.hpp"

/// Branching ratios of B -> K, K*, pi, rho with two neutrinos of any flavours [Buras:2014fpa],
/// without interference of flavours:
///
///     BR = N sum_ij (V |C_L + C_R|^2_ij + A |C_L - C_R|^2_ij),
///     N  = tau_B G_F^2 alpha_e^2 |xi_t|^2 m_B / (768 pi^5),
///     C_L^SM = -(X_t/s_W^2) alpha_e(m_Z)/alpha_e for i = j,
///
/// with coefficients at 4.8 GeV, alpha_e and G_F of the module bsll. In the SM N C_L^2 does not
/// depend on the scale of alpha_e.
namespace smeftscan::observables::rare_b {

/// V and A, GeV^4: integrals over q2 from 0 to (m_B - m_M)^2.
struct NeutrinoIntegrals {
  double vector, axial;
};

/// B -> P: V of lambda^(3/2) f+(q2)^2/m_B^4, A = 0. Masses in GeV.
NeutrinoIntegrals pseudoscalar_integrals(const std::function<double(double)>& f_plus, double m_B,
                                         double m_P);
/// B -> V:
///
///     V of 2 q2 lambda^(3/2) V(q2)^2/(m_B^4 (m_B + m_V)^2),
///     A of 2 q2 lambda^(1/2) (m_B + m_V)^2 A1^2/m_B^4 + 64 lambda^(1/2) m_V^2 A12^2/m_B^2.
NeutrinoIntegrals vector_integrals(const bsll::VectorFormFactorSeries& series, double m_B,
                                   double m_V);

/// What the rates need, once read.
struct NeutrinoRateInputs {
  bsll::Parameters parameters;
  double C_L;  ///< in the SM, at parameters.scale
  double m_pi0, m_pi_plus, m_rho;
  bsll::ScalarFormFactorSeries B_K;
  bsll::VectorFormFactorSeries B_Kstar;
  bsll::PionFormFactorSeries B_pi;
  bsll::VectorFormFactorSeries B_rho;

  /// From the modules bsll, neutrino_rates and form_factors_B_K, _Kstar, _pi, _rho. Throws InputError
  /// with file and line.
  static NeutrinoRateInputs from(const input::DataSet& data);
};

}  // namespace smeftscan::observables::rare_b
