// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {

// Class 7. Gauge terms [RGE3, Eqs. (A26)-(A33)], Yukawa terms [RGE2, Eqs. (58)-(65)].
void add_beta_psi2h2d(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Lanes neutral = C.phiBox + C.phiD;
  const Lanes half_g1 = 0.5 * y.g1_2;
  const Lanes half_g2 = 0.5 * y.g2_2;
  const auto hypercharge = [&](double y_f) { return diagonal(y_f * y.B_h); };

  const FermionMatrices loops = current_loops(C, y.eta);
  const Matrix3 ud_sum = y.uu_q + y.dd_q;
  const Matrix3 du_difference = y.dd_q - y.uu_q;

  x.phil1 += half_g1 * (y_h * y.B.l + hypercharge(y_l)) + 0.5 * loops.l - 0.25 * neutral * y.ee_l -
             0.5 * (y.Ge * C.phie * y.Ge_dag) + y.ee_l * (1.5 * C.phil1 + 4.5 * C.phil3);
  x.phie += half_g1 * (y_h * y.B.e + hypercharge(y_e)) + 0.5 * loops.e + 0.5 * neutral * y.e_e -
            y.Ge_dag * C.phil1 * y.Ge + 3.0 * (y.e_e * C.phie);
  x.phiq1 += half_g1 * (y_h * y.B.q + hypercharge(y_q)) + 0.5 * loops.q -
             0.25 * neutral * du_difference - 0.5 * (y.Gu * C.phiu * y.Gu_dag) -
             0.5 * (y.Gd * C.phid * y.Gd_dag) + 1.5 * (ud_sum * C.phiq1) +
             4.5 * (du_difference * C.phiq3);
  x.phiu += half_g1 * (y_h * y.B.u + hypercharge(y_u)) + 0.5 * loops.u - 0.5 * neutral * y.u_u -
            y.Gu_dag * C.phiq1 * y.Gu + 3.0 * (y.u_u * C.phiu) + C.phiud * (y.Gd_dag * y.Gu);
  x.phid += half_g1 * (y_h * y.B.d + hypercharge(y_d)) + 0.5 * loops.d + 0.5 * neutral * y.d_d -
            y.Gd_dag * C.phiq1 * y.Gd + 3.0 * (y.d_d * C.phid) - (y.Gd_dag * y.Gu) * C.phiud;

  const Matrix3 weak_higgs = diagonal(y.W_h);
  x.phil3 += half_g2 * (weak_higgs + y.W_l - 6.0 * C.phil3) - 0.25 * C.phiBox * y.ee_l +
             y.ee_l * (1.5 * C.phil1 + 0.5 * C.phil3) - contract<"pwvr wv">(C.ll, y.ee_l) -
             3.0 * contract<"prvw wv">(C.lq3, ud_sum);
  x.phiq3 += half_g2 * (weak_higgs + y.W_q - 6.0 * C.phiq3) - 0.25 * C.phiBox * ud_sum +
             1.5 * (du_difference * C.phiq1) + 0.5 * (ud_sum * C.phiq3) -
             6.0 * contract<"prvw wv">(C.qq3, ud_sum) - contract<"pwvr wv">(C.qq1, ud_sum) +
             contract<"pwvr wv">(C.qq3, ud_sum) - contract<"vwpr wv">(C.lq3, y.ee_l);

  const auto wave_function = [&](const Matrix3& gamma, const Matrix3& c) {
    return (diagonal(y.gamma_h) + gamma) * c;
  };
  x.phil1 += wave_function(y.gamma.l, C.phil1);
  x.phil3 += wave_function(y.gamma.l, C.phil3);
  x.phie += wave_function(y.gamma.e, C.phie);
  x.phiq1 += wave_function(y.gamma.q, C.phiq1);
  x.phiq3 += wave_function(y.gamma.q, C.phiq3);
  x.phiu += wave_function(y.gamma.u, C.phiu);
  x.phid += wave_function(y.gamma.d, C.phid);

  // 2 C_phiu Yu Yd^dagger, not transposed: a public code has it transposed.
  const Matrix3 u_to_d = y.Gu_dag * y.Gd;
  x.phiud += (2.0 * C.phiBox - C.phiD) * u_to_d - 2.0 * (u_to_d * C.phid) +
             2.0 * (C.phiu * u_to_d) + 4.0 * contract<"pwvr wv">(C.ud1, u_to_d) +
             16.0 / 3.0 * contract<"pwvr wv">(C.ud8, u_to_d) +
             (2.0 * y.gamma_h - 3.0 * y.g1_2) * C.phiud + 3.0 * (y.u_u * C.phiud) +
             3.0 * (C.phiud * y.d_d);
}

}  // namespace smeftscan::rge
