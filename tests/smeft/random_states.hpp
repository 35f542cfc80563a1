// SPDX-License-Identifier: MIT
#pragma once

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <random>

#include "smeftscan/smeft/flavour_rotation.hpp"
#include "support/catch.hpp"

/// Random states and rotations for the tests of flavour bases.
namespace smeftscan::smeft::tests {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;

inline Matrix to_eigen(const FlavourMatrix<Complex>& m) {
  return Eigen::Map<const Matrix>(m.data());
}

inline FlavourMatrix<Complex> from_eigen(const Matrix& m) {
  FlavourMatrix<Complex> result;
  Eigen::Map<Matrix>(result.data()) = m;
  return result;
}

/// Uniform in (-1, 1), the same on every machine.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  double real() { return static_cast<double>(engine_()) / 2147483648.0 - 1.0; }
  Complex complex() {
    const double re = real();
    return {re, real()};
  }
  Matrix matrix() {
    Matrix m;
    for (int i = 0; i < 9; ++i) m(i / 3, i % 3) = complex();
    return m;
  }
  FlavourMatrix<Complex> unitary() {
    return from_eigen(Eigen::HouseholderQR<Eigen::Matrix3cd>(matrix()).householderQ() *
                      Matrix::Identity());
  }

 private:
  std::mt19937 engine_;
};

/// Nothing is zero, nothing is aligned; coefficients of 1/(10 TeV)^2.
inline State random_state(unsigned seed) {
  Dice dice(seed);
  State state;
  state.scale = 1000.0;
  state.sm = {0.6,
              0.3,
              1.1,
              0.2,
              8000.0,
              from_eigen(dice.matrix()),
              from_eigen(dice.matrix()),
              from_eigen(dice.matrix())};
  for (int i = 0; i < real_count; ++i) state.wc.slot(i) = 1e-8 * dice.real();
  return state;
}

inline FlavourRotation random_rotation(unsigned seed) {
  Dice dice(seed);
  return {dice.unitary(), dice.unitary(), dice.unitary(), dice.unitary(), dice.unitary()};
}

inline void check_equal(const State& a, const State& b, double tolerance) {
  for (const auto member : {&SmCouplings::Gu, &SmCouplings::Gd, &SmCouplings::Ge})
    CHECK((to_eigen(a.sm.*member) - to_eigen(b.sm.*member)).cwiseAbs().maxCoeff() < tolerance);
  double largest = 0.0;
  double difference = 0.0;
  for (int i = 0; i < real_count; ++i) {
    largest = std::max(largest, std::abs(b.wc.slot(i)));
    difference = std::max(difference, std::abs(a.wc.slot(i) - b.wc.slot(i)));
  }
  CHECK(difference < tolerance * largest);
}

}  // namespace smeftscan::smeft::tests
