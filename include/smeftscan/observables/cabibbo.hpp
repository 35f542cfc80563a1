// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/input/settings.hpp"
#include "smeftscan/observables/set_up.hpp"

/// The Cabibbo-angle anomaly [CAA]: charged currents of muon, beta and kaon decay. All formulas are
/// linear in the coefficients, which are non-redundant, at mu_EW, in the down basis; complex ones
/// enter with their real parts. eps stands for v^2 C with v^2 = 1/(sqrt2 G_F).
namespace smeftscan::observables {

/// The module `low_energy` of a data set.
struct LowEnergyInputs {
  double fermi_constant;  ///< from the muon lifetime, GeV^-2
  double lambda;          ///< |Vus| / |Vud|

  /// Reads the keys fermi_constant and lambda. Throws InputError with file and line.
  static LowEnergyInputs from(const input::Settings& settings);

  /// v^2 = 1/(sqrt2 G_F), GeV^2.
  double v2() const;
};

/// The part of R(Vus) without Cabibbo enhancement: K -> mu nu relative to muon decay.
///
///     eps(0) = -eps_phil3_11 + eps_phiq3_22 - eps_lq3_2222 + eps_ll_1221 / 2      [CAA, Eq. (9)]
Polynomial epsilon_0(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc);

/// The part with 1/lambda, from currents between different generations of quarks.
///
///     eps(1) = 2 eps_phiq3_12 - eps_lq3_2212 - eps_lq3_1112                      [CAA, Eq. (10)]
///
/// phiq3_21 and lq3_1121, which the paper writes, are conjugates of phiq3_12 and lq3_1112.
Polynomial epsilon_1(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc);

/// The part with 1/lambda^2: beta decay relative to muon decay.
///
///     eps(2) = -eps_phil3_22 + eps_phiq3_11 - eps_lq3_1111 + eps_ll_1221 / 2     [CAA, Eq. (11)]
///
/// From a source ll_1122 alone it grows as 16 pi^2 d eps(0,2)/d ln mu = 3 g2^2 eps_ll_1122:
/// [CAA, Eqs. (12), (15)] have 6 g2^2 and 3 g2^2/(8 pi^2), a factor of 2 too much, since
/// 6 g2^2 is the rate of eps_ll_1221, of which eps(0,2) holds one half. The numbers of the paper
/// (Fig. 1, Eq. (16)) have the right factor.
Polynomial epsilon_2(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc);

/// Shift of the Fermi constant of muon decay, (measured - bare)/bare:
///
///     dGF/GF = eps_phil3_11 + eps_phil3_22 - eps_ll_1221 / 2               [CAA, Eqs. (17), (18)]
Polynomial fermi_constant_shift(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc);

/// R(Vus) = |Vus from kaons| / |Vus from beta decay and unitarity|; 1 in the SM.
///
///     R(Vus) = 1 + eps(0) + eps(1)/lambda + eps(2)/lambda^2                       [CAA, Eq. (8)]
///
/// With Vus from K_mu2 and Vud from superallowed beta decay, and |Vub|^2 neglected.
Polynomial r_vus(const LowEnergyInputs& inputs, const SetUp::Coefficients& wc);

}  // namespace smeftscan::observables
