// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/down_basis.hpp"

#include <Eigen/LU>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "smeftscan/base/error.hpp"

namespace smeftscan::smeft {
namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;
using Phases = Eigen::Matrix<Complex, 3, 1>;

// Entries of unitary matrices below this size have no phase of their own: they are rounding.
constexpr double smallest_entry = 1e-12;

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

/// M = left diag(masses) right^dagger, masses positive, left positive on its diagonal.
struct Diagonalisation {
  Matrix left = Matrix::Identity();
  Matrix right = Matrix::Identity();
};

/// The columns in the order of generations that is nearest to the given basis.
Diagonalisation nearest_order(const Matrix& left, const Matrix& right) {
  std::array<int, 3> order{0, 1, 2};
  std::array<int, 3> best = order;
  double largest = -1.0;
  do {
    double overlap = 0.0;
    for (int i = 0; i < 3; ++i) {
      const int column = order[static_cast<std::size_t>(i)];
      overlap += std::norm(left(i, column)) + std::norm(right(i, column));
    }
    if (overlap > largest) {
      largest = overlap;
      best = order;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  Diagonalisation result;
  for (int i = 0; i < 3; ++i) {
    result.left.col(i) = left.col(best[static_cast<std::size_t>(i)]);
    result.right.col(i) = right.col(best[static_cast<std::size_t>(i)]);
  }
  return result;
}

Complex phase_of(Complex z) {
  return std::abs(z) < smallest_entry ? Complex(1.0) : z / std::abs(z);
}

Diagonalisation diagonalise(const Matrix& m) {
  if (!m.allFinite()) throw PointFailure(PointStatus::not_finite, "a mass matrix is not finite");
  if (m.isZero(0.0)) return {};
  const Eigen::JacobiSVD<Eigen::Matrix3cd, Eigen::NoQRPreconditioner> svd(
      m, Eigen::ComputeFullU | Eigen::ComputeFullV);
  Diagonalisation result = nearest_order(svd.matrixU(), svd.matrixV());
  for (int i = 0; i < 3; ++i) {
    const Complex phase = std::conj(phase_of(result.left(i, i)));
    result.left.col(i) *= phase;
    result.right.col(i) *= phase;
  }
  return result;
}

/// Diagonal phases with which conj(rows) K columns has the standard form of a CKM matrix: V_ud,
/// V_us, V_cb, V_tb positive and, as that form has, det V = 1 [PDG2024, CKM review]. The common
/// phase of all quarks is no change of K; what vanishing entries leave open is changed as little as
/// possible.
struct StandardPhases {
  Phases rows;
  Phases columns;
};

StandardPhases standard_phases(const Matrix& K) {
  constexpr std::array<std::pair<int, int>, 4> positive{{{0, 0}, {0, 1}, {1, 2}, {2, 2}}};
  // for the phases of rows, then columns: column - row = -arg K, and so for the determinant
  Eigen::Matrix<double, 6, 6> conditions = Eigen::Matrix<double, 6, 6>::Zero();
  Eigen::Matrix<double, 6, 1> wanted = Eigen::Matrix<double, 6, 1>::Zero();
  for (std::size_t n = 0; n < positive.size(); ++n) {
    const auto [i, j] = positive[n];
    if (std::abs(K(i, j)) < smallest_entry) continue;
    const auto row = static_cast<Eigen::Index>(n);
    conditions(row, i) = -1.0;
    conditions(row, 3 + j) = 1.0;
    wanted(row) = -std::arg(K(i, j));
  }
  conditions.row(4) << -1.0, -1.0, -1.0, 1.0, 1.0, 1.0;
  wanted(4) = -std::arg(K.determinant());
  conditions.row(5) << 0.0, 0.0, 0.0, 1.0, 1.0, 1.0;
  const Eigen::Matrix<double, 6, 1> phases =
      conditions.completeOrthogonalDecomposition().solve(wanted);
  StandardPhases result;
  for (int i = 0; i < 3; ++i) {
    result.rows(i) = std::polar(1.0, phases(i));
    result.columns(i) = std::polar(1.0, phases(3 + i));
  }
  return result;
}

struct QuarkBases {
  Diagonalisation up;
  Diagonalisation down;
};

/// With the phases of the down basis.
QuarkBases quark_bases(const SmCouplings& sm) {
  Diagonalisation up = diagonalise(to_eigen(sm.Gu));
  Diagonalisation down = diagonalise(to_eigen(sm.Gd));

  // The up quarks start with the phases that make the diagonal of the CKM matrix positive.
  for (int i = 0; i < 3; ++i) {
    const Complex phase = phase_of(up.left.col(i).dot(down.left.col(i)));
    up.left.col(i) *= phase;
    up.right.col(i) *= phase;
  }
  const StandardPhases ckm = standard_phases(up.left.adjoint() * down.left);
  up.left *= ckm.rows.asDiagonal();
  up.right *= ckm.rows.asDiagonal();
  down.left *= ckm.columns.asDiagonal();
  down.right *= ckm.columns.asDiagonal();
  return {up, down};
}

}  // namespace

FlavourRotation rotation_to_down_basis(const SmCouplings& sm) {
  const auto [up, down] = quark_bases(sm);
  const Diagonalisation lepton = diagonalise(to_eigen(sm.Ge));
  return {from_eigen(down.left), from_eigen(up.right), from_eigen(down.right),
          from_eigen(lepton.left), from_eigen(lepton.right)};
}

FlavourMatrix<Complex> ckm_matrix(const SmCouplings& sm) {
  const auto [up, down] = quark_bases(sm);
  return from_eigen(up.left.adjoint() * down.left);
}

FlavourRotation rotation_to_up_basis(const FlavourMatrix<Complex>& ckm) {
  FlavourRotation rotation = identity_rotation();
  rotation.q = from_eigen(to_eigen(ckm).adjoint());
  return rotation;
}

SmCouplings mass_couplings(const State& state, double vev) {
  const auto shifted = [&](const FlavourMatrix<Complex>& G, std::string_view op) {
    return from_eigen(to_eigen(G) - 0.5 * vev * vev * coefficient_matrix(state.wc, op));
  };
  SmCouplings result = state.sm;
  result.Gu = shifted(state.sm.Gu, "uphi");
  result.Gd = shifted(state.sm.Gd, "dphi");
  result.Ge = shifted(state.sm.Ge, "ephi");
  return result;
}

State to_mass_basis(const State& state, double vev) {
  return rotate(state, rotation_to_down_basis(mass_couplings(state, vev)));
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
  const double delta = gamma + std::asin(c12 * s23 * s13 / (s12 * c23) * std::sin(gamma));
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
