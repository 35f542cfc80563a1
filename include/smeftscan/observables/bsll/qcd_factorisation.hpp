// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/observables/bsll/spectator.hpp"

namespace smeftscan::observables::bsll {

/// The two non-factorisable amplitudes T of [Beneke:2001at, Eq. (15)], without what full form
/// factors contain already: weak annihilation, the chromomagnetic operator and quark loops, each
/// with its integral over the light-cone distribution.
struct SpectatorPieces {
  Complex annihilation, chromomagnetic, quark_loops;
  Complex sum() const { return annihilation + chromomagnetic + quark_loops; }
};
struct SpectatorScattering {
  SpectatorPieces perpendicular, parallel;
};

/// Spectator scattering in B -> V l l at q2 (GeV^2, below (m_B - m_V)^2), [Beneke:2001at,
/// Eqs. (17)-(32)], [Beneke:2004dp], with lambda_{B,+} = (2/3) (m_B - m_b). Integrals to 1e-6.
SpectatorScattering spectator_scattering(double q2, Decay decay, Charge charge,
                                         const Parameters& parameters, const SmCoefficients& wc);

/// The same as helicity amplitudes, prefactor N included: the entries of a SpectatorTable.
SpectatorAmplitudes spectator_amplitudes(double q2, Decay decay, Charge charge,
                                         const Parameters& parameters, const SmCoefficients& wc);

}  // namespace smeftscan::observables::bsll
