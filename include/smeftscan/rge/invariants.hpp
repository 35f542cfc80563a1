// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/rge/matrix3.hpp"
#include "smeftscan/rge/tensors.hpp"

/// What several beta functions share.
///
/// Symbols as in [RGE1-3] with g1 = gp, g2 = g, g3 = gs and G_x = Y_x^dagger: a Yukawa matrix G_x
/// has the row index of the doublet. Papers and code then differ by G_x <-> Y_x^dagger only.
///
/// Two observations make the published lists short:
///
///  * Penguins. By the equations of motion, each operator with a current feeds the operator in
///    which that current meets the hypercharge, weak or colour current of any field. So all
///    "delta" terms of [RGE3, App. A] are products: B_f (hypercharge), W_f (weak isospin) and S_f
///    (colour) are 3x3 matrices, and
///        dC_ff',prst contains g1^2 ( y_f' B_f,pr delta_st + y_f B_f',st delta_pr ).
///  * Scalar exchange. The doublet of a quark or lepton loop closes with the same weights, with
///    the Yukawa products eta_f in place of the hypercharges ([RGE2, Sec. 5], psi2H2D and psi4).
namespace smeftscan::rge {

/// The running SM couplings of eight points.
struct SmTensors {
  Lanes g, gp, gs, lambda, m2;
  Matrix3 Gu, Gd, Ge;
};

/// One 3x3 matrix for each fermion multiplet.
struct FermionMatrices {
  Matrix3 l, e, q, u, d;
};

/// Hypercharges.
inline constexpr double y_h = 1.0 / 2.0;
inline constexpr double y_l = -1.0 / 2.0;
inline constexpr double y_e = -1.0;
inline constexpr double y_q = 1.0 / 6.0;
inline constexpr double y_u = 2.0 / 3.0;
inline constexpr double y_d = -1.0 / 3.0;

struct Invariants {
  Invariants(const SmTensors& sm, const WilsonTensors& C);

  Lanes g1, g2, g3;
  Lanes g1_2, g2_2, g3_2;  ///< squares
  Lanes lambda, m2;        ///< lambda is Lambda of the SM Lagrangian: 2 lambda of [RGE1]
  Matrix3 Gu, Gd, Ge;
  Matrix3 Gu_dag, Gd_dag, Ge_dag;
  Matrix3 Gu_conj, Gd_conj, Ge_conj;
  Matrix3 uu_q, dd_q, ee_l;  ///< G G^dagger, on the doublets
  Matrix3 u_u, d_d, e_e;     ///< G^dagger G, on the singlets
  Matrix3 Gu3, Gd3, Ge3;     ///< G G^dagger G

  Lanes gamma_h;          ///< wave function of the Higgs doublet [RGE2, Eq. (32)]
  FermionMatrices gamma;  ///< of the fermions [RGE2, Eq. (32)]
  FermionMatrices eta;    ///< -ee_l, 2 e_e, uu_q - dd_q, -2 u_u, 2 d_d

  FermionMatrices B;      ///< hypercharge penguins of the currents
  Lanes B_h;              ///< and of the Higgs current: xi_B/2 of [RGE3]
  Matrix3 W_l, W_q;       ///< weak penguins of the triplet currents
  Lanes W_h;              ///< and of the triplet Higgs current
  Matrix3 S_q, S_u, S_d;  ///< colour penguins of the octet currents

  ComplexLanes eta1, eta2, eta3, eta4, eta5;  ///< [RGE1, Eqs. (21)-(25)]; all real
  Matrix3 xi_u, xi_d, xi_e;                   ///< [RGE2, Eq. (35)]
};

/// Fermion loops between two currents: for each f the sum over f' of the multiplicity of f' times
/// C_ff',prvw K_f',wv (with the exchange contraction where both currents are alike).
FermionMatrices current_loops(const WilsonTensors& C, const FermionMatrices& K);

/// The scalar combination that renormalises a Yukawa coupling, linear in the coefficients of
/// (LR)(RL) and (LR)(LR) type [RGE2, Eq. (35)]: with the Yukawa matrices themselves it is xi_u,
/// with G G^dagger G in their place it appears in psi2H3.
Matrix3 xi_up(const WilsonTensors& C, const Matrix3& Gu, const Matrix3& Gd_conj,
              const Matrix3& Ge_conj);
Matrix3 xi_down(const WilsonTensors& C, const Matrix3& Gd, const Matrix3& Gu_conj,
                const Matrix3& Ge_conj);
Matrix3 xi_lepton(const WilsonTensors& C, const Matrix3& Ge, const Matrix3& Gd,
                  const Matrix3& Gu_conj);

}  // namespace smeftscan::rge
