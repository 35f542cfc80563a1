// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/flavour_rotation.hpp"

#include <Eigen/SVD>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <vector>

#include "smeftscan/base/error.hpp"

namespace smeftscan::smeft {
namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;
using Phases = Eigen::Matrix<Complex, 3, 1>;

Matrix to_eigen(const FlavourMatrix<Complex>& m) { return Eigen::Map<const Matrix>(m.data()); }

FlavourMatrix<Complex> from_eigen(const Matrix& m) {
  FlavourMatrix<Complex> result;
  Eigen::Map<Matrix>(result.data()) = m;
  return result;
}

/// Row-major 3x3 coefficients of a two-index operator.
Matrix coefficient_matrix(const Coefficients& wc, std::string_view op) {
  const int first = layout.first_coefficient[static_cast<std::size_t>(find_operator(op))];
  Matrix m;
  for (int i = 0; i < 9; ++i) m(i / 3, i % 3) = wc.get(first + i);
  return m;
}

/// M = left diag(ascending) right^dagger.
struct Diagonalisation {
  Matrix left;
  Matrix right;
};

Diagonalisation diagonalise(const Matrix& m) {
  if (!m.allFinite())
    throw PointFailure(PointStatus::not_finite, "the mass matrices are finite numbers");
  const Eigen::JacobiSVD<Eigen::Matrix3cd> svd(m, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return {svd.matrixU().rowwise().reverse(), svd.matrixV().rowwise().reverse()};
}

/// Phases that bring a unitary matrix K to the form diag(rows) V diag(columns) with V in the
/// standard (PDG) form; the last column keeps its phase.
struct StandardPhases {
  bool defined;  ///< false if an angle vanishes and the phases are arbitrary
  Phases rows;
  Phases columns;
};

StandardPhases standard_phases(const Matrix& K) {
  const double s13 = std::abs(K(0, 2));
  const double c13 = std::sqrt(std::max(0.0, 1.0 - s13 * s13));
  const double t12 = std::atan2(std::abs(K(0, 1)), std::abs(K(0, 0)));
  const double t23 = std::atan2(std::abs(K(1, 2)), std::abs(K(2, 2)));
  const double s12 = std::sin(t12), c12 = std::cos(t12);
  const double s23 = std::sin(t23), c23 = std::cos(t23);
  StandardPhases result{s12 * s23 * s13 > 1e-14, Phases::Ones(), Phases::Ones()};
  if (!result.defined) return result;
  // e^(i delta) from the rephasing invariant K_11* K_13 K_31 K_33*, [PDG, CKM review]
  const Complex invariant = std::conj(K(0, 0)) * K(0, 2) * K(2, 0) * std::conj(K(2, 2));
  const double delta = -std::arg(
      (invariant / (c12 * c13 * c13 * c23 * s13) + c12 * c23 * s13) / (s12 * s23));
  const double delta1 = delta + std::arg(K(0, 2));
  result.rows << std::polar(1.0, delta1), std::polar(1.0, std::arg(K(1, 2))),
      std::polar(1.0, std::arg(K(2, 2)));
  result.columns << std::polar(1.0, std::arg(K(0, 0)) - delta1),
      std::polar(1.0, std::arg(K(0, 1)) - delta1), 1.0;
  return result;
}

}  // namespace

FlavourRotation rotation_to_down_basis(const State& state, double vev) {
  const auto mass = [&](const FlavourMatrix<Complex>& G, std::string_view op) {
    return Matrix(vev / std::sqrt(2.0) *
                  (to_eigen(G) - 0.5 * vev * vev * coefficient_matrix(state.wc, op)));
  };
  Diagonalisation up = diagonalise(mass(state.sm.Gu, "uphi"));
  Diagonalisation down = diagonalise(mass(state.sm.Gd, "dphi"));
  Diagonalisation lepton = diagonalise(mass(state.sm.Ge, "ephi"));

  const StandardPhases ckm = standard_phases(up.left.adjoint() * down.left);
  up.right *= ckm.rows.asDiagonal();
  down.left *= ckm.columns.conjugate().asDiagonal();
  down.right *= ckm.columns.conjugate().asDiagonal();

  const StandardPhases mixing = standard_phases(lepton.left.adjoint());
  Phases phases = mixing.rows;
  if (!mixing.defined)
    for (int i = 0; i < 3; ++i) phases(i) = std::polar(1.0, -std::arg(lepton.left(i, i)));
  lepton.left *= phases.asDiagonal();
  lepton.right *= phases.asDiagonal();

  return {from_eigen(down.left), from_eigen(up.right), from_eigen(down.right),
          from_eigen(lepton.left), from_eigen(lepton.right)};
}

namespace {

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

LaneFlavourRotation group(const std::array<FlavourRotation, Lanes::count>& points) {
  LaneFlavourRotation result;
  for (std::size_t i = 0; i < 9; ++i) {
    for (int k = 0; k < Lanes::count; ++k) {
      const FlavourRotation& point = points[static_cast<std::size_t>(k)];
      const auto set = [k](ComplexLanes& lanes, Complex value) {
        lanes.re[k] = value.real();
        lanes.im[k] = value.imag();
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

}  // namespace

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
  std::array<FlavourRotation, Lanes::count> copies;
  copies.fill(rotation);
  LaneState result = broadcast(state);
  rotate(result, group(copies));
  return lane(result, 0);
}

void to_down_basis(LaneState& state, double vev) {
  std::array<FlavourRotation, Lanes::count> rotations;
  for (int k = 0; k < Lanes::count; ++k)
    rotations[static_cast<std::size_t>(k)] = rotation_to_down_basis(lane(state, k), vev);
  rotate(state, group(rotations));
}

State to_down_basis(const State& state, double vev) {
  return rotate(state, rotation_to_down_basis(state, vev));
}

FlavourMatrix<std::complex<double>> ckm_matrix(double v_us, double v_ub, double v_cb,
                                               double gamma) {
  const double s13 = v_ub;
  const double c13 = std::sqrt(1.0 - s13 * s13);
  const double s12 = v_us / c13;
  const double s23 = v_cb / c13;
  const double c12 = std::sqrt(1.0 - s12 * s12);
  const double c23 = std::sqrt(1.0 - s23 * s23);
  // gamma = delta - arg(s12 c23 + c12 s23 s13 e^(i delta))
  const double delta =
      gamma + std::asin(c12 * s23 * s13 / (s12 * c23) * std::sin(gamma));
  const Complex phase = std::polar(1.0, delta);
  return {c12 * c13,
          s12 * c13,
          s13 * std::conj(phase),
          -s12 * c23 - c12 * s23 * s13 * phase,
          c12 * c23 - s12 * s23 * s13 * phase,
          s23 * c13,
          s12 * s23 - c12 * c23 * s13 * phase,
          -c12 * s23 - s12 * c23 * s13 * phase,
          c23 * c13};
}

}  // namespace smeftscan::smeft
