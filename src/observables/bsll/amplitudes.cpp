// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/amplitudes.hpp"

#include <cmath>

#include "smeftscan/observables/bsll/angular.hpp"

namespace smeftscan::observables::bsll {

namespace {

Complex prefactor(const Inputs& inputs, Decay decay, Charge charge) {
  const Parameters& p = inputs.parameters;
  const Complex N = prefactor(p, p.transition(decay));
  return charge == Charge::decay ? N : std::conj(N);
}

EffectiveCoefficients coefficients(double q2, const Inputs& inputs, Decay decay, Charge charge) {
  const Parameters& p = inputs.parameters;
  return effective_coefficients(q2, p, p.transition(decay), inputs.wilson, inputs.charm, charge);
}

double root_lambda(double q2, double m_B, double m_M) {
  return std::sqrt(kinematics(q2, m_B, m_M, 0.0).lambda);
}

/// H^V of B -> P for F_plus C9 = 1.
double scalar_current(double q2, const Parameters::Masses& m) {
  return 0.5 * root_lambda(q2, m.m_B, m.m_M) / std::sqrt(q2);
}

/// H^V of B -> V without leptonic prefactors: C9 and C7 stand for the effective coefficients.
struct VectorCurrent {
  Linear zero, plus, minus;
};
VectorCurrent vector_current(const Linear& C9, const Linear& C9p, const Linear& C7,
                             const Linear& C7p, double q2, const Parameters::Masses& m, double m_b,
                             const VectorFormFactors& F) {
  constexpr Complex i{0.0, 1.0};
  const double sum = m.m_B + m.m_M, difference2 = m.m_B * m.m_B - m.m_M * m.m_M;
  const double root = root_lambda(q2, m.m_B, m.m_M);
  const Linear transverse_V =
      0.5 * i * root / sum * F.V * (C9 + C9p) + i * m_b / q2 * root * F.T1 * (C7 + C7p);
  const Linear transverse_A =
      0.5 * i * sum * F.A1 * (C9 - C9p) + i * m_b / q2 * difference2 * F.T2 * (C7 - C7p);
  return {4.0 * i * m.m_B * m.m_M / std::sqrt(q2) *
              (F.A12 * (C9 - C9p) + m_b / sum * F.T23 * (C7 - C7p)),
          transverse_V - transverse_A, Complex(-1.0) * (transverse_V + transverse_A)};
}

void add_remainder(Amplitudes& H, double q2, Decay decay, const Inputs& inputs) {
  const Remainder& r = inputs.remainder[static_cast<std::size_t>(decay)];
  const auto& m = inputs.parameters.masses(decay);
  const double m_b = inputs.parameters.m_b;
  const auto F = inputs.vector_form_factors(decay).at(q2);
  const Complex N = prefactor(inputs, decay, Charge::decay);
  // Unit shifts of C7, C7' and C9; only their constant parts are used.
  const auto current = [&](Complex C9, Complex C7, Complex C7p) {
    return vector_current(C9, 0.0, C7, C7p, q2, m, m_b, F);
  };
  if (q2 <= end_of_low_q2) {
    const auto shift = [&](Complex a, Complex b) {
      return N * m.m_B / (2.0 * m_b) * (a + b * q2 / (m.m_B * m.m_B));
    };
    H[V0] += shift(r.a_0, r.b_0) * current(0.0, 1.0, 0.0).zero;
    H[Vminus] += shift(r.a_minus, r.b_minus) * current(0.0, 1.0, 0.0).minus;
    H[Vplus] += shift(r.a_plus, r.b_plus) * current(0.0, 0.0, 1.0).plus;
  } else if (q2 > start_of_high_q2) {
    const VectorCurrent unit = current(1.0, 0.0, 0.0);
    H[V0] += N * r.c_0 * unit.zero;
    H[Vminus] += N * r.c_minus * unit.minus;
    H[Vplus] += N * r.c_plus * unit.plus;
  }
}

}  // namespace

Amplitudes form_factor_amplitudes(double q2, const Parameters::Masses& m,
                                  const LeptonMasses& leptons, const VectorFormFactors& F,
                                  const EffectiveCoefficients& C, double m_b, Complex N) {
  const VectorCurrent V = vector_current(C.C9, C.C9p, C.C7, C.C7p, q2, m, m_b, F);
  const VectorCurrent A = vector_current(C.C10, C.C10p, 0.0, 0.0, q2, m, m_b, F);
  constexpr Complex i{0.0, 1.0};
  const Complex scalar = 0.5 * i * N * root_lambda(q2, m.m_B, m.m_M) * F.A0;
  Amplitudes H;
  H[V0] = N * V.zero;
  H[Vplus] = N * V.plus;
  H[Vminus] = N * V.minus;
  H[Helicity::A0] = N * A.zero;
  H[Aplus] = N * A.plus;
  H[Aminus] = N * A.minus;
  H[S] = scalar * (C.CS - C.CSp + (leptons.minus - leptons.plus) / q2 * (C.C9 - C.C9p));
  H[P] = scalar * (C.CP - C.CPp + (leptons.minus + leptons.plus) / q2 * (C.C10 - C.C10p));
  return H;
}

Amplitudes form_factor_amplitudes(double q2, const Parameters::Masses& m,
                                  const LeptonMasses& leptons, const ScalarFormFactors& F,
                                  const EffectiveCoefficients& C, double m_b, Complex N) {
  const double current = scalar_current(q2, m);
  const Complex scalar = 0.5 * N * (m.m_B * m.m_B - m.m_M * m.m_M) * F.zero;
  Amplitudes h;
  h[V0] =
      N * current * (2.0 * m_b / (m.m_B + m.m_M) * F.T * (C.C7 + C.C7p) + F.plus * (C.C9 + C.C9p));
  h[Helicity::A0] = N * current * F.plus * (C.C10 + C.C10p);
  h[S] = scalar * (C.CS + C.CSp + (leptons.minus - leptons.plus) / q2 * (C.C9 + C.C9p));
  h[P] = scalar * (C.CP + C.CPp + (leptons.minus + leptons.plus) / q2 * (C.C10 + C.C10p));
  return h;
}

Amplitudes naive_vector_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                                   const Inputs& inputs) {
  const double m_l = inputs.parameters.mass(lepton);
  return form_factor_amplitudes(q2, inputs.parameters.masses(decay), {m_l, m_l},
                                inputs.vector_form_factors(decay).at(q2),
                                coefficients(q2, inputs, decay, charge), inputs.parameters.m_b,
                                prefactor(inputs, decay, charge));
}

