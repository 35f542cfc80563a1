// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "smeftscan/base/lanes.hpp"

/// 3x3 flavour matrices of eight points at once. Only the loops inside rge count generations
/// 0, 1, 2.
namespace smeftscan::rge {

struct Matrix3 {
  std::array<ComplexLanes, 9> entries;  ///< row-major

  ComplexLanes& operator()(int row, int column) {
    return entries[static_cast<std::size_t>(3 * row + column)];
  }
  const ComplexLanes& operator()(int row, int column) const {
    return entries[static_cast<std::size_t>(3 * row + column)];
  }

  Matrix3& operator+=(const Matrix3& b);
  Matrix3& operator-=(const Matrix3& b);
};

Matrix3 zero_matrix();
/// a times the unit matrix.
Matrix3 diagonal(const Lanes& a);

Matrix3 operator+(Matrix3 a, const Matrix3& b);
Matrix3 operator-(Matrix3 a, const Matrix3& b);
Matrix3 operator*(const Matrix3& a, const Matrix3& b);
Matrix3 operator*(double a, Matrix3 b);
Matrix3 operator*(const Lanes& a, Matrix3 b);
Matrix3 operator*(const ComplexLanes& a, Matrix3 b);

Matrix3 conj(Matrix3 a);
Matrix3 dagger(const Matrix3& a);
ComplexLanes trace(const Matrix3& a);
/// tr(a b).
ComplexLanes trace(const Matrix3& a, const Matrix3& b);

}  // namespace smeftscan::rge
