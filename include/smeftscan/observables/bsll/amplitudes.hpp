// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "smeftscan/observables/bsll/effective_coefficients.hpp"
#include "smeftscan/observables/bsll/inputs.hpp"
#include "smeftscan/observables/bsll/linear.hpp"

namespace smeftscan::observables::bsll {

/// Helicity amplitudes H^V, H^A with the lepton current gamma_mu and gamma_mu gamma_5, H^S and H^P.
/// B -> K and B -> pi have V0, A0 (called h_V, h_A), S and P.
enum Helicity : std::size_t { V0, Vplus, Vminus, A0, Aplus, Aminus, S, P };
inline constexpr std::size_t helicity_count = 8;
using Amplitudes = std::array<Linear, helicity_count>;

/// GeV, of l+ and l-.
struct LeptonMasses {
  double plus, minus;
};

/// What form factors make of the coefficients of local operators, for leptons of any masses:
/// [Gratrex:2015hna, Sec. 3] of B -> V, [Gratrex:2015hna, Sec. 4] of B -> P. The divergence of the
/// current of leptons is m_minus - m_plus, with gamma_5 m_minus + m_plus. `N` (GeV^-2) is before
/// every amplitude, `m_b` (GeV) in the dipole operator.
Amplitudes form_factor_amplitudes(double q2, const Parameters::Masses& masses,
                                  const LeptonMasses& leptons, const VectorFormFactors& F,
                                  const EffectiveCoefficients& C, double m_b, Complex N);
Amplitudes form_factor_amplitudes(double q2, const Parameters::Masses& masses,
                                  const LeptonMasses& leptons, const ScalarFormFactors& F,
                                  const EffectiveCoefficients& C, double m_b, Complex N);

/// B -> V l l with equal leptons, in the conventions of [Gratrex:2015hna, Sec. 3]: form factors
/// with the effective coefficients, spectator scattering, remainder.
Amplitudes vector_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                             const Inputs& inputs);
/// The form-factor part of it alone.
Amplitudes naive_vector_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                                   const Inputs& inputs);

/// B -> K l l, B -> pi l l: form factors with the effective coefficients, remainder [Gratrex:2015hna, Sec. 4].
Amplitudes scalar_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                             const Inputs& inputs);

/// Either, as the decay has it.
Amplitudes amplitudes(double q2, Decay decay, Lepton lepton, Charge charge, const Inputs& inputs);

/// Amplitudes of the CP conjugate that interfere with those of the decay after mixing,
/// [Descotes-Genon:2015hea, Sec. 3]: H~_pm = Hbar_mp, H~_0 = Hbar_0, H~_P = Hbar_P, H~_S = -Hbar_S.
Amplitudes interfering(const Amplitudes& conjugate);

}  // namespace smeftscan::observables::bsll
