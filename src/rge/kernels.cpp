// SPDX-License-Identifier: MIT
#include "smeftscan/rge/kernels.hpp"

#include <cstring>

namespace smeftscan::rge {

void WilsonTensors::set_zero() { std::memset(static_cast<void*>(this), 0, sizeof *this); }

namespace {

using simd::Register;

/// One register of eight complex numbers' lanes.
struct ComplexRegister {
  Register re;
  Register im;
};

ComplexRegister load(const ComplexLanes& a, int r) { return {a.re.get(r), a.im.get(r)}; }

/// sum + a b
ComplexRegister multiply_add(const ComplexRegister& a, const ComplexRegister& b,
                             const ComplexRegister& sum) {
  return {simd::fnma(a.im, b.im, simd::fma(a.re, b.re, sum.re)),
          simd::fma(a.im, b.re, simd::fma(a.re, b.im, sum.im))};
}

ComplexRegister multiply(const ComplexRegister& a, const ComplexRegister& b) {
  return {simd::fnma(a.im, b.im, a.re * b.re), simd::fma(a.im, b.re, a.re * b.im)};
}

/// x += k a
void accumulate(ComplexLanes& x, int r, Register k, const ComplexRegister& a) {
  x.re.set(r, simd::fma(k, a.re, x.re.get(r)));
  x.im.set(r, simd::fma(k, a.im, x.im.get(r)));
}

ComplexRegister dot(const ComplexRegister& a0, const ComplexRegister& a1, const ComplexRegister& a2,
                    const ComplexRegister& b0, const ComplexRegister& b1,
                    const ComplexRegister& b2) {
  return multiply_add(a2, b2, multiply_add(a1, b1, multiply(a0, b0)));
}

}  // namespace

namespace detail {

// For fixed spectator indices x, c are 3x3 blocks: x += k a c b^T in two steps.
void add_two_matrices(Tensor4& x, double k, const Matrix3& a, const Matrix3& b, const Tensor4& c,
                      const TwoMatrixStrides& s) {
  const Register factor = simd::broadcast(k);
  for (int r = 0; r < Lanes::registers; ++r) {
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        const ComplexLanes* block = c.entries.data() + i * s.c_1 + j * s.c_2;
        ComplexLanes* out = x.entries.data() + i * s.out_1 + j * s.out_2;
        ComplexRegister half[3][3];  // half[v][beta] = sum_w b_beta,w c_vw
        for (int v = 0; v < 3; ++v) {
          const ComplexRegister c0 = load(block[v * s.c_a], r);
          const ComplexRegister c1 = load(block[v * s.c_a + s.c_b], r);
          const ComplexRegister c2 = load(block[v * s.c_a + 2 * s.c_b], r);
          for (int beta = 0; beta < 3; ++beta) {
            const ComplexLanes* row = b.entries.data() + beta * s.b.row;
            half[v][beta] =
                dot(load(row[0], r), load(row[s.b.sum], r), load(row[2 * s.b.sum], r), c0, c1, c2);
          }
        }
        for (int beta = 0; beta < 3; ++beta) {
          for (int alpha = 0; alpha < 3; ++alpha) {
            const ComplexLanes* row = a.entries.data() + alpha * s.a.row;
            accumulate(out[alpha * s.out_a + beta * s.out_b], r, factor,
                       dot(load(row[0], r), load(row[s.a.sum], r), load(row[2 * s.a.sum], r),
                           half[0][beta], half[1][beta], half[2][beta]));
          }
        }
      }
    }
  }
}

