// SPDX-License-Identifier: MIT
#include "smeftscan/rge/invariants.hpp"

#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {

FermionMatrices current_loops(const WilsonTensors& C, const FermionMatrices& K) {
  const auto row = [](const Tensor4& c, const Matrix3& k) { return contract<"prvw wv">(c, k); };
  const auto column = [](const Tensor4& c, const Matrix3& k) { return contract<"vwpr wv">(c, k); };
  const auto exchange = [](const Tensor4& c, const Matrix3& k) {
    return contract<"pwvr wv">(c, k);
  };
  FermionMatrices x;
  x.l = 2.0 * (2.0 * row(C.ll, K.l) + exchange(C.ll, K.l)) + row(C.le, K.e) +
        6.0 * row(C.lq1, K.q) + 3.0 * row(C.lu, K.u) + 3.0 * row(C.ld, K.d);
  x.e = 2.0 * column(C.le, K.l) + 4.0 * row(C.ee, K.e) + 6.0 * column(C.qe, K.q) +
        3.0 * row(C.eu, K.u) + 3.0 * row(C.ed, K.d);
  x.q = 2.0 * column(C.lq1, K.l) + row(C.qe, K.e) +
        2.0 * (6.0 * row(C.qq1, K.q) + exchange(C.qq1, K.q) + 3.0 * exchange(C.qq3, K.q)) +
        3.0 * row(C.qu1, K.u) + 3.0 * row(C.qd1, K.d);
  x.u = 2.0 * column(C.lu, K.l) + column(C.eu, K.e) + 6.0 * column(C.qu1, K.q) +
        2.0 * (3.0 * row(C.uu, K.u) + exchange(C.uu, K.u)) + 3.0 * row(C.ud1, K.d);
  x.d = 2.0 * column(C.ld, K.l) + column(C.ed, K.e) + 6.0 * column(C.qd1, K.q) +
        3.0 * column(C.ud1, K.u) + 2.0 * (3.0 * row(C.dd, K.d) + exchange(C.dd, K.d));
  return x;
}

Matrix3 xi_up(const WilsonTensors& C, const Matrix3& Gu, const Matrix3& Gd_conj,
              const Matrix3& Ge_conj) {
  return 2.0 * contract<"pvwr vw">(C.qu1, Gu) + 8.0 / 3.0 * contract<"pvwr vw">(C.qu8, Gu) -
         3.0 * contract<"prvw vw">(C.quqd1, Gd_conj) - 0.5 * contract<"vrpw vw">(C.quqd1, Gd_conj) -
         2.0 / 3.0 * contract<"vrpw vw">(C.quqd8, Gd_conj) + contract<"vwpr vw">(C.lequ1, Ge_conj);
}

Matrix3 xi_down(const WilsonTensors& C, const Matrix3& Gd, const Matrix3& Gu_conj,
                const Matrix3& Ge_conj) {
  return 2.0 * contract<"pvwr vw">(C.qd1, Gd) + 8.0 / 3.0 * contract<"pvwr vw">(C.qd8, Gd) -
         3.0 * contract<"vwpr vw">(C.quqd1, Gu_conj) - 0.5 * contract<"pwvr vw">(C.quqd1, Gu_conj) -
         2.0 / 3.0 * contract<"pwvr vw">(C.quqd8, Gu_conj) -
         conj(contract<"vwrp vw">(C.ledq, Ge_conj));
}

Matrix3 xi_lepton(const WilsonTensors& C, const Matrix3& Ge, const Matrix3& Gd,
                  const Matrix3& Gu_conj) {
  return 2.0 * contract<"pvwr vw">(C.le, Ge) - 3.0 * contract<"prwv vw">(C.ledq, Gd) +
         3.0 * contract<"prvw vw">(C.lequ1, Gu_conj);
}

namespace {

/// z + z*.
ComplexLanes twice_real(const ComplexLanes& z) { return {z.re + z.re, 0.0}; }
/// i (z - z*).
ComplexLanes minus_twice_imaginary(const ComplexLanes& z) { return {-(z.im + z.im), 0.0}; }

}  // namespace

