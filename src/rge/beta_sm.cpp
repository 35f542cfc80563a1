// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"

namespace smeftscan::rge {

// [RGE1, Eqs. (29)-(34)], [RGE3, Eq. (19)] with lambda -> Lambda/2, m_H^2 -> 2 m2.
SmTensors beta_sm(const Invariants& y, const WilsonTensors& C) {
  const Lanes kinetic = C.phiD - 2.0 * C.phiBox;

  SmTensors x;
  x.gp = 41.0 / 6.0 * y.g1_2 * y.g1 - 8.0 * y.m2 * y.g1 * C.phiB;
  x.g = -19.0 / 6.0 * y.g2_2 * y.g2 - 8.0 * y.m2 * y.g2 * C.phiW;
  x.gs = -7.0 * y.g3_2 * y.g3 - 8.0 * y.m2 * y.g3 * C.phiG;

  const Lanes quartic_yukawa =
      (3.0 * trace(y.dd_q, y.dd_q) + 3.0 * trace(y.uu_q, y.uu_q) + trace(y.ee_l, y.ee_l)).re;
  x.lambda = 12.0 * y.lambda * y.lambda + 0.75 * y.g1_2 * y.g1_2 + 1.5 * y.g1_2 * y.g2_2 +
             2.25 * y.g2_2 * y.g2_2 - 3.0 * (y.g1_2 + 3.0 * y.g2_2) * y.lambda +
             4.0 * y.lambda * y.gamma_h - 4.0 * quartic_yukawa +
             4.0 * y.m2 *
                 (12.0 * C.phi - 16.0 * y.lambda * C.phiBox + 3.0 * y.g2_2 * C.phiBox +
                  (6.0 * y.lambda + 1.5 * (y.g1_2 - y.g2_2)) * C.phiD + 2.0 * (y.eta1 + y.eta2).re +
                  9.0 * y.g2_2 * C.phiW + 3.0 * y.g1_2 * C.phiB + 3.0 * y.g2 * y.g1 * C.phiWB +
                  2.0 * y.g2_2 * y.W_h);
  x.m2 = y.m2 *
         (6.0 * y.lambda - 4.5 * y.g2_2 - 1.5 * y.g1_2 + 2.0 * y.gamma_h + 4.0 * y.m2 * kinetic);

  const Lanes two_m2 = 2.0 * y.m2;
  x.Gu = 1.5 * (y.Gu3 - y.dd_q * y.Gu) +
         (y.gamma_h - 2.25 * y.g2_2 - 17.0 / 12.0 * y.g1_2 - 8.0 * y.g3_2) * y.Gu +
         two_m2 * (3.0 * C.uphi + 0.5 * kinetic * y.Gu + (3.0 * C.phiq3 - C.phiq1) * y.Gu +
                   y.Gu * C.phiu - y.Gd * dagger(C.phiud) - y.xi_u);
  x.Gd = 1.5 * (y.Gd3 - y.uu_q * y.Gd) +
         (y.gamma_h - 2.25 * y.g2_2 - 5.0 / 12.0 * y.g1_2 - 8.0 * y.g3_2) * y.Gd +
         two_m2 * (3.0 * C.dphi + 0.5 * kinetic * y.Gd + (3.0 * C.phiq3 + C.phiq1) * y.Gd -
                   y.Gd * C.phid - y.Gu * C.phiud - y.xi_d);
  x.Ge = 1.5 * y.Ge3 + (y.gamma_h - 2.25 * y.g2_2 - 3.75 * y.g1_2) * y.Ge +
         two_m2 * (3.0 * C.ephi + 0.5 * kinetic * y.Ge + (3.0 * C.phil3 + C.phil1) * y.Ge -
                   y.Ge * C.phie - y.xi_e);
  return x;
}

}  // namespace smeftscan::rge
