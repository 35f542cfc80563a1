// SPDX-License-Identifier: MIT
#include "smeftscan/smeft/down_basis.hpp"

#include <cmath>
#include <limits>

#include "smeft/random_states.hpp"
#include "smeftscan/base/error.hpp"
#include "smeftscan/smeft/label.hpp"
#include "support/catch.hpp"

using namespace smeftscan;
using namespace smeftscan::smeft;
using namespace smeftscan::smeft::tests;

namespace {

constexpr double vev = 246.0;  // GeV

double distance_from_unitary(const FlavourMatrix<Complex>& m) {
  return (to_eigen(m).adjoint() * to_eigen(m) - Matrix::Identity()).cwiseAbs().maxCoeff();
}

void check_standard_phases(const Matrix& V) {
  for (const auto& [i, j] : {std::pair{0, 0}, {0, 1}, {1, 2}, {2, 2}}) {
    CHECK(V(i, j).real() > 0.0);
    CHECK(std::abs(V(i, j).imag()) < 1e-13);
  }
}

/// Couplings of three separate generations, with the CKM matrix `V`.
SmCouplings hierarchical(const Matrix& V) {
  SmCouplings sm;
  const auto diagonal = [](double a, double b, double c) {
    return Matrix(Eigen::Matrix<Complex, 3, 1>(a, b, c).asDiagonal());
  };
  sm.Gu = from_eigen(V.adjoint() * diagonal(7e-6, 3.6e-3, 0.97));
  sm.Gd = from_eigen(diagonal(1.5e-5, 3.2e-4, 0.0164));
  sm.Ge = from_eigen(diagonal(2.9e-6, 6.1e-4, 0.0102));
  return sm;
}

Matrix realistic_ckm() { return to_eigen(ckm_matrix(0.2243, 0.00362, 0.04221, 1.27)); }

double distance_from_one(const FlavourRotation& rotation) {
  double result = 0.0;
  for (const auto* m : {&rotation.q, &rotation.u, &rotation.d, &rotation.l, &rotation.e})
    result = std::max(result, (to_eigen(*m) - Matrix::Identity()).cwiseAbs().maxCoeff());
  return result;
}

}  // namespace

TEST_CASE("the rotation to the down basis is unitary", "[smeft]") {
  const FlavourRotation rotation = rotation_to_down_basis(random_state(GENERATE(1u, 2u, 3u)).sm);
  CHECK(distance_from_unitary(rotation.q) < 1e-14);
  CHECK(distance_from_unitary(rotation.u) < 1e-14);
  CHECK(distance_from_unitary(rotation.d) < 1e-14);
  CHECK(distance_from_unitary(rotation.l) < 1e-14);
  CHECK(distance_from_unitary(rotation.e) < 1e-14);
}

TEST_CASE("in the mass basis down quarks and leptons are diagonal, up quarks have the CKM matrix",
          "[smeft]") {
  const State state = to_mass_basis(random_state(GENERATE(1u, 2u, 3u)), vev);
  const SmCouplings masses = mass_couplings(state, vev);
  for (const auto& G : {masses.Gd, masses.Ge}) {
    const Matrix mass = to_eigen(G);
    const Matrix off_diagonal = mass - Matrix(mass.diagonal().asDiagonal());
    CHECK(off_diagonal.cwiseAbs().maxCoeff() < 1e-13);
    CHECK(mass.diagonal().imag().cwiseAbs().maxCoeff() < 1e-13);
    CHECK(mass.diagonal().real().minCoeff() > 0.0);
  }
  // M_u = V^dagger diag(m_u, m_c, m_t)
  const Matrix V = to_eigen(masses.Gu).colwise().normalized().adjoint();
  CHECK(distance_from_unitary(from_eigen(V)) < 1e-12);
  check_standard_phases(V);
}

TEST_CASE("a state that is in the mass basis stays there", "[smeft]") {
  const State down = to_mass_basis(random_state(4), vev);
  check_equal(to_mass_basis(down, vev), down, 1e-12);
}

TEST_CASE("couplings of the down basis are not rotated", "[smeft]") {
  CHECK(distance_from_one(rotation_to_down_basis(hierarchical(realistic_ckm()))) < 1e-14);
  CHECK(distance_from_one(rotation_to_down_basis(hierarchical(Matrix::Identity()))) < 1e-15);
}

TEST_CASE("matrices that vanish are not rotated, and leave the others their generations",
          "[smeft]") {
  SmCouplings sm;
  CHECK(distance_from_one(rotation_to_down_basis(sm)) == 0.0);
  sm.Gu[8] = 0.8;  // the top quark alone
  CHECK(distance_from_one(rotation_to_down_basis(sm)) < 1e-15);
  sm.Gu = {};
  sm.Ge[0] = 0.01;  // an electron that is the heaviest
  CHECK(distance_from_one(rotation_to_down_basis(sm)) < 1e-15);
}