Invariants::Invariants(const SmTensors& sm, const WilsonTensors& C)
    : g1(sm.gp),
      g2(sm.g),
      g3(sm.gs),
      g1_2(g1 * g1),
      g2_2(g2 * g2),
      g3_2(g3 * g3),
      lambda(sm.lambda),
      m2(sm.m2),
      Gu(sm.Gu),
      Gd(sm.Gd),
      Ge(sm.Ge) {
  Gu_dag = dagger(Gu);
  Gd_dag = dagger(Gd);
  Ge_dag = dagger(Ge);
  Gu_conj = conj(Gu);
  Gd_conj = conj(Gd);
  Ge_conj = conj(Ge);
  uu_q = Gu * Gu_dag;
  dd_q = Gd * Gd_dag;
  ee_l = Ge * Ge_dag;
  u_u = Gu_dag * Gu;
  d_d = Gd_dag * Gd;
  e_e = Ge_dag * Ge;
  Gu3 = uu_q * Gu;
  Gd3 = dd_q * Gd;
  Ge3 = ee_l * Ge;

  gamma_h = (3.0 * trace(uu_q) + 3.0 * trace(dd_q) + trace(ee_l)).re;
  gamma = {0.5 * ee_l, e_e, 0.5 * (uu_q + dd_q), u_u, d_d};
  eta = {-1.0 * ee_l, 2.0 * e_e, uu_q - dd_q, -2.0 * u_u, 2.0 * d_d};

  const FermionMatrices hypercharge{diagonal(y_l), diagonal(y_e), diagonal(y_q), diagonal(y_u),
                                    diagonal(y_d)};
  B = current_loops(C, hypercharge);
  B.l = 4.0 / 3.0 * (B.l + y_h * C.phil1);
  B.e = 4.0 / 3.0 * (B.e + y_h * C.phie);
  B.q = 4.0 / 3.0 * (B.q + y_h * C.phiq1);
  B.u = 4.0 / 3.0 * (B.u + y_h * C.phiu);
  B.d = 4.0 / 3.0 * (B.d + y_h * C.phid);
  B_h = 1.0 / 3.0 * (C.phiBox + C.phiD) +
        4.0 / 3.0 *
            (trace(C.phiq1) - trace(C.phil1) - trace(C.phie) + 2.0 * trace(C.phiu) - trace(C.phid))
                .re;

  W_l = 1.0 / 3.0 * C.phil3 + 2.0 * trace<"prvv">(C.lq3) + 2.0 / 3.0 * trace<"pvvr">(C.ll);
  W_q = 1.0 / 3.0 * C.phiq3 + 2.0 / 3.0 * trace<"vvpr">(C.lq3) + 4.0 * trace<"prvv">(C.qq3) +
        2.0 / 3.0 * (trace<"pvvr">(C.qq1) - trace<"pvvr">(C.qq3));
  W_h = 1.0 / 6.0 * C.phiBox + 2.0 / 3.0 * (trace(C.phil3) + 3.0 * trace(C.phiq3)).re;

  S_q = 8.0 / 3.0 * (trace<"pvvr">(C.qq1) + 3.0 * trace<"pvvr">(C.qq3)) +
        2.0 / 3.0 * (trace<"prvv">(C.qu8) + trace<"prvv">(C.qd8));
  S_u = 8.0 / 3.0 * trace<"pvvr">(C.uu) + 4.0 / 3.0 * trace<"vvpr">(C.qu8) +
        2.0 / 3.0 * trace<"prvv">(C.ud8);
  S_d = 8.0 / 3.0 * trace<"pvvr">(C.dd) + 4.0 / 3.0 * trace<"vvpr">(C.qd8) +
        2.0 / 3.0 * trace<"vvpr">(C.ud8);

  const ComplexLanes up = trace(C.uphi, Gu_dag);
  const ComplexLanes down = trace(C.dphi, Gd_dag);
  const ComplexLanes lepton = trace(C.ephi, Ge_dag);
  const ComplexLanes mixed = twice_real(trace(C.phiud, Gd_dag * Gu));
  const ComplexLanes q1 = trace(C.phiq1, dd_q - uu_q);
  const ComplexLanes q3 = trace(C.phiq3, dd_q + uu_q);
  const ComplexLanes l1 = trace(C.phil1, ee_l);
  const ComplexLanes l3 = trace(C.phil3, ee_l);
  const ComplexLanes singlets =
      3.0 * trace(C.phiu, u_u) - 3.0 * trace(C.phid, d_d) - trace(C.phie, e_e);
  eta1 = twice_real(1.5 * up + 1.5 * down + 0.5 * lepton);
  eta2 = -6.0 * q3 - 2.0 * l3 + 3.0 * mixed;
  eta3 = 3.0 * q1 + 9.0 * q3 + l1 + 3.0 * l3 + singlets - 3.0 * mixed;
  eta4 = 12.0 * q1 + 4.0 * l1 + 4.0 * singlets + 6.0 * mixed;
  eta5 = minus_twice_imaginary(1.5 * conj(down) - 1.5 * conj(up) + 0.5 * conj(lepton));

  xi_u = xi_up(C, Gu, Gd_conj, Ge_conj);
  xi_d = xi_down(C, Gd, Gu_conj, Ge_conj);
  xi_e = xi_lepton(C, Ge, Gd, Gu_conj);
}

}  // namespace smeftscan::rge
