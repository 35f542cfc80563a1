// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/flavour_rotation.hpp"

#include <Eigen/Core>
#include <cctype>
#include <cstddef>
#include <vector>

namespace smeftscan::smeft {
namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;

template <class Operation>
FlavourRotation field_by_field(const FlavourRotation& a, const FlavourRotation& b,
                               Operation operation) {
  const auto one = [&](const FlavourMatrix<Complex>& x, const FlavourMatrix<Complex>& y) {
    FlavourMatrix<Complex> result;
    Eigen::Map<Matrix>(result.data()) =
        operation(Eigen::Map<const Matrix>(x.data()), Eigen::Map<const Matrix>(y.data()));
    return result;
  };
  return {one(a.q, b.q), one(a.u, b.u), one(a.d, b.d), one(a.l, b.l), one(a.e, b.e)};
}

const FlavourMatrix<ComplexLanes>& matrix_of(const LaneFlavourRotation& rotation, char field) {
  switch (std::tolower(field)) {
    case 'q': return rotation.q;
    case 'u': return rotation.u;
    case 'd': return rotation.d;
    case 'l': return rotation.l;
    default: return rotation.e;
  }
}

/// Rotates one index of a tensor of `size` entries; `stride` is the distance of its neighbours.
void rotate_index(std::vector<ComplexLanes>& tensor, std::size_t stride,
                  const FlavourMatrix<ComplexLanes>& matrix, bool barred) {
  FlavourMatrix<ComplexLanes> m = matrix;
  if (barred)
    for (ComplexLanes& entry : m) entry = conj(entry);
  for (std::size_t i = 0; i < tensor.size(); ++i) {
    if (i / stride % 3 != 0) continue;
    const ComplexLanes c0 = tensor[i];
    const ComplexLanes c1 = tensor[i + stride];
    const ComplexLanes c2 = tensor[i + 2 * stride];
    for (std::size_t j = 0; j < 3; ++j)
      tensor[i + j * stride] = c0 * m[j] + c1 * m[3 + j] + c2 * m[6 + j];
  }
}

/// U_left^dagger G U_right.
void rotate_yukawa(FlavourMatrix<ComplexLanes>& G, const FlavourMatrix<ComplexLanes>& left,
                   const FlavourMatrix<ComplexLanes>& right) {
  std::vector<ComplexLanes> tensor(G.begin(), G.end());
  rotate_index(tensor, 3, left, true);
  rotate_index(tensor, 1, right, false);
  std::copy(tensor.begin(), tensor.end(), G.begin());
}

}  // namespace

FlavourRotation identity_rotation() {
  const FlavourMatrix<Complex> one{1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0};
  return {one, one, one, one, one};
}

FlavourRotation inverse(const FlavourRotation& rotation) {
  return field_by_field(rotation, rotation,
                        [](const Matrix& U, const Matrix&) { return Matrix(U.adjoint()); });
}

FlavourRotation product(const FlavourRotation& first, const FlavourRotation& second) {
  return field_by_field(first, second,
                        [](const Matrix& A, const Matrix& B) { return Matrix(A * B); });
}

LaneFlavourRotation group(const std::array<FlavourRotation, Lanes::count>& lanes) {
  LaneFlavourRotation result;
  for (std::size_t i = 0; i < 9; ++i) {
    for (int k = 0; k < Lanes::count; ++k) {
      const FlavourRotation& point = lanes[static_cast<std::size_t>(k)];
      const auto set = [k](ComplexLanes& entry, Complex value) {
        entry.re[k] = value.real();
        entry.im[k] = value.imag();
      };
      set(result.q[i], point.q[i]);
      set(result.u[i], point.u[i]);
      set(result.d[i], point.d[i]);
      set(result.l[i], point.l[i]);
      set(result.e[i], point.e[i]);
    }
  }
  return result;
}

LaneFlavourRotation broadcast(const FlavourRotation& rotation) {
  std::array<FlavourRotation, Lanes::count> lanes;
  lanes.fill(rotation);
  return group(lanes);
}

void rotate(LaneState& state, const LaneFlavourRotation& rotation) {
  rotate_yukawa(state.sm.Gu, rotation.q, rotation.u);
  rotate_yukawa(state.sm.Gd, rotation.q, rotation.d);
  rotate_yukawa(state.sm.Ge, rotation.l, rotation.e);
  std::vector<ComplexLanes> tensor;
  for (std::size_t op = 0; op < operators.size(); ++op) {
    const std::string_view fields = operators[op].fields;
    if (fields.empty()) continue;
    tensor.clear();
    for (int k = layout.first_entry[op]; k < layout.first_entry[op + 1]; ++k) {
      const EntryInfo& entry = layout.entries[static_cast<std::size_t>(k)];
      const CoefficientInfo& info =
          layout.coefficients[static_cast<std::size_t>(entry.coefficient)];
      const ComplexLanes c = (1.0 / info.copies) * state.wc.get(entry.coefficient);
      tensor.push_back(entry.conjugate ? conj(c) : c);
    }
    std::size_t stride = tensor.size();
    for (const char field : fields) {
      stride /= 3;
      rotate_index(tensor, stride, matrix_of(rotation, field), std::isupper(field) != 0);
    }
    for (int c = layout.first_coefficient[op]; c < layout.first_coefficient[op + 1]; ++c) {
      const CoefficientInfo& info = layout.coefficients[static_cast<std::size_t>(c)];
      const auto entry = static_cast<std::size_t>(detail::entry_offset(info.flavour));
      state.wc.set(c, (1.0 * info.copies) * tensor[entry]);
    }
  }
}

State rotate(const State& state, const FlavourRotation& rotation) {
  LaneState result = broadcast(state);
  rotate(result, broadcast(rotation));
  return lane(result, 0);
}

}  // namespace smeftscan::smeft
