// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {

// Class 6. Gauge terms [RGE3, Eqs. (A18)-(A25)], Yukawa terms [RGE2, Eqs. (50)-(57)].
void add_beta_dipoles(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Lanes g12 = y.g1 * y.g2;

  const ComplexLanes glue =
      y.g3 * (9.0 * y.g3 * ComplexLanes(C.G, C.Gtilde) - 4.0 * ComplexLanes(C.phiG, C.phiGtilde));
  const ComplexLanes weak = ComplexLanes(C.phiW, C.phiWtilde);
  const ComplexLanes hyper = ComplexLanes(C.phiB, C.phiBtilde);
  const ComplexLanes mixed = ComplexLanes(C.phiWB, C.phiWtildeB);

  // closed scalar loops
  const Matrix3 up_1 = contract<"vrpw vw">(C.quqd1, y.Gd_conj);
  const Matrix3 up_8 = contract<"vrpw vw">(C.quqd8, y.Gd_conj);
  const Matrix3 down_1 = contract<"pwvr vw">(C.quqd1, y.Gu_conj);
  const Matrix3 down_8 = contract<"pwvr vw">(C.quqd8, y.Gu_conj);
  const Matrix3 up_3 = contract<"vwpr vw">(C.lequ3, y.Ge_conj);
  const Matrix3 lepton_3 = contract<"prvw vw">(C.lequ3, y.Gu_conj);
  const Matrix3 up_weak = up_1 + 4.0 / 3.0 * up_8;
  const Matrix3 down_weak = down_1 + 4.0 / 3.0 * down_8;

  // wave functions of both fermions and the Yukawa terms of the same shape
  const Matrix3 left_e = y.gamma.l + diagonal(y.gamma_h);
  const Matrix3 left_q = y.gamma.q + diagonal(y.gamma_h);
  const Matrix3 right_e = y.gamma.e + y.e_e;
  const Matrix3 right_u = y.gamma.u + y.u_u;
  const Matrix3 right_d = y.gamma.d + y.d_d;
  const Matrix3 up_minus_down = 2.0 * (y.uu_q - y.dd_q) + left_q;
  const Matrix3 down_minus_up = 2.0 * (y.dd_q - y.uu_q) + left_q;
  const Matrix3 d_to_u = y.Gd_dag * y.Gu;
  const Matrix3 u_to_d = y.Gu_dag * y.Gd;

  x.eW += (0.25 * y.g1_2 - 11.0 / 12.0 * y.g2_2) * C.eW - 0.5 * g12 * C.eB +
          (1.5 * y.g1 * mixed - y.g2 * weak) * y.Ge - 6.0 * y.g2 * lepton_3 + left_e * C.eW +
          C.eW * right_e;
  x.eB += (151.0 / 12.0 * y.g1_2 - 2.25 * y.g2_2) * C.eB - 1.5 * g12 * C.eW +
          (3.0 * y.g1 * hyper - 1.5 * y.g2 * mixed) * y.Ge + 10.0 * y.g1 * lepton_3 +
          (left_e + 2.0 * y.ee_l) * C.eB + C.eB * right_e;

  x.uG += -1.0 / 36.0 * (81.0 * y.g2_2 + 19.0 * y.g1_2 + 204.0 * y.g3_2) * C.uG +
          6.0 * y.g2 * y.g3 * C.uW + 10.0 / 3.0 * y.g1 * y.g3 * C.uB + glue * y.Gu -
          y.g3 * (up_1 - 1.0 / 6.0 * up_8) + up_minus_down * C.uG - C.dG * d_to_u + C.uG * right_u;
  x.uW += -1.0 / 36.0 * (33.0 * y.g2_2 + 19.0 * y.g1_2 - 96.0 * y.g3_2) * C.uW +
          8.0 / 3.0 * y.g2 * y.g3 * C.uG - 1.0 / 6.0 * g12 * C.uB +
          (5.0 / 6.0 * y.g1 * mixed - y.g2 * weak) * y.Gu + 0.25 * y.g2 * up_weak -
          2.0 * y.g2 * up_3 + (left_q + 2.0 * y.dd_q) * C.uW - C.dW * d_to_u + C.uW * right_u;
  x.uB += -1.0 / 36.0 * (81.0 * y.g2_2 - 313.0 * y.g1_2 - 96.0 * y.g3_2) * C.uB +
          40.0 / 9.0 * y.g1 * y.g3 * C.uG - 0.5 * g12 * C.uW +
          (1.5 * y.g2 * mixed - 5.0 / 3.0 * y.g1 * hyper) * y.Gu + 1.0 / 12.0 * y.g1 * up_weak -
          6.0 * y.g1 * up_3 + up_minus_down * C.uB - C.dB * d_to_u + C.uB * right_u;

  x.dG += -1.0 / 36.0 * (81.0 * y.g2_2 + 31.0 * y.g1_2 + 204.0 * y.g3_2) * C.dG +
          6.0 * y.g2 * y.g3 * C.dW - 2.0 / 3.0 * y.g1 * y.g3 * C.dB + glue * y.Gd -
          y.g3 * (down_1 - 1.0 / 6.0 * down_8) + down_minus_up * C.dG - C.uG * u_to_d +
          C.dG * right_d;
  x.dW += -1.0 / 36.0 * (33.0 * y.g2_2 + 31.0 * y.g1_2 - 96.0 * y.g3_2) * C.dW +
          8.0 / 3.0 * y.g2 * y.g3 * C.dG + 5.0 / 6.0 * g12 * C.dB +
          (1.0 / 6.0 * y.g1 * mixed - y.g2 * weak) * y.Gd + 0.25 * y.g2 * down_weak +
          (left_q + 2.0 * y.uu_q) * C.dW - C.uW * u_to_d + C.dW * right_d;
  x.dB += -1.0 / 36.0 * (81.0 * y.g2_2 - 253.0 * y.g1_2 - 96.0 * y.g3_2) * C.dB -
          8.0 / 9.0 * y.g1 * y.g3 * C.dG + 2.5 * g12 * C.dW +
          (1.0 / 3.0 * y.g1 * hyper - 1.5 * y.g2 * mixed) * y.Gd - 5.0 / 12.0 * y.g1 * down_weak +
          down_minus_up * C.dB - C.uB * u_to_d + C.dB * right_d;
}

}  // namespace smeftscan::rge
