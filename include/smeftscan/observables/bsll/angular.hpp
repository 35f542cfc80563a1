// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <span>
#include <vector>

#include "smeftscan/observables/bsll/amplitudes.hpp"

namespace smeftscan::observables::bsll {

/// Factors of phase space at one q2.
struct Kinematics {
  double lambda;  ///< Kallen function of m_B^2, m_M^2, q2, GeV^4
  double beta;    ///< sqrt(1 - 4 m_l^2/q2)
  double mu;      ///< 2 m_l/sqrt(q2)
  double kappa;   ///< sqrt(lambda) beta q2/(2^9 pi^3 m_B^3)
};
Kinematics kinematics(double q2, double m_B, double m_M, double m_l);

/// Angular coefficients of B -> V l l, theory convention of [Altmannshofer:2008dz], and of
/// B -> K l l, all in GeV^-1 per GeV^2.
enum class Angular { J1s, J1c, J2s, J2c, J3, J4, J5, J6s, J6c, J7, J8, J9, G0, G1, G2 };

/// One term of an angular coefficient: Re(weight H_a H_b*).
struct Term {
  std::size_t a, b;
  Complex weight;
};

/// An angular coefficient as a sum of terms [Gratrex:2015hna, App. B], closed forms for equal
/// leptons.
std::vector<Term> angular_coefficient(Angular coefficient, const Kinematics& kinematics);

/// dGamma/dq2 (GeV^-1 per GeV^2) of leptons of any masses, in all directions: 2 G0 of B -> P
/// [Gratrex:2015hna, App. B], and with the other helicities beside the longitudinal one B -> V.
std::vector<Term> differential_rate(double q2, const Parameters::Masses& masses,
                                    const LeptonMasses& leptons);

using AmplitudeValues = std::array<Complex, helicity_count>;
/// The amplitudes at given shifts.
AmplitudeValues at(const Amplitudes& amplitudes, const CoefficientValues& shifts);
/// Their angular coefficient.
double evaluate(std::span<const Term> terms, const AmplitudeValues& H);
/// The polarised form 2 x symmetric bilinear, evaluate(H + K) - evaluate(H) - evaluate(K).
double interference(std::span<const Term> terms, const AmplitudeValues& H,
                    const AmplitudeValues& K);

}  // namespace smeftscan::observables::bsll
