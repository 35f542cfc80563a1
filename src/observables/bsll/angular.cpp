// SPDX-License-Identifier: MIT
#include "smeftscan/observables/bsll/angular.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "smeftscan/base/error.hpp"

namespace smeftscan::observables::bsll {

Kinematics kinematics(double q2, double m_B, double m_M, double m_l) {
  using std::numbers::pi;
  const double sum = (m_B + m_M) * (m_B + m_M), difference = (m_B - m_M) * (m_B - m_M);
  Kinematics k{};
  k.lambda = std::max(0.0, (sum - q2) * (difference - q2));
  k.beta = std::sqrt(std::max(0.0, 1.0 - 4.0 * m_l * m_l / q2));
  k.mu = 2.0 * m_l / std::sqrt(q2);
  k.kappa = std::sqrt(k.lambda) * k.beta * q2 / (512.0 * pi * pi * pi * m_B * m_B * m_B);
  return k;
}

namespace {

constexpr auto Am = Aminus, Ap = Aplus, Vm = Vminus, Vp = Vplus;
constexpr auto A_0 = Helicity::A0;

/// Re(w Z3), Z3 = H+^V H-^V* + (V -> A).
std::vector<Term> Z3(Complex w) { return {{Vp, Vm, w}, {Ap, Am, w}}; }

/// Re(w Z4), Z4 = H+^V H0^V* + H0^V H-^V* + (V -> A).
std::vector<Term> Z4(Complex w) { return {{Vp, V0, w}, {V0, Vm, w}, {Ap, A_0, w}, {A_0, Am, w}}; }

/// Re(w Z5), Z5 = H+^V H0^A* + H+^A H0^V* - H0^V H-^A* - H0^A H-^V* + mu (H+^V HS* + HS H-^V*).
std::vector<Term> Z5(Complex w, double mu) {
  return {{Vp, A_0, w}, {Ap, V0, w}, {V0, Am, -w}, {A_0, Vm, -w}, {Vp, S, w * mu}, {S, Vm, w * mu}};
}

}  // namespace

std::vector<Term> angular_coefficient(Angular coefficient, const Kinematics& k) {
  const double b = k.beta, b2 = k.beta * k.beta, kappa = k.kappa;
  const Complex i{0.0, 1.0};
  switch (coefficient) {
    case Angular::J1s: {
      const double v = 2.0 / 3.0 * kappa * (4.0 - b2), a = 2.0 * kappa * b2;
      return {{Vp, Vp, v}, {Vm, Vm, v}, {Ap, Ap, a}, {Am, Am, a}};
    }
    case Angular::J1c:
      return {{V0, V0, 8.0 / 3.0 * kappa * (2.0 - b2)},
              {A_0, A_0, 8.0 / 3.0 * kappa * b2},
              {S, S, 16.0 / 3.0 * kappa * b2},
              {P, P, 16.0 / 3.0 * kappa}};
    case Angular::J2s: {
      const double w = 2.0 / 3.0 * kappa * b2;
      return {{Vp, Vp, w}, {Vm, Vm, w}, {Ap, Ap, w}, {Am, Am, w}};
    }
    case Angular::J2c:
      return {{V0, V0, -8.0 / 3.0 * kappa * b2}, {A_0, A_0, -8.0 / 3.0 * kappa * b2}};
    case Angular::J3: return Z3(-8.0 / 3.0 * kappa * b2);
    case Angular::J9: return Z3(-8.0 / 3.0 * kappa * b2 * i);
    case Angular::J4: return Z4(-4.0 / 3.0 * kappa * b2);
    case Angular::J8: return Z4(-4.0 / 3.0 * kappa * b2 * i);
    case Angular::J5: return Z5(8.0 / 3.0 * kappa * b, k.mu);
    case Angular::J7: return Z5(8.0 / 3.0 * kappa * b * i, k.mu);
    case Angular::J6s: {
      const double w = 16.0 / 3.0 * kappa * b;
      return {{Vp, Ap, -w}, {Vm, Am, w}};
    }
    case Angular::J6c: return {{V0, S, 32.0 / 3.0 * kappa * b * k.mu}};
    case Angular::G0:
      return {{V0, V0, kappa * (2.0 - 2.0 / 3.0 * b2)},
              {A_0, A_0, 4.0 / 3.0 * kappa * b2},
              {S, S, 2.0 * kappa * b2},
              {P, P, 2.0 * kappa}};
    case Angular::G1: return {{V0, S, -4.0 * kappa * b * k.mu}};
    case Angular::G2:
      return {{V0, V0, -4.0 / 3.0 * kappa * b2}, {A_0, A_0, -4.0 / 3.0 * kappa * b2}};
  }
  throw ContractError("an angular coefficient without formula");
}

std::vector<Term> differential_rate(double q2, const Parameters::Masses& m,
                                    const LeptonMasses& leptons) {
  using std::numbers::pi;
  const double plus2 = leptons.plus * leptons.plus, minus2 = leptons.minus * leptons.minus;
  const double product = leptons.plus * leptons.minus;
  const double sum = leptons.plus + leptons.minus, difference = leptons.plus - leptons.minus;
  // p^2 and E_1 E_2 of the leptons in their rest frame
  const double lambda = std::max(0.0, (q2 - sum * sum) * (q2 - difference * difference));
  const double momentum2 = lambda / (4.0 * q2);
  const double energies = std::sqrt((momentum2 + plus2) * (momentum2 + minus2));
  const double factor = 8.0 * std::sqrt(kinematics(q2, m.m_B, m.m_M, 0.0).lambda * lambda) /
                        (512.0 * pi * pi * pi * std::pow(m.m_B, 3) * q2);
  const double V = factor * (energies + product + momentum2 / 3.0);
  const double A = factor * (energies - product + momentum2 / 3.0);
  return {{V0, V0, V},
          {Vp, Vp, V},
          {Vm, Vm, V},
          {A_0, A_0, A},
          {Ap, Ap, A},
          {Am, Am, A},
          {S, S, factor * (energies - product + momentum2)},
          {P, P, factor * (energies + product + momentum2)}};
}

AmplitudeValues at(const Amplitudes& amplitudes, const CoefficientValues& shifts) {
  AmplitudeValues H;
  for (std::size_t a = 0; a < helicity_count; ++a) H[a] = amplitudes[a].at(shifts);
  return H;
}

double evaluate(std::span<const Term> terms, const AmplitudeValues& H) {
  double sum = 0.0;
  for (const Term& t : terms) sum += (t.weight * H[t.a] * std::conj(H[t.b])).real();
  return sum;
}

double interference(std::span<const Term> terms, const AmplitudeValues& H,
                    const AmplitudeValues& K) {
  double sum = 0.0;
  for (const Term& t : terms)
    sum += (t.weight * (H[t.a] * std::conj(K[t.b]) + K[t.a] * std::conj(H[t.b]))).real();
  return sum;
}

}  // namespace smeftscan::observables::bsll
