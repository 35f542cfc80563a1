// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "smeftscan/base/lanes.hpp"
#include "smeftscan/rge/matrix3.hpp"
#include "smeftscan/rge/tensors.hpp"

/// The handful of contractions of which all beta functions are made. Index strings are read by the
/// compiler, as the papers write them: p r s t are free, v w are summed,
///
///     add<"sv tw prvw">(x, k, a, b, c):   x_prst += k a_sv b_tw c_prvw.
///
/// They become strides; the work is done by one compiled function for each kind of contraction.
namespace smeftscan::rge {

/// A string literal as a template argument. It is read from a copy: with -fsanitize=undefined g++
/// 12 takes no address of a template argument for a constant.
template <std::size_t N>
struct Indices {
  char text[N]{};
  consteval Indices(const char (&literal)[N]) { std::copy_n(literal, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

namespace detail {

/// Distance in memory between neighbours in one index of a tensor.
constexpr int tensor_stride(std::string_view indices, char index) {
  constexpr std::array weights{27, 9, 3, 1};
  const std::size_t position = indices.find(index);
  return position == std::string_view::npos ? 0 : weights[position + (indices.size() == 2 ? 2 : 0)];
}

constexpr char free_index(std::string_view matrix) {
  return matrix[0] == 'v' || matrix[0] == 'w' ? matrix[1] : matrix[0];
}
constexpr char summed_index(std::string_view matrix) {
  return matrix[0] == 'v' || matrix[0] == 'w' ? matrix[0] : matrix[1];
}

struct MatrixStrides {
  int row, sum;  ///< of the free and of the summed index
};
struct TwoMatrixStrides {
  MatrixStrides a, b;
  int c_a, c_b, c_1, c_2;          ///< of c: in the summed indices of a and b, in the two others
  int out_a, out_b, out_1, out_2;  ///< of the result, in the same order
};
struct OneMatrixStrides {
  MatrixStrides a;
  int c_a, c_1, c_2, c_3;
  int out_a, out_1, out_2, out_3;
};
struct FourStrides {
  int p, r, s, t;
};
struct ContractionStrides {
  int out_1, out_2;  ///< of c, in the row and column of the result
  int row, column;   ///< of c, in the row and column of the matrix
};

consteval MatrixStrides matrix_strides(std::string_view matrix) {
  return {tensor_stride(matrix, free_index(matrix)), tensor_stride(matrix, summed_index(matrix))};
}

template <std::size_t N>
consteval TwoMatrixStrides two_matrix_strides(Indices<N> literal) {
  const std::string_view text = literal.view();
  const auto a = text.substr(0, 2);
  const auto b = text.substr(3, 2);
  const auto c = text.substr(6, 4);
  const char fa = free_index(a);
  const char fb = free_index(b);
  std::array<char, 2> others{};
  std::size_t found = 0;
  for (const char index : std::string_view("prst"))
    if (index != fa && index != fb) others[found++] = index;
  if (found != 2 || text.size() != 10 || summed_index(a) == summed_index(b)) throw "bad indices";
  for (const char index : {summed_index(a), summed_index(b), others[0], others[1]})
    if (c.find(index) == std::string_view::npos) throw "index missing in the tensor";
  return {matrix_strides(a),
          matrix_strides(b),
          tensor_stride(c, summed_index(a)),
          tensor_stride(c, summed_index(b)),
          tensor_stride(c, others[0]),
          tensor_stride(c, others[1]),
          tensor_stride("prst", fa),
          tensor_stride("prst", fb),
          tensor_stride("prst", others[0]),
          tensor_stride("prst", others[1])};
}

template <std::size_t N>
consteval OneMatrixStrides one_matrix_strides(Indices<N> literal) {
  const std::string_view text = literal.view();
  const auto a = text.substr(0, 2);
  const auto c = text.substr(3, 4);
  const char fa = free_index(a);
  std::array<char, 3> others{};
  std::size_t found = 0;
  for (const char index : std::string_view("prst"))
    if (index != fa) others[found++] = index;
  if (found != 3 || text.size() != 7) throw "bad indices";
  for (const char index : {summed_index(a), others[0], others[1], others[2]})
    if (c.find(index) == std::string_view::npos) throw "index missing in the tensor";
  return {matrix_strides(a),
          tensor_stride(c, summed_index(a)),
          tensor_stride(c, others[0]),
          tensor_stride(c, others[1]),
          tensor_stride(c, others[2]),
          tensor_stride("prst", fa),
          tensor_stride("prst", others[0]),
          tensor_stride("prst", others[1]),
          tensor_stride("prst", others[2])};
}

template <std::size_t N>
consteval FourStrides four_strides(Indices<N> literal) {
  const std::string_view indices = literal.view();
  for (const char index : std::string_view("prst"))
    if (indices.size() != 4 || indices.find(index) == std::string_view::npos) throw "bad indices";
  return {tensor_stride(indices, 'p'), tensor_stride(indices, 'r'), tensor_stride(indices, 's'),
          tensor_stride(indices, 't')};
}

/// "pt sr": of the result, in the row and column of one matrix, then of the other.
template <std::size_t N>
consteval FourStrides outer_strides(Indices<N> literal) {
  const std::string_view text = literal.view();
  for (const char index : std::string_view("prst"))
    if (text.size() != 5 || text.find(index) == std::string_view::npos) throw "bad indices";
  return {tensor_stride("prst", text[0]), tensor_stride("prst", text[1]),
          tensor_stride("prst", text[3]), tensor_stride("prst", text[4])};
}

/// "prvw wv": c_prvw m_wv summed over v and w.
template <std::size_t N>
consteval ContractionStrides contraction_strides(Indices<N> literal) {
  const std::string_view text = literal.view();
  const auto c = text.substr(0, 4);
  const auto m = text.substr(5, 2);
  if (text.size() != 7) throw "bad indices";
  for (const char index : {'p', 'r', m[0], m[1]})
    if (c.find(index) == std::string_view::npos) throw "index missing in the tensor";
  return {tensor_stride(c, 'p'), tensor_stride(c, 'r'), tensor_stride(c, m[0]),
          tensor_stride(c, m[1])};
}

/// "pvvr": c_pvvr summed over v.
struct TraceStrides {
  int out_1, out_2, sum;
};
template <std::size_t N>
consteval TraceStrides trace_strides(Indices<N> literal) {
  const std::string_view c = literal.view();
  int sum = 0;
  for (std::size_t i = 0; i < 4; ++i)
    if (c[i] == 'v') sum += std::array{27, 9, 3, 1}[i];
  return {tensor_stride(c, 'p'), tensor_stride(c, 'r'), sum};
}

void add_two_matrices(Tensor4& x, double k, const Matrix3& a, const Matrix3& b, const Tensor4& c,
                      const TwoMatrixStrides& strides);
void add_one_matrix(Tensor4& x, double k, const Matrix3& a, const Tensor4& c,
                    const OneMatrixStrides& strides);
void add_permuted(Tensor4& x, const Lanes& k, const Tensor4& c, const FourStrides& strides);
void add_outer(Tensor4& x, double k, const Matrix3& a, const Matrix3& b, const FourStrides& x_a_b);
void add_delta(Tensor4& x, const Matrix3& a, const FourStrides& a_then_delta);
Matrix3 contract(const Tensor4& c, const Matrix3& m, const ContractionStrides& strides);
Matrix3 trace(const Tensor4& c, const TraceStrides& strides);

}  // namespace detail

/// x_prst += k a.. b.. c....
template <Indices Text>
void add(Tensor4& x, double k, const Matrix3& a, const Matrix3& b, const Tensor4& c) {
  static constexpr auto strides = detail::two_matrix_strides(Text);
  detail::add_two_matrices(x, k, a, b, c, strides);
}

/// x_prst += k a.. c....
template <Indices Text>
void add(Tensor4& x, double k, const Matrix3& a, const Tensor4& c) {
  static constexpr auto strides = detail::one_matrix_strides(Text);
  detail::add_one_matrix(x, k, a, c, strides);
}

/// x_prst += k c....
template <Indices Text>
void add(Tensor4& x, const Lanes& k, const Tensor4& c) {
  static constexpr auto strides = detail::four_strides(Text);
  detail::add_permuted(x, k, c, strides);
}

/// x_prst += k a.. b..; "pr st" and the like.
template <Indices Text>
void add(Tensor4& x, double k, const Matrix3& a, const Matrix3& b) {
  static constexpr auto strides = detail::outer_strides(Text);
  detail::add_outer(x, k, a, b, strides);
}

/// x_prst += a.. delta..; "pr st" for a_pr delta_st.
template <Indices Text>
void add_delta(Tensor4& x, const Matrix3& a) {
  static constexpr auto strides = detail::outer_strides(Text);
  detail::add_delta(x, a, strides);
}

/// The matrix sum_vw c.... m.. with free indices p r: "prvw wv" and the like.
template <Indices Text>
Matrix3 contract(const Tensor4& c, const Matrix3& m) {
  static constexpr auto strides = detail::contraction_strides(Text);
  return detail::contract(c, m, strides);
}

/// The matrix sum_v c.... with free indices p r: "prvv", "vvpr", "pvvr".
template <Indices Text>
Matrix3 trace(const Tensor4& c) {
  static constexpr auto strides = detail::trace_strides(Text);
  return detail::trace(c, strides);
}

/// k a + l b, entry by entry.
Tensor4 combine(double k, const Tensor4& a, double l, const Tensor4& b);

}  // namespace smeftscan::rge
