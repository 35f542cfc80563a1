// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/linear.hpp"

/// B -> K* gamma and B_s -> phi gamma [Beneke:2001at], and their CP asymmetries after mixing
/// [Muheim:2008vu].
namespace smeftscan::observables::rare_b {

/// Amplitudes of photons of both helicities,
///
///     A_L = N T1(0) (C7eff + delta C7) + spectator scattering + remainder,
///     A_R = N T1(0) C7' + remainder,
///     N^2 = G_F^2 alpha_e m_B^3 m_b^2/(32 pi^4) (1 - m_V^2/m_B^2)^3 xi_t^2,
///
/// and their CP conjugates Abar, as forms in the shifts of b -> s.
struct ExclusivePhotonForms {
  bsll::Form rate;            ///< the CP average of |A_L|^2 + |A_R|^2, GeV
  bsll::Form overlap;         ///< Re of A_L Abar_L* + A_R Abar_R*, what interferes after mixing
  bsll::Form turned_overlap;  ///< Im of the same
};
ExclusivePhotonForms exclusive_photon_forms(const bsll::Inputs& inputs, bsll::Decay decay);

}  // namespace smeftscan::observables::rare_b
