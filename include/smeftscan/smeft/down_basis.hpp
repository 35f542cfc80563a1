// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/smeft/flavour_rotation.hpp"

/// The down basis is WCxf's "Warsaw": down quarks and charged leptons are diagonal, q_i =
/// (V^dagger_ij u_j, d_i) with the CKM matrix V in its standard phases. Running leaves it; these
/// functions lead back.
namespace smeftscan::smeft {

/// The rotation to the basis in which G_d and G_e are diagonal and positive and G_u = V^dagger
/// diag(positive). Generations keep their names: of all orders it takes the one that maximises
/// sum_i (|U_L,ii|^2 + |U_R,ii|^2) for u, d and e each, whatever the masses are. Phases: those of
/// the CKM matrix U_uL^dagger U_dL are standard [PDG2024], U_eL is positive on its diagonal; a
/// negative entry leaves its sign to the right-handed field. A matrix that vanishes is not rotated.
/// Throws PointFailure(not_finite) for matrices that are not finite.
FlavourRotation rotation_to_down_basis(const SmCouplings& sm);

/// The CKM matrix of couplings in any flavour basis, V_ij = (U_uL^dagger U_dL)_ij of that rotation:
/// G_u = V^dagger diag(positive) where it has been done. Throws as rotation_to_down_basis() does.
FlavourMatrix<std::complex<double>> ckm_matrix(const SmCouplings& sm);

/// From the down basis to the basis "Warsaw up", in which up quarks are diagonal: q_i = (u_i, V_ij
/// d_j), all other multiplets as in the down basis [WCxf]. Its inverse leads back.
FlavourRotation rotation_to_up_basis(const FlavourMatrix<std::complex<double>>& ckm);

/// The couplings whose matrices are those of the masses at mu_EW, M_x = (v/sqrt2) G_x:
/// G_x - C_xphi v^2/2 with v = `vev` (GeV) [DsixTools, Sec. 2.3].
SmCouplings mass_couplings(const State& state, double vev);

/// A state at mu_EW in the down basis of its masses.
State to_mass_basis(const State& state, double vev);

/// The CKM matrix, V_ij = (U_uL^dagger U_dL)_ij, in standard phases from |V_us|, |V_ub|, |V_cb| and
/// the angle gamma (radians) of the unitarity triangle, gamma = arg(-V_ud V_ub* / V_cd V_cb*).
FlavourMatrix<std::complex<double>> ckm_matrix(double v_us, double v_ub, double v_cb, double gamma);

}  // namespace smeftscan::smeft