void add_one_matrix(Tensor4& x, double k, const Matrix3& a, const Tensor4& c,
                    const OneMatrixStrides& s) {
  const Register factor = simd::broadcast(k);
  for (int r = 0; r < Lanes::registers; ++r) {
    for (int h = 0; h < 3; ++h) {
      for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 3; ++j) {
          const ComplexLanes* column = c.entries.data() + h * s.c_1 + i * s.c_2 + j * s.c_3;
          ComplexLanes* out = x.entries.data() + h * s.out_1 + i * s.out_2 + j * s.out_3;
          const ComplexRegister c0 = load(column[0], r);
          const ComplexRegister c1 = load(column[s.c_a], r);
          const ComplexRegister c2 = load(column[2 * s.c_a], r);
          for (int alpha = 0; alpha < 3; ++alpha) {
            const ComplexLanes* row = a.entries.data() + alpha * s.a.row;
            accumulate(
                out[alpha * s.out_a], r, factor,
                dot(load(row[0], r), load(row[s.a.sum], r), load(row[2 * s.a.sum], r), c0, c1, c2));
          }
        }
      }
    }
  }
}

void add_permuted(Tensor4& x, const Lanes& k, const Tensor4& c, const FourStrides& s) {
  ComplexLanes* out = x.entries.data();
  for (int p = 0; p < 3; ++p)
    for (int r = 0; r < 3; ++r)
      for (int q = 0; q < 3; ++q)
        for (int t = 0; t < 3; ++t, ++out) {
          const ComplexLanes& in =
              c.entries[static_cast<std::size_t>(p * s.p + r * s.r + q * s.s + t * s.t)];
          for (int h = 0; h < Lanes::registers; ++h) accumulate(*out, h, k.get(h), load(in, h));
        }
}

void add_outer(Tensor4& x, double k, const Matrix3& a, const Matrix3& b, const FourStrides& s) {
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int r = 0; r < Lanes::registers; ++r) {
        const Register factor = simd::broadcast(k);
        const ComplexRegister a_ij = {factor * a(i, j).re.get(r), factor * a(i, j).im.get(r)};
        ComplexLanes* block = x.entries.data() + i * s.p + j * s.r;
        for (int m = 0; m < 3; ++m)
          for (int n = 0; n < 3; ++n) {
            ComplexLanes& out = block[m * s.s + n * s.t];
            const ComplexRegister sum = multiply_add(a_ij, load(b(m, n), r), load(out, r));
            out.re.set(r, sum.re);
            out.im.set(r, sum.im);
          }
      }
}

void add_delta(Tensor4& x, const Matrix3& a, const FourStrides& s) {
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int m = 0; m < 3; ++m)
        x.entries[static_cast<std::size_t>(i * s.p + j * s.r + m * (s.s + s.t))] += a(i, j);
}

Matrix3 contract(const Tensor4& c, const Matrix3& m, const ContractionStrides& s) {
  Matrix3 result;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j)
      for (int r = 0; r < Lanes::registers; ++r) {
        const ComplexLanes* block = c.entries.data() + i * s.out_1 + j * s.out_2;
        ComplexRegister sum{simd::broadcast(0.0), simd::broadcast(0.0)};
        for (int v = 0; v < 3; ++v)
          for (int w = 0; w < 3; ++w)
            sum = multiply_add(load(block[v * s.row + w * s.column], r), load(m(v, w), r), sum);
        result(i, j).re.set(r, sum.re);
        result(i, j).im.set(r, sum.im);
      }
  return result;
}

Matrix3 trace(const Tensor4& c, const TraceStrides& s) {
  Matrix3 result;
  for (int i = 0; i < 3; ++i)
    for (int j = 0; j < 3; ++j) {
      const ComplexLanes* first = c.entries.data() + i * s.out_1 + j * s.out_2;
      result(i, j) = first[0] + first[s.sum] + first[2 * s.sum];
    }
  return result;
}

}  // namespace detail

Tensor4 combine(double k, const Tensor4& a, double l, const Tensor4& b) {
  const Lanes first = k;
  const Lanes second = l;
  Tensor4 result;
  for (std::size_t i = 0; i < 81; ++i) {
    result.entries[i].re = fma(first, a.entries[i].re, second * b.entries[i].re);
    result.entries[i].im = fma(first, a.entries[i].im, second * b.entries[i].im);
  }
  return result;
}

}  // namespace smeftscan::rge
