// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"

namespace smeftscan::rge {
namespace {

/// z + z*.
Lanes twice_re(const ComplexLanes& z) { return 2.0 * z.re; }
/// i (z - z*).
Lanes minus_twice_im(const ComplexLanes& z) { return -2.0 * z.im; }

}  // namespace

// Classes 1 to 4: X3, H6, H4D2, X2H2. Gauge terms [RGE3, Eqs. (A1)-(A14)], lambda terms [RGE1],
// Yukawa terms [RGE2, Eqs. (36)-(46)].
void add_beta_bosonic(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Lanes g12 = y.g1 * y.g2;
  const Lanes six_lambda = 6.0 * y.lambda;
  const Lanes two_gamma = 2.0 * y.gamma_h;
  // sum of hypercharges times traces, as in B_h without its Higgs part
  const Lanes currents = y.B_h - 1.0 / 3.0 * (C.phiBox + C.phiD);

  x.G += 15.0 * y.g3_2 * C.G;
  x.Gtilde += 15.0 * y.g3_2 * C.Gtilde;
  x.W += 14.5 * y.g2_2 * C.W;
  x.Wtilde += 14.5 * y.g2_2 * C.Wtilde;

  const ComplexLanes cubic = 3.0 * trace(C.uphi, y.Gu_dag * y.uu_q) +
                             3.0 * trace(C.dphi, y.Gd_dag * y.dd_q) +
                             trace(C.ephi, y.Ge_dag * y.ee_l);
  const Lanes g_sum = y.g1_2 + y.g2_2;
  x.phi += (54.0 * y.lambda - 13.5 * y.g2_2 - 4.5 * y.g1_2 + 6.0 * y.gamma_h) * C.phi +
           y.lambda *
               (6.0 * y.g2_2 * C.phiBox + 3.0 * (y.g1_2 - y.g2_2) * C.phiD + 4.0 * y.g2_2 * y.W_h +
                4.0 * (y.eta1 + y.eta2).re + y.lambda * (12.0 * C.phiD - 40.0 * C.phiBox)) +
           six_lambda * (3.0 * y.g2_2 * C.phiW + y.g1_2 * C.phiB + g12 * C.phiWB) -
           0.75 * g_sum * g_sum * C.phiD - 3.0 * y.g2_2 * (y.g1_2 + 3.0 * y.g2_2) * C.phiW -
           3.0 * y.g1_2 * g_sum * C.phiB - 3.0 * g12 * g_sum * C.phiWB - 4.0 * twice_re(cubic);
  x.phiBox += (12.0 * y.lambda - 4.5 * y.g2_2 - 4.0 / 3.0 * y.g1_2 + 4.0 * y.gamma_h) * C.phiBox +
              5.0 / 3.0 * y.g1_2 * C.phiD + 3.0 * y.g2_2 * y.W_h + 0.5 * y.g1_2 * currents -
              2.0 * y.eta3.re;
  x.phiD += 20.0 / 3.0 * y.g1_2 * C.phiBox +
            (six_lambda + 4.5 * y.g2_2 - 5.0 / 6.0 * y.g1_2 + 4.0 * y.gamma_h) * C.phiD +
            2.0 * y.g1_2 * currents - 2.0 * y.eta4.re;

  // CP-even operators take the real parts of the dipole traces, CP-odd ones the imaginary parts.
  const ComplexLanes gluon = trace(C.uG, y.Gu_dag) + trace(C.dG, y.Gd_dag);
  const ComplexLanes u_B = trace(C.uB, y.Gu_dag);
  const ComplexLanes d_B = trace(C.dB, y.Gd_dag);
  const ComplexLanes e_B = trace(C.eB, y.Ge_dag);
  const ComplexLanes u_W = trace(C.uW, y.Gu_dag);
  const ComplexLanes d_W = trace(C.dW, y.Gd_dag);
  const ComplexLanes e_W = trace(C.eW, y.Ge_dag);
  const ComplexLanes bb = d_B - 5.0 * u_B + 3.0 * e_B;
  const ComplexLanes ww = 3.0 * u_W + 3.0 * d_W + e_W;
  const ComplexLanes wb_B = 3.0 * u_B - 3.0 * d_B - e_B;
  const ComplexLanes wb_W = 5.0 * u_W + d_W + 3.0 * e_W;

  const Lanes phi_G = six_lambda - 1.5 * y.g1_2 - 4.5 * y.g2_2 - 14.0 * y.g3_2 + two_gamma;
  const Lanes phi_B = six_lambda + 85.0 / 6.0 * y.g1_2 - 4.5 * y.g2_2 + two_gamma;
  const Lanes phi_W = six_lambda - 1.5 * y.g1_2 - 53.0 / 6.0 * y.g2_2 + two_gamma;
  const Lanes phi_WB = 2.0 * y.lambda + 19.0 / 3.0 * y.g1_2 + 4.0 / 3.0 * y.g2_2 + two_gamma;

  x.phiG += phi_G * C.phiG - 2.0 * y.g3 * twice_re(gluon);
  x.phiB += phi_B * C.phiB + 3.0 * g12 * C.phiWB + y.g1 * twice_re(bb);
  x.phiW += phi_W * C.phiW + g12 * C.phiWB - 15.0 * y.g2_2 * y.g2 * C.W - y.g2 * twice_re(ww);
  x.phiWB += phi_WB * C.phiWB + 2.0 * g12 * (C.phiB + C.phiW) + 3.0 * y.g2_2 * y.g1 * C.W +
             y.g2 * twice_re(wb_B) + y.g1 * twice_re(wb_W);

  x.phiGtilde += phi_G * C.phiGtilde + 2.0 * y.g3 * minus_twice_im(gluon);
  x.phiBtilde += phi_B * C.phiBtilde + 3.0 * g12 * C.phiWtildeB - y.g1 * minus_twice_im(bb);
  x.phiWtilde += phi_W * C.phiWtilde + g12 * C.phiWtildeB - 15.0 * y.g2_2 * y.g2 * C.Wtilde +
                 y.g2 * minus_twice_im(ww);
  x.phiWtildeB += phi_WB * C.phiWtildeB + 2.0 * g12 * (C.phiBtilde + C.phiWtilde) +
                  3.0 * y.g2_2 * y.g1 * C.Wtilde - y.g2 * minus_twice_im(wb_B) -
                  y.g1 * minus_twice_im(wb_W);
}

}  // namespace smeftscan::rge
