// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"

namespace smeftscan::rge {

// Class 5. Gauge terms [RGE3, Eqs. (A15)-(A17)], lambda terms [RGE1, Eq. (40)], Yukawa terms [RGE2,
// Eqs. (47)-(49)]. The source quqd1 of dphi enters through xi_down of the cubic Yukawa matrices:
// the contraction with (Gu^dag Gu Gu^dag)_pt, which is the flavour-covariant one.
void add_beta_psi2h3(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Lanes kinetic = C.phiD - 2.0 * C.phiBox;
  const Lanes cubic_kinetic = C.phiD - 6.0 * C.phiBox;
  const ComplexLanes glue = ComplexLanes(C.phiG, C.phiGtilde);
  const ComplexLanes weak = ComplexLanes(C.phiW, C.phiWtilde);
  const ComplexLanes hyper = ComplexLanes(C.phiB, C.phiBtilde);
  const ComplexLanes mixed = ComplexLanes(C.phiWB, C.phiWtildeB);
  const ComplexLanes i_eta5 = times_i(y.eta5);
  // what multiplies each Yukawa matrix
  const ComplexLanes common =
      ComplexLanes(3.0 * y.g2_2 * C.phiBox + 1.5 * (y.g1_2 - y.g2_2) * C.phiD +
                   2.0 * y.g2_2 * y.W_h + y.lambda * kinetic) +
      9.0 * y.g2_2 * weak + 2.0 * (y.eta1 + y.eta2);
  const ComplexLanes quarks = common + 32.0 * y.g3_2 * glue;
  const ComplexLanes up = quarks + 17.0 / 3.0 * y.g1_2 * hyper - y.g1 * y.g2 * mixed - 2.0 * i_eta5;
  const ComplexLanes down =
      quarks + 5.0 / 3.0 * y.g1_2 * hyper + y.g1 * y.g2 * mixed + 2.0 * i_eta5;
  const ComplexLanes lepton =
      common + 15.0 * y.g1_2 * hyper - 3.0 * y.g1 * y.g2 * mixed + 2.0 * i_eta5;

  const Matrix3 phiud_dag = dagger(C.phiud);
  const Matrix3 Gu3_conj = conj(y.Gu3);
  const Matrix3 Gd3_conj = conj(y.Gd3);
  const Matrix3 Ge3_conj = conj(y.Ge3);
  const Lanes three_g2 = 3.0 * y.g2;
  const Lanes two_lambda = 2.0 * y.lambda;

  x.uphi +=
      up * y.Gu +
      (12.0 * y.lambda - 35.0 / 12.0 * y.g1_2 - 6.75 * y.g2_2 - 8.0 * y.g3_2 + 3.0 * y.gamma_h) *
          C.uphi +
      y.g1 * (3.0 * y.g2_2 - 5.0 * y.g1_2) * C.uB + y.g2 * (5.0 * y.g1_2 - 9.0 * y.g2_2) * C.uW +
      (y.g1_2 - 3.0 * y.g2_2 + two_lambda) * (y.Gu * C.phiu) +
      (3.0 * y.g2_2 - two_lambda) * (y.Gd * phiud_dag) +
      4.0 * y.g1_2 * ((C.phiq1 - C.phiq3) * y.Gu) +
      two_lambda * ((3.0 * C.phiq3 - C.phiq1) * y.Gu - y.xi_u);
  x.uphi += -5.0 * y.g1 * (C.uB * y.u_u + y.uu_q * C.uB) -
            three_g2 * (C.uW * y.u_u - y.uu_q * C.uW) -
            16.0 * y.g3 * (C.uG * y.u_u + y.uu_q * C.uG) - 12.0 * y.g2 * (y.dd_q * C.uW) -
            6.0 * y.g2 * (C.dW * (y.Gd_dag * y.Gu));
  x.uphi += cubic_kinetic * y.Gu3 - 2.0 * (C.phiq1 * y.Gu3) + 6.0 * (C.phiq3 * (y.dd_q * y.Gu)) +
            2.0 * (y.Gu3 * C.phiu) - 2.0 * (y.Gd3 * phiud_dag) +
            4.0 * xi_up(C, y.Gu3, Gd3_conj, Ge3_conj);
  x.uphi += 5.0 * (C.uphi * y.u_u) + (5.0 * y.uu_q - 2.0 * y.dd_q + y.gamma.q) * C.uphi -
            (2.0 * (y.Gd * dagger(C.dphi)) + C.dphi * y.Gd_dag) * y.Gu;

  x.dphi +=
      down * y.Gd +
      (12.0 * y.lambda - 23.0 / 12.0 * y.g1_2 - 6.75 * y.g2_2 - 8.0 * y.g3_2 + 3.0 * y.gamma_h) *
          C.dphi +
      y.g1 * (y.g1_2 - 3.0 * y.g2_2) * C.dB + y.g2 * (y.g1_2 - 9.0 * y.g2_2) * C.dW +
      (3.0 * y.g2_2 + y.g1_2 - two_lambda) * (y.Gd * C.phid) +
      (3.0 * y.g2_2 - two_lambda) * (y.Gu * C.phiud) - 2.0 * y.g1_2 * ((C.phiq1 + C.phiq3) * y.Gd) +
      two_lambda * ((C.phiq1 + 3.0 * C.phiq3) * y.Gd - y.xi_d);
  x.dphi += y.g1 * (C.dB * y.d_d + y.dd_q * C.dB) - three_g2 * (C.dW * y.d_d - y.dd_q * C.dW) -
            16.0 * y.g3 * (C.dG * y.d_d + y.dd_q * C.dG) - 12.0 * y.g2 * (y.uu_q * C.dW) -
            6.0 * y.g2 * (C.uW * (y.Gu_dag * y.Gd));
  x.dphi += cubic_kinetic * y.Gd3 + 2.0 * (C.phiq1 * y.Gd3) + 6.0 * (C.phiq3 * (y.uu_q * y.Gd)) -
            2.0 * (y.Gd3 * C.phid) - 2.0 * (y.Gu3 * C.phiud) +
            4.0 * xi_down(C, y.Gd3, Gu3_conj, Ge3_conj);
  x.dphi += 5.0 * (C.dphi * y.d_d) + (5.0 * y.dd_q - 2.0 * y.uu_q + y.gamma.q) * C.dphi -
            (2.0 * (y.Gu * dagger(C.uphi)) + C.uphi * y.Gu_dag) * y.Gd;

  x.ephi += lepton * y.Ge +
            (12.0 * y.lambda - 5.25 * y.g1_2 - 6.75 * y.g2_2 + 3.0 * y.gamma_h) * C.ephi +
            3.0 * y.g1 * (3.0 * y.g1_2 - y.g2_2) * C.eB + 9.0 * y.g2 * (y.g1_2 - y.g2_2) * C.eW +
            (3.0 * y.g2_2 - 3.0 * y.g1_2 - two_lambda) * (y.Ge * C.phie) -
            6.0 * y.g1_2 * ((C.phil1 + C.phil3) * y.Ge) +
            two_lambda * ((C.phil1 + 3.0 * C.phil3) * y.Ge - y.xi_e);
  x.ephi += 9.0 * y.g1 * (C.eB * y.e_e + y.ee_l * C.eB) - three_g2 * (C.eW * y.e_e - y.ee_l * C.eW);
  x.ephi += cubic_kinetic * y.Ge3 + 2.0 * (C.phil1 * y.Ge3) - 2.0 * (y.Ge3 * C.phie) +
            4.0 * xi_lepton(C, y.Ge3, y.Gd3, Gu3_conj);
  x.ephi += 5.0 * (C.ephi * y.e_e) + (5.0 * y.ee_l + y.gamma.l) * C.ephi;
}

}  // namespace smeftscan::rge
