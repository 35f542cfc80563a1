// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// b -> s nu nu: rates relative to the SM, in which form factors cancel [Buras:2014fpa].
namespace smeftscan::observables::bsll {

struct NeutrinoInputs {
  double C_L;        ///< in the SM, each flavour: -X_t/s_W^2
  double kappa_eta;  ///< interference of left and right in the rate of B -> K* nu nu

  /// The keys C_L_neutrino and kappa_eta. Throws InputError with file and line.
  static NeutrinoInputs from(const input::Settings& module);
};

/// BR(B -> K nu nu)/SM = 1/3 sum_l |C_L + C_R|^2/|C_L^SM|^2 [Buras:2014fpa, Eq. (14)].
Polynomial b_to_k_neutrinos(const NeutrinoInputs& inputs, const SetUp::Coefficients& wc);

/// BR(B -> K* nu nu)/SM = 1/3 sum_l (1 + kappa_eta eta_l) eps_l^2 [Buras:2014fpa, Eq. (15)], with
/// eps^2 = (|C_L|^2 + |C_R|^2)/|C_L^SM|^2 and eta eps^2 = -Re(C_L C_R*)/|C_L^SM|^2.
Polynomial b_to_kstar_neutrinos(const NeutrinoInputs& inputs, const SetUp::Coefficients& wc);

}  // namespace smeftscan::observables::bsll
