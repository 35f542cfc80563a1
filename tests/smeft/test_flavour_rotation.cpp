// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/flavour_rotation.hpp"

#include <Eigen/QR>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;

namespace {

using Complex = std::complex<double>;
using Matrix = Eigen::Matrix<Complex, 3, 3, Eigen::RowMajor>;

constexpr double vev = 246.0;  // GeV

Matrix to_eigen(const FlavourMatrix<Complex>& m) { return Eigen::Map<const Matrix>(m.data()); }

FlavourMatrix<Complex> from_eigen(const Matrix& m) {
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
State random_state(unsigned seed) {
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

FlavourRotation random_rotation(unsigned seed) {
  Dice dice(seed);
  return {dice.unitary(), dice.unitary(), dice.unitary(), dice.unitary(), dice.unitary()};
}

template <class Function>
FlavourRotation transform(const FlavourRotation& a, const FlavourRotation& b, Function function) {
  const auto apply = [&](const auto& x, const auto& y) {
    return from_eigen(function(to_eigen(x), to_eigen(y)));
  };
  return {apply(a.q, b.q), apply(a.u, b.u), apply(a.d, b.d), apply(a.l, b.l), apply(a.e, b.e)};
}

double distance_from_unitary(const FlavourMatrix<Complex>& m) {
  return (to_eigen(m).adjoint() * to_eigen(m) - Matrix::Identity()).cwiseAbs().maxCoeff();
}

void check_equal(const State& a, const State& b, double tolerance) {
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

/// Full tensor entry C_prst (or C_pr, C) of an operator.
Complex entry(const Coefficients& wc, int op, int offset) {
  const auto i =
      static_cast<std::size_t>(layout.first_entry[static_cast<std::size_t>(op)] + offset);
  const EntryInfo& info = layout.entries[i];
  const Complex c = wc.get(info.coefficient) /
                    double(layout.coefficients[static_cast<std::size_t>(info.coefficient)].copies);
  return info.conjugate ? std::conj(c) : c;
}

double sum_of_squares(const Coefficients& wc, int op) {
  double sum = 0.0;
  const auto i = static_cast<std::size_t>(op);
  for (int k = 0; k < layout.first_entry[i + 1] - layout.first_entry[i]; ++k)
    sum += std::norm(entry(wc, op, k));
  return sum;
}

/// C_pp, or C_pprr for four indices.
Complex trace(const Coefficients& wc, int op) {
  const bool two = index_count(operators[static_cast<std::size_t>(op)].symmetry) == 2;
  Complex sum = 0.0;
  for (int p = 0; p < 3; ++p)
    for (int r = 0; r < (two ? 1 : 3); ++r) sum += entry(wc, op, two ? 4 * p : 36 * p + 4 * r);
  return sum;
}

Matrix mass_matrix(const State& state, const FlavourMatrix<Complex>& G, std::string_view op) {
  Matrix m = to_eigen(G);
  for (int i = 0; i < 9; ++i)
    m(i / 3, i % 3) -= 0.5 * vev * vev * entry(state.wc, find_operator(op), i);
  return vev / std::sqrt(2.0) * m;
}

void check_standard_phases(const Matrix& V) {
  for (const auto& [i, j] : {std::pair{0, 0}, {0, 1}, {1, 2}, {2, 2}}) {
    CHECK(V(i, j).real() > 0.0);
    CHECK(std::abs(V(i, j).imag()) < 1e-13);
  }
}

}  // namespace

TEST_CASE("the rotation to the down basis is unitary", "[smeft]") {
  const FlavourRotation rotation = rotation_to_down_basis(random_state(GENERATE(1u, 2u, 3u)), vev);
  CHECK(distance_from_unitary(rotation.q) < 1e-14);
  CHECK(distance_from_unitary(rotation.u) < 1e-14);
  CHECK(distance_from_unitary(rotation.d) < 1e-14);
  CHECK(distance_from_unitary(rotation.l) < 1e-14);
  CHECK(distance_from_unitary(rotation.e) < 1e-14);
}

TEST_CASE(
    "in the down basis down quarks and leptons have diagonal masses, up quarks the CKM matrix",
    "[smeft]") {
  const State state = to_down_basis(random_state(GENERATE(1u, 2u, 3u)), vev);
  for (const Matrix& mass :
       {mass_matrix(state, state.sm.Gd, "dphi"), mass_matrix(state, state.sm.Ge, "ephi")}) {
    const Matrix off_diagonal = mass - Matrix(mass.diagonal().asDiagonal());
    CHECK(off_diagonal.cwiseAbs().maxCoeff() < 1e-13 * vev);
    CHECK(mass.diagonal().imag().cwiseAbs().maxCoeff() < 1e-13 * vev);
    CHECK(0.0 < mass(0, 0).real());
    CHECK(mass(0, 0).real() < mass(1, 1).real());
    CHECK(mass(1, 1).real() < mass(2, 2).real());
  }
  // M_u = V^dagger diag(m_u, m_c, m_t)
  const Matrix up = mass_matrix(state, state.sm.Gu, "uphi");
  const Matrix V = up.colwise().normalized().adjoint();
  CHECK(distance_from_unitary(from_eigen(V)) < 1e-12);
  CHECK(up.col(0).norm() < up.col(1).norm());
  CHECK(up.col(1).norm() < up.col(2).norm());
  check_standard_phases(V);
}

TEST_CASE("a state that is in the down basis stays there", "[smeft]") {
  const State down = to_down_basis(random_state(4), vev);
  check_equal(to_down_basis(down, vev), down, 1e-12);
}

TEST_CASE("a rotation and its inverse are the identity", "[smeft]") {
  const State state = random_state(5);
  const FlavourRotation rotation = random_rotation(6);
  const FlavourRotation inverse = transform(
      rotation, rotation, [](const Matrix& U, const Matrix&) { return Matrix(U.adjoint()); });
  check_equal(rotate(rotate(state, rotation), inverse), state, 1e-14);
}

TEST_CASE("rotations one after the other are the rotation by the product", "[smeft]") {
  const State state = random_state(7);
  const FlavourRotation first = random_rotation(8);
  const FlavourRotation second = random_rotation(9);
  const FlavourRotation product =
      transform(first, second, [](const Matrix& A, const Matrix& B) { return Matrix(A * B); });
  check_equal(rotate(rotate(state, first), second), rotate(state, product), 1e-14);
}

TEST_CASE("a rotation keeps squares and traces of every operator", "[smeft]") {
  const State state = random_state(10);
  const State rotated = rotate(state, random_rotation(11));
  for (int op = 0; op < operator_count; ++op) {
    const Operator& row = operators[static_cast<std::size_t>(op)];
    CAPTURE(row.name);
    const double squares = sum_of_squares(state.wc, op);
    CHECK(std::abs(sum_of_squares(rotated.wc, op) - squares) < 1e-14 * squares);
    const bool has_trace = row.symmetry == Symmetry::hermitian ||
                           row.symmetry == Symmetry::two_currents ||
                           row.symmetry == Symmetry::identical_currents ||
                           row.symmetry == Symmetry::identical_singlets;
    if (has_trace)
      CHECK(std::abs(trace(rotated.wc, op) - trace(state.wc, op)) < 1e-14 * std::sqrt(squares));
  }
  const auto yukawa_trace = [](const FlavourMatrix<Complex>& G) {
    return to_eigen(G).squaredNorm();
  };
  CHECK(yukawa_trace(rotated.sm.Gu) == Approx(yukawa_trace(state.sm.Gu)).epsilon(1e-14));
  const Matrix both = to_eigen(state.sm.Gu).adjoint() * to_eigen(state.sm.Gd);
  const Matrix both_rotated = to_eigen(rotated.sm.Gu).adjoint() * to_eigen(rotated.sm.Gd);
  CHECK(both_rotated.norm() == Approx(both.norm()).epsilon(1e-14));  // one q for u and d
}

TEST_CASE("lanes rotate as points do", "[smeft]") {
  LaneState group;
  for (int k = 0; k < Lanes::count; ++k)
    set_lane(group, k, random_state(20u + static_cast<unsigned>(k)));
  const LaneState before = group;
  to_down_basis(group, vev);
  for (const int k : {0, 5})
    check_equal(lane(group, k), to_down_basis(lane(before, k), vev), 1e-15);
}

TEST_CASE("lepton fields get real positive diagonals where leptons do not mix", "[smeft]") {
  State state = random_state(12);
  const Matrix phases = Eigen::Matrix<Complex, 3, 1>(std::polar(1.0, 0.3), std::polar(1.0, -2.0),
                                                     std::polar(1.0, 3.0))
                            .asDiagonal();
  const Matrix masses = Eigen::Matrix<Complex, 3, 1>(3e-6, 6e-4, 1e-2).asDiagonal();
  state.sm.Ge = from_eigen(phases * masses);
  state.wc = Coefficients();
  const FlavourRotation rotation = rotation_to_down_basis(state, vev);
  CHECK((to_eigen(rotation.l) - Matrix::Identity()).cwiseAbs().maxCoeff() < 1e-15);
  CHECK((to_eigen(rotate(state, rotation).sm.Ge) - masses).cwiseAbs().maxCoeff() < 1e-16);
}

TEST_CASE("mass matrices that are not finite are a failed point", "[smeft]") {
  State state = random_state(13);
  state.wc.set(find_coefficient("uphi_12").value(), std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_AS(rotation_to_down_basis(state, vev), PointFailure);
}

TEST_CASE("the CKM matrix has the given elements, phases and angle gamma", "[smeft]") {
  const double gamma = GENERATE(0.2, 1.15, 1.27, 1.9);
  const Matrix V = to_eigen(ckm_matrix(0.2243, 0.00362, 0.04221, gamma));
  CHECK(distance_from_unitary(from_eigen(V)) < 1e-15);
  CHECK(std::abs(V(0, 1)) == Approx(0.2243).epsilon(1e-15));
  CHECK(std::abs(V(0, 2)) == Approx(0.00362).epsilon(1e-15));
  CHECK(std::abs(V(1, 2)) == Approx(0.04221).epsilon(1e-15));
  check_standard_phases(V);
  // the angle itself, not the phase delta of the parametrisation, which differs by some 1e-3
  const Complex angle = -V(0, 0) * std::conj(V(0, 2)) / (V(1, 0) * std::conj(V(1, 2)));
  CHECK(std::arg(angle) == Approx(gamma).epsilon(1e-14));
}
