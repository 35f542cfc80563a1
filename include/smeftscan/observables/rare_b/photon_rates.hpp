// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>

#include "smeftscan/input/data_files.hpp"
#include "smeftscan/observables/set_up.hpp"

/// b -> s gamma and b -> d gamma: B -> X gamma with E_gamma > 1.6 GeV [Misiak:2006ab],
/// [Misiak:2015xwa].
namespace smeftscan::observables::rare_b {

/// B -> X gamma: with c = (C1, ..., C6, C7eff, C8eff) at 2 GeV, a = alpha_s/(4 pi) with five flavours,
/// r = xi_u/xi_t, and the same with primed coefficients, of which the first six vanish,
///
///     P_q = |C7eff|^2 + a c^T K1 c* + a^2 c^T K2 c* + p_real Re r + p_norm |r|^2,
///     N_q = a Im c^T K1_imaginary c* + n_imaginary Im r,
///     BR(B -> X_s gamma) = BR(B -> X_c l nu) |xi_t/V_cb|^2 6 alpha/(pi C) (P_s + nonperturbative),
///     A_CP = sum_q |xi_t|^2 N_q / sum_q |xi_t|^2 P_q.
struct InclusivePhotonInputs {
  using Matrix = std::array<std::array<double, 8>, 8>;
  std::array<double, 8> C;  ///< in the SM
  double C7p, C8p;          ///< m_s/m_b times C7 and C8 in the SM, for b -> s
  Matrix rate;              ///< a K1 + a^2 K2, and 1 for |C7eff|^2
  Matrix asymmetry;         ///< a K1_imaginary
  double p_real, p_norm, n_imaginary;
  double shift;          ///< nonperturbative, and of higher orders
  double normalisation;  ///< of BR, without xi_t
  Complex xi_t_s, xi_u_s, xi_t_d, xi_u_d;

  /// From the modules photon_rates and wilson_sm. Throws InputError with file and line.
  static InclusivePhotonInputs from(const input::DataSet& data);
};

/// P_q and N_q for the quarks "bs" or "bd".
struct InclusivePhotonForms {
  Polynomial rate, asymmetry;
};
InclusivePhotonForms inclusive_photon_forms(const InclusivePhotonInputs& inputs, SetUp& set_up,
                                            std::string_view quarks);

}  // namespace smeftscan::observables::rare_b
