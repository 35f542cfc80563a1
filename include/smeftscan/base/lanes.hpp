// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#if defined(__AVX512F__) || (defined(__AVX2__) && defined(__FMA__))
#include <immintrin.h>
#endif

/// Eight doubles side by side with the arithmetic of one. A lane is a scan point (or a column of
/// the evolution operator); a group is the eight points of one Lanes. A single point is a group
/// padded with copies of itself, so there is one instantiation and one set of bits.
///
/// Every operation is elementwise and correctly rounded, the multiply-add is a named one, and the
/// compiler contracts nothing (-ffp-contract=off): AVX2, AVX-512 and generic builds agree bit for
/// bit, and a lane's result does not depend on its position or on its neighbours.
namespace smeftscan {

/// One native register of doubles and the operations that the kernels need.
namespace simd {

#if defined(__AVX512F__)
using Register = __m512d;
inline constexpr int width = 8;
inline Register load(const double* p) { return _mm512_load_pd(p); }
inline void store(double* p, Register a) { _mm512_store_pd(p, a); }
inline Register broadcast(double a) { return _mm512_set1_pd(a); }
inline Register fma(Register a, Register b, Register c) { return _mm512_fmadd_pd(a, b, c); }
inline Register fnma(Register a, Register b, Register c) { return _mm512_fnmadd_pd(a, b, c); }
inline Register sqrt(Register a) { return _mm512_sqrt_pd(a); }
inline Register max(Register a, Register b) { return _mm512_max_pd(a, b); }
inline Register abs(Register a) { return _mm512_abs_pd(a); }
#elif defined(__AVX2__) && defined(__FMA__)
using Register = __m256d;
inline constexpr int width = 4;
inline Register load(const double* p) { return _mm256_load_pd(p); }
inline void store(double* p, Register a) { _mm256_store_pd(p, a); }
inline Register broadcast(double a) { return _mm256_set1_pd(a); }
inline Register fma(Register a, Register b, Register c) { return _mm256_fmadd_pd(a, b, c); }
inline Register fnma(Register a, Register b, Register c) { return _mm256_fnmadd_pd(a, b, c); }
inline Register sqrt(Register a) { return _mm256_sqrt_pd(a); }
inline Register max(Register a, Register b) { return _mm256_max_pd(a, b); }
inline Register abs(Register a) { return _mm256_andnot_pd(_mm256_set1_pd(-0.0), a); }
#else
using Register = double;
inline constexpr int width = 1;
inline Register load(const double* p) { return *p; }
inline void store(double* p, Register a) { *p = a; }
inline Register broadcast(double a) { return a; }
inline Register fma(Register a, Register b, Register c) { return std::fma(a, b, c); }
inline Register fnma(Register a, Register b, Register c) { return std::fma(-a, b, c); }
inline Register sqrt(Register a) { return std::sqrt(a); }
// The instruction's convention: the second operand where either is NaN.
inline Register max(Register a, Register b) { return a > b ? a : b; }
inline Register abs(Register a) { return std::fabs(a); }
#endif

}  // namespace simd

struct alignas(64) Lanes {
  static constexpr int count = 8;
  static constexpr int registers = count / simd::width;

  std::array<double, count> values;

  Lanes() = default;
  /// The same number in every lane.
  Lanes(double a) { values.fill(a); }  // NOLINT(google-explicit-constructor): numbers are lanes

  double& operator[](int lane) { return values[static_cast<std::size_t>(lane)]; }
  double operator[](int lane) const { return values[static_cast<std::size_t>(lane)]; }

  simd::Register get(int r) const { return simd::load(values.data() + r * simd::width); }
  void set(int r, simd::Register a) { simd::store(values.data() + r * simd::width, a); }

  template <class Operation>
  static Lanes apply(Operation&& operation) {
    Lanes result;
    for (int r = 0; r < registers; ++r) result.set(r, operation(r));
    return result;
  }

  friend Lanes operator+(const Lanes& a, const Lanes& b) {
    return apply([&](int r) { return a.get(r) + b.get(r); });
  }
  friend Lanes operator-(const Lanes& a, const Lanes& b) {
    return apply([&](int r) { return a.get(r) - b.get(r); });
  }
  friend Lanes operator*(const Lanes& a, const Lanes& b) {
    return apply([&](int r) { return a.get(r) * b.get(r); });
  }
  friend Lanes operator/(const Lanes& a, const Lanes& b) {
    return apply([&](int r) { return a.get(r) / b.get(r); });
  }
  friend Lanes operator-(const Lanes& a) {
    return apply([&](int r) { return -a.get(r); });
  }
  Lanes& operator+=(const Lanes& b) { return *this = *this + b; }
  Lanes& operator-=(const Lanes& b) { return *this = *this - b; }
  Lanes& operator*=(const Lanes& b) { return *this = *this * b; }
};

/// a b + c with one rounding.
inline Lanes fma(const Lanes& a, const Lanes& b, const Lanes& c) {
  return Lanes::apply([&](int r) { return simd::fma(a.get(r), b.get(r), c.get(r)); });
}
inline Lanes sqrt(const Lanes& a) {
  return Lanes::apply([&](int r) { return simd::sqrt(a.get(r)); });
}
inline Lanes abs(const Lanes& a) {
  return Lanes::apply([&](int r) { return simd::abs(a.get(r)); });
}
inline Lanes max(const Lanes& a, const Lanes& b) {
  return Lanes::apply([&](int r) { return simd::max(a.get(r), b.get(r)); });
}

/// Eight complex numbers: eight real parts, then eight imaginary parts.
struct ComplexLanes {
  Lanes re;
  Lanes im;

  ComplexLanes() = default;
  ComplexLanes(const Lanes& real, const Lanes& imaginary = 0.0) : re(real), im(imaginary) {}
  ComplexLanes(double real) : re(real), im(0.0) {}  // NOLINT(google-explicit-constructor)

  friend ComplexLanes operator+(const ComplexLanes& a, const ComplexLanes& b) {
    return {a.re + b.re, a.im + b.im};
  }
  friend ComplexLanes operator-(const ComplexLanes& a, const ComplexLanes& b) {
    return {a.re - b.re, a.im - b.im};
  }
  friend ComplexLanes operator-(const ComplexLanes& a) { return {-a.re, -a.im}; }
  friend ComplexLanes operator*(const ComplexLanes& a, const ComplexLanes& b) {
    return {fma(a.re, b.re, -(a.im * b.im)), fma(a.re, b.im, a.im * b.re)};
  }
  ComplexLanes& operator+=(const ComplexLanes& b) { return *this = *this + b; }
  ComplexLanes& operator-=(const ComplexLanes& b) { return *this = *this - b; }
};

inline ComplexLanes conj(const ComplexLanes& a) { return {a.re, -a.im}; }
inline Lanes norm(const ComplexLanes& a) { return fma(a.re, a.re, a.im * a.im); }
/// i a.
inline ComplexLanes times_i(const ComplexLanes& a) { return {-a.im, a.re}; }

}  // namespace smeftscan
