// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/charged_current.hpp"

/// Universality of the charged current: ratios of amplitudes, 1 in the SM once its known factors
/// are divided out [HFLAV:2018, Sec. 9.2], [Coutinho:2019aiy]. Linear in the coefficients
/// at mu_EW.
///
/// With delta_ij the shift of l_i -> l_j nu nu and delta(ud)_i that of a pion amplitude with lepton
/// l_i (charged_current.hpp). They hold the four-lepton coefficients beside the vertices:
/// 1 + eps_phil3_33 - eps_phil3_11, which [CAA] prints below its Eq. (26), misses the effect of
/// eps_ll_2332, the largest of all at its best fit.
namespace smeftscan::observables {

/// A(tau -> e nu nu) / A(mu -> e nu nu) = 1 + delta_31 - delta_21
Polynomial tau_over_mu(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(tau -> mu nu nu) / A(mu -> e nu nu) = 1 + delta_32 - delta_21
Polynomial tau_over_e(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(tau -> mu nu nu) / A(tau -> e nu nu) = 1 + delta_32 - delta_31: the ratio of the two above, so
/// a measurement of it is never counted beside them.
Polynomial mu_over_e(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);

/// A(tau -> pi nu) / A(pi -> mu nu) = 1 + delta(ud)_3 - delta(ud)_2
Polynomial tau_over_mu_pion(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(tau -> K nu) / A(K -> mu nu) = 1 + delta(us)_3 - delta(us)_2
Polynomial tau_over_mu_kaon(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(pi -> mu nu) / A(pi -> e nu) = 1 + delta(ud)_2 - delta(ud)_1
Polynomial mu_over_e_pion(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(K -> mu nu) / A(K -> e nu), and A(K -> pi mu nu) / A(K -> pi e nu), = 1 + delta(us)_2 -
/// delta(us)_1
Polynomial mu_over_e_kaon(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);
/// A(B -> D(*) mu nu) / A(B -> D(*) e nu) = 1 + delta(cb)_2 - delta(cb)_1
Polynomial mu_over_e_bottom(const ElectroweakInputs& inputs, const SetUp::Coefficients& wc);

}  // namespace smeftscan::observables