TEST_CASE("in the up basis up quarks are diagonal and down quarks have the CKM matrix", "[smeft]") {
  const Matrix V = realistic_ckm();
  const SmCouplings down = hierarchical(V);
  CHECK((to_eigen(ckm_matrix(down)) - V).cwiseAbs().maxCoeff() < 1e-14);
  const FlavourRotation to_up = rotation_to_up_basis(ckm_matrix(down));
  const SmCouplings up = rotate({1000.0, down, {}}, to_up).sm;
  for (std::size_t i = 0; i < 9; ++i) {
    const auto row = static_cast<int>(i / 3);
    const auto column = static_cast<int>(i % 3);
    if (row != column) CHECK(std::abs(up.Gu[i]) < 1e-15);
    CHECK(std::abs(up.Gd[i] - V(row, column) * down.Gd[4 * (i % 3)]) < 1e-16);
  }
  CHECK((to_eigen(ckm_matrix(up)) - V).cwiseAbs().maxCoeff() < 1e-14);
  // the CKM matrix does not depend on the basis in which the couplings are given
  const SmCouplings any = random_state(7).sm;
  const FlavourRotation turn = rotation_to_down_basis(any);
  const Matrix turned = to_eigen(ckm_matrix(rotate({1000.0, any, {}}, turn).sm));
  CHECK((turned - to_eigen(ckm_matrix(any))).cwiseAbs().maxCoeff() < 1e-12);
}

TEST_CASE("generations keep their names, whatever their masses are", "[smeft]") {
  SmCouplings sm = hierarchical(realistic_ckm());
  std::swap(sm.Gd[0], sm.Gd[4]);  // m_d > m_s
  sm.Ge[0] = 0.5;                 // m_e > m_tau
  CHECK(distance_from_one(rotation_to_down_basis(sm)) < 1e-14);
}

TEST_CASE("a negative mass puts its sign on the right-handed field", "[smeft]") {
  SmCouplings sm = hierarchical(realistic_ckm());
  sm.Gd[4] = -sm.Gd[4];
  sm.Ge[0] = -sm.Ge[0];
  const FlavourRotation rotation = rotation_to_down_basis(sm);
  CHECK((to_eigen(rotation.q) - Matrix::Identity()).cwiseAbs().maxCoeff() < 1e-14);
  CHECK((to_eigen(rotation.l) - Matrix::Identity()).cwiseAbs().maxCoeff() < 1e-15);
  CHECK(rotation.d[4].real() == Approx(-1.0));
  CHECK(rotation.d[0].real() == Approx(1.0));
  CHECK(rotation.e[0].real() == Approx(-1.0));
  CHECK(rotation.e[8].real() == Approx(1.0));
}

// Those of the lepton doublets do: without masses of neutrinos nothing else defines them.
TEST_CASE("phases of quarks and right-handed leptons do not show in the result", "[smeft]") {
  const SmCouplings sm = hierarchical(realistic_ckm());
  State state = random_state(12);
  state.sm = sm;
  const auto phases = [](double a, double b, double c) {
    return from_eigen(Matrix(
        Eigen::Matrix<Complex, 3, 1>(std::polar(1.0, a), std::polar(1.0, b), std::polar(1.0, c))
            .asDiagonal()));
  };
  const FlavourRotation rephased{phases(0.3, -2.0, 3.0), phases(1.0, 2.0, -0.5),
                                 phases(0.2, 0.1, 2.5), phases(0.0, 0.0, 0.0),
                                 phases(0.4, 1.9, -3.0)};
  const State wanted = rotate(state, rotation_to_down_basis(sm));
  const State other = rotate(state, rephased);
  check_equal(rotate(other, rotation_to_down_basis(other.sm)), wanted, 1e-13);
}

TEST_CASE("lepton fields get real positive diagonals with lepton mixing too", "[smeft]") {
  const FlavourRotation rotation = rotation_to_down_basis(random_state(GENERATE(5u, 6u)).sm);
  for (const std::size_t i : {0u, 4u, 8u}) {
    CHECK(rotation.l[i].real() > 0.0);
    CHECK(std::abs(rotation.l[i].imag()) < 1e-15);
  }
}

TEST_CASE("mass matrices that are not finite are a failed point", "[smeft]") {
  State state = random_state(13);
  state.wc.set(find_coefficient("uphi_12").value(), std::numeric_limits<double>::quiet_NaN());
  CHECK_THROWS_AS(to_mass_basis(state, vev), PointFailure);
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
