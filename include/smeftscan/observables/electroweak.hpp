// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/electroweak_decays.hpp"
#include "smeftscan/observables/electroweak_inputs.hpp"
#include "smeftscan/observables/electroweak_shifts.hpp"

/// Electroweak precision observables, without assuming lepton universality [ALEPH:2005ab],
/// from couplings and widths:
///
///     GammaZ, m_W, GammaW                    widths and mass, GeV
///     sigma_had  12 pi Gamma_e Gamma_had/(m_Z^2 Gamma_Z^2) (1 + correction), at the pole, GeV^-2
///     R_l        Gamma_had/Gamma_l           R_b, R_c  Gamma_q/Gamma_had
///     R_uc       (Gamma_u + Gamma_c)/(2 Gamma_had)
///     A(Z->ff)   A_f                         AFB(Z->ff)  3/4 A_e A_f
///     BR(W->lnu), R(W->cX)                   Gamma(W -> c q)/Gamma(W -> hadrons)
///     Rmue, Rtaue, Rtaumu(W->lnu)            Gamma(W -> l nu)/Gamma(W -> l' nu)
///
/// SM values are data (module `electroweak`). Every coefficient that enters at tree level is there.
namespace smeftscan::observables {

/// What they are combined from, for SetUp::shared.
struct Electroweak {
  ElectroweakInputs inputs;
  ElectroweakShifts shifts;
  ZDecays z;
  WDecays w;
};
Electroweak electroweak(SetUp& set_up);

}  // namespace smeftscan::observables