Amplitudes vector_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                             const Inputs& inputs) {
  Amplitudes H = naive_vector_amplitudes(q2, decay, lepton, charge, inputs);
  const SpectatorAmplitudes spectator = inputs.spectator_table(decay).at(q2, decay, charge);
  H[Vminus] += spectator.minus;
  H[V0] += spectator.zero;
  add_remainder(H, q2, decay, inputs);
  return H;
}

Amplitudes scalar_amplitudes(double q2, Decay decay, Lepton lepton, Charge charge,
                             const Inputs& inputs) {
  const auto& m = inputs.parameters.masses(decay);
  const double m_l = inputs.parameters.mass(lepton);
  const ScalarFormFactors F = inputs.scalar_form_factors(decay, q2);
  const Remainder& r = inputs.remainder[static_cast<std::size_t>(decay)];
  Complex remainder = 0.0;
  if (q2 <= end_of_low_q2) remainder = r.a_0 + r.b_0 * q2;
  if (q2 > start_of_high_q2) remainder = r.c_0;

  Amplitudes h =
      form_factor_amplitudes(q2, m, {m_l, m_l}, F, coefficients(q2, inputs, decay, charge),
                             inputs.parameters.m_b, prefactor(inputs, decay, charge));
  h[V0] += prefactor(inputs, decay, Charge::decay) * scalar_current(q2, m) * F.plus * remainder;
  return h;
}

Amplitudes amplitudes(double q2, Decay decay, Lepton lepton, Charge charge, const Inputs& inputs) {
  return is_vector(decay) ? vector_amplitudes(q2, decay, lepton, charge, inputs)
                          : scalar_amplitudes(q2, decay, lepton, charge, inputs);
}

Amplitudes interfering(const Amplitudes& conjugate) {
  Amplitudes H = conjugate;
  std::swap(H[Vplus], H[Vminus]);
  std::swap(H[Aplus], H[Aminus]);
  H[S] = -1.0 * H[S];
  return H;
}

}  // namespace smeftscan::observables::bsll
