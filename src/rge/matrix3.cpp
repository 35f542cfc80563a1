// SPDX-License-Identifier: MIT
#include "smeftscan/rge/matrix3.hpp"

namespace smeftscan::rge {

Matrix3& Matrix3::operator+=(const Matrix3& b) {
  for (std::size_t i = 0; i < 9; ++i) entries[i] += b.entries[i];
  return *this;
}

Matrix3& Matrix3::operator-=(const Matrix3& b) {
  for (std::size_t i = 0; i < 9; ++i) entries[i] -= b.entries[i];
  return *this;
}

Matrix3 zero_matrix() { return diagonal(0.0); }

Matrix3 diagonal(const Lanes& a) {
  Matrix3 result;
  for (ComplexLanes& entry : result.entries) entry = ComplexLanes(0.0);
  for (int i = 0; i < 3; ++i) result(i, i).re = a;
  return result;
}

Matrix3 operator+(Matrix3 a, const Matrix3& b) { return a += b; }
Matrix3 operator-(Matrix3 a, const Matrix3& b) { return a -= b; }

Matrix3 operator*(const Matrix3& a, const Matrix3& b) {
  Matrix3 c;
  for (int r = 0; r < Lanes::registers; ++r) {
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        simd::Register re = simd::broadcast(0.0);
        simd::Register im = simd::broadcast(0.0);
        for (int k = 0; k < 3; ++k) {
          const simd::Register a_re = a(i, k).re.get(r);
          const simd::Register a_im = a(i, k).im.get(r);
          const simd::Register b_re = b(k, j).re.get(r);
          const simd::Register b_im = b(k, j).im.get(r);
          re = simd::fnma(a_im, b_im, simd::fma(a_re, b_re, re));
          im = simd::fma(a_im, b_re, simd::fma(a_re, b_im, im));
        }
        c(i, j).re.set(r, re);
        c(i, j).im.set(r, im);
      }
    }
  }
  return c;
}

Matrix3 operator*(double a, Matrix3 b) { return Lanes(a) * b; }

Matrix3 operator*(const Lanes& a, Matrix3 b) {
  for (ComplexLanes& entry : b.entries) entry = {a * entry.re, a * entry.im};
  return b;
}

Matrix3 operator*(const ComplexLanes& a, Matrix3 b) {
  for (ComplexLanes& entry : b.entries) entry = a * entry;
  return b;
}

Matrix3 conj(Matrix3 a) {
  for (ComplexLanes& entry : a.entries) entry.im = -entry.im;
  return a;
}

Matrix3 dagger(const Matrix3& a) {
  Matrix3 result;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) result(i, j) = conj(a(j, i));
  return result;
}

ComplexLanes trace(const Matrix3& a) { return a(0, 0) + a(1, 1) + a(2, 2); }

ComplexLanes trace(const Matrix3& a, const Matrix3& b) {
  ComplexLanes sum(0.0);
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) sum += a(i, j) * b(j, i);
  return sum;
}

}  // namespace smeftscan::rge
