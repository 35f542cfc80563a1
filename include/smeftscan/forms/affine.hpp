// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <complex>
#include <cstddef>

namespace smeftscan::forms {

using Complex = std::complex<double>;

/// An amplitude that is affine in `n` coefficients: x = of[0] + sum_k of[1 + k] C_k. Amplitudes of
/// decays whose rates are integrated are written with this type, which is quick: their formulas
/// give the dependence on all coefficients at once. Polynomial is the type for all others.
template <std::size_t n>
struct Affine {
  static constexpr std::size_t size = 1 + n;
  std::array<Complex, size> of{};

  Affine() = default;
  Affine(Complex constant) { of[0] = constant; }          // NOLINT(google-explicit-constructor)
  Affine(double constant) : Affine(Complex(constant)) {}  // NOLINT(google-explicit-constructor)
  /// constant + C_k.
  Affine(Complex constant, std::size_t k) {
    of[0] = constant;
    of[1 + k] = 1.0;
  }

  Affine& operator+=(const Affine& b) {
    for (std::size_t i = 0; i < size; ++i) of[i] += b.of[i];
    return *this;
  }
  friend Affine operator+(Affine a, const Affine& b) { return a += b; }
  friend Affine operator-(Affine a, const Affine& b) {
    for (std::size_t i = 0; i < size; ++i) a.of[i] -= b.of[i];
    return a;
  }
  friend Affine operator*(Complex factor, Affine a) {
    for (Complex& x : a.of)
      if (x != 0.0) x *= factor;
    return a;
  }

  /// The value at given coefficients.
  Complex at(const std::array<Complex, n>& C) const {
    Complex sum = of[0];
    for (std::size_t k = 0; k < n; ++k) sum += of[1 + k] * C[k];
    return sum;
  }
};

/// The complex conjugate as an affine function of C*.
template <std::size_t n>
Affine<n> conjugated(Affine<n> a) {
  for (Complex& x : a.of) x = std::conj(x);
  return a;
}

/// A real quadratic form of coefficients, with C_0 = 1:
///
///     Re sum_kl (hermitian_kl C_k C_l* + holomorphic_kl C_k C_l).
///
/// Rates are Hermitian; the second part comes from the mixing of mesons.
template <std::size_t n>
struct QuadraticForm {
  static constexpr std::size_t size = 1 + n;
  using Matrix = std::array<std::array<Complex, size>, size>;
  Matrix hermitian{};
  Matrix holomorphic{};

  /// += Re(weight a b*).
  void add(Complex weight, const Affine<n>& a, const Affine<n>& b) {
    add_outer(hermitian, weight, a, conjugated(b));
  }
  /// += Re(weight a b).
  void add_holomorphic(Complex weight, const Affine<n>& a, const Affine<n>& b) {
    add_outer(holomorphic, weight, a, b);
  }
  /// += weight form.
  void add(double weight, const QuadraticForm& form) {
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t l = 0; l < size; ++l) {
        hermitian[k][l] += weight * form.hermitian[k][l];
        holomorphic[k][l] += weight * form.holomorphic[k][l];
      }
  }

  /// The value at given coefficients.
  double at(const std::array<Complex, n>& C) const {
    Affine<n> one;
    one.of[0] = 1.0;
    for (std::size_t k = 0; k < n; ++k) one.of[1 + k] = C[k];
    double sum = 0.0;
    for (std::size_t k = 0; k < size; ++k)
      for (std::size_t l = 0; l < size; ++l)
        sum +=
            (one.of[k] * (hermitian[k][l] * std::conj(one.of[l]) + holomorphic[k][l] * one.of[l]))
                .real();
    return sum;
  }

 private:
  static void add_outer(Matrix& sum, Complex weight, const Affine<n>& x, const Affine<n>& y) {
    for (std::size_t k = 0; k < size; ++k) {
      if (x.of[k] == 0.0) continue;
      const Complex factor = weight * x.of[k];
      for (std::size_t l = 0; l < size; ++l)
        if (y.of[l] != 0.0) sum[k][l] += factor * y.of[l];
    }
  }
};

}  // namespace smeftscan::forms
