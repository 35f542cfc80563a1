// SPDX-License-Identifier: MIT
#pragma once

#include <complex>

#include "smeftscan/smeft/state.hpp"

/// Flavour bases. "Down basis" is WCxf's "Warsaw": diagonal masses of down quarks and charged
/// leptons, q_i = (V^dagger_ij u_j, d_i), CKM matrix in its standard phases. Running leaves it;
/// these functions lead back.
namespace smeftscan::smeft {

/// Field redefinitions f -> U_f f of the five multiplets, unitary.
template <class Complex>
struct BasicFlavourRotation {
  FlavourMatrix<Complex> q{};
  FlavourMatrix<Complex> u{};
  FlavourMatrix<Complex> d{};
  FlavourMatrix<Complex> l{};
  FlavourMatrix<Complex> e{};
};
using FlavourRotation = BasicFlavourRotation<std::complex<double>>;
using LaneFlavourRotation = BasicFlavourRotation<ComplexLanes>;

/// The rotation to the down basis. The mass matrices are M_x = (v/sqrt2) (G_x - C_xphi v^2/2) with
/// v = `vev` (GeV), which enters through the second term only; singular values ascend.
///
/// Phases: the CKM matrix U_uL^dagger U_dL gets its standard form. U_eL^dagger gets the standard
/// form of a lepton mixing matrix (for neutrinos in the basis in which the state is given), Majorana
/// phases aside; without lepton mixing U_eL is real and positive on its diagonal. Throws
/// PointFailure(not_finite) for matrices that are not finite.
FlavourRotation rotation_to_down_basis(const State& state, double vev);

/// Rotates couplings and coefficients: barred indices with U*, the others with U.
void rotate(LaneState& state, const LaneFlavourRotation& rotation);
State rotate(const State& state, const FlavourRotation& rotation);

/// Both in one, lane by lane.
void to_down_basis(LaneState& state, double vev);
State to_down_basis(const State& state, double vev);

/// The CKM matrix, V_ij = (U_uL^dagger U_dL)_ij, in standard phases from |V_us|, |V_ub|, |V_cb| and
/// the angle gamma (radians) of the unitarity triangle, gamma = arg(-V_ud V_ub* / V_cd V_cb*).
FlavourMatrix<std::complex<double>> ckm_matrix(double v_us, double v_ub, double v_cb, double gamma);

}  // namespace smeftscan::smeft
