// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {

// (LL)(RR). Gauge terms [RGE3, Eqs. (A46)-(A53)], Yukawa terms [RGE2, Eqs. (78)-(85)].
void add_beta_llrr(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Current l{y_l, y.gamma.l, y.B.l, C.phil1, y.eta.l};
  const Current q{y_q, y.gamma.q, y.B.q, C.phiq1, y.eta.q};
  const Current e{y_e, y.gamma.e, y.B.e, C.phie, y.eta.e};
  const Current u{y_u, y.gamma.u, y.B.u, C.phiu, y.eta.u};
  const Current d{y_d, y.gamma.d, y.B.d, C.phid, y.eta.d};

  add_two_currents(y, l, e, C.le, x.le);
  add<"prst">(x.le, -3.0 * y.g1_2, C.le);
  add<"rs pt">(x.le, 1.0, y.Ge_conj, y.xi_e);
  add<"pv rw vtsw">(x.le, -2.0, y.Ge, y.Ge_conj, C.ee);
  add<"pw vs vrwt">(x.le, 1.0, y.Ge, y.Ge_conj, C.le);
  add<"wt vs pwvr">(x.le, -1.0, y.Ge, y.Ge_conj, C.ll);
  add<"wt vs prvw">(x.le, -2.0, y.Ge, y.Ge_conj, C.ll);

  const Tensor4 lequ = combine(1.0, C.lequ1, 12.0, C.lequ3);
  add_two_currents(y, l, u, C.lu, x.lu);
  add<"prst">(x.lu, 2.0 * y.g1_2, C.lu);
  add<"rv ws pvwt">(x.lu, -0.5, y.Ge_conj, y.Gu_conj, lequ);
  add<"vs wt prvw">(x.lu, -1.0, y.Gu_conj, y.Gu, C.lq1);
  add<"rw pv vwst">(x.lu, -0.5, y.Ge_conj, y.Ge, C.eu);

  add_two_currents(y, l, d, C.ld, x.ld);
  add<"prst">(x.ld, -1.0 * y.g1_2, C.ld);
  add<"rv wt pvsw">(x.ld, -0.5, y.Ge_conj, y.Gd, C.ledq);
  add<"vs wt prvw">(x.ld, -1.0, y.Gd_conj, y.Gd, C.lq1);
  add<"rw pv vwst">(x.ld, -0.5, y.Ge_conj, y.Ge, C.ed);

  add_two_currents(y, q, e, C.qe, x.qe);
  add<"prst">(x.qe, y.g1_2, C.qe);
  add<"pw vs vtwr">(x.qe, -0.5, y.Gd, y.Ge_conj, C.ledq);
  add<"rw vs vtpw">(x.qe, -0.5, y.Gu_conj, y.Ge_conj, lequ);
  add<"vs wt vwpr">(x.qe, -1.0, y.Ge_conj, y.Ge, C.lq1);
  add<"rw pv stvw">(x.qe, -0.5, y.Gd_conj, y.Gd, C.ed);
  add<"rw pv stvw">(x.qe, -0.5, y.Gu_conj, y.Gu, C.eu);

  // quarks: the colour singlet takes c1 + 4/3 c8 where the octet takes c1 - 1/6 c8, with 1/3 : 2
  const Tensor4 qq = combine(1.0, C.qq1, 3.0, C.qq3);
  const Tensor4 quqd_1 = combine(1.0, C.quqd1, 4.0 / 3.0, C.quqd8);
  const Tensor4 quqd_8 = combine(1.0, C.quqd1, -1.0 / 6.0, C.quqd8);
  Tensor4 exchange{};

  add_two_currents(y, q, u, C.qu1, x.qu1);
  add<"pv rw vtsw">(exchange, -2.0, y.Gu, y.Gu_conj, C.uu);
  add<"vt ws pvwr">(exchange, -2.0, y.Gu, y.Gu_conj, qq);
  add<"rs pt">(exchange, 2.0, y.Gu_conj, y.xi_u);
  add<"prst">(x.qu1, 1.0 / 6.0, exchange);
  add<"prst">(x.qu1, -2.0 / 3.0 * y.g1_2, C.qu1);
  add<"prst">(x.qu1, -4.0 / 3.0 * y.g3_2, C.qu8);
  add<"pw vs vrwt">(x.qu1, 1.0 / 3.0, y.Gu, y.Gu_conj, combine(1.0, C.qu1, 4.0 / 3.0, C.qu8));
  add<"rw vs ptvw">(x.qu1, 1.0 / 3.0, y.Gd_conj, y.Gu_conj, quqd_1);
  add<"rw vs vtpw">(x.qu1, 0.5, y.Gd_conj, y.Gu_conj, C.quqd1);
  add<"wt vs prvw">(x.qu1, -2.0, y.Gu, y.Gu_conj, C.qq1);
  add<"pv rw vwst">(x.qu1, -1.0, y.Gu, y.Gu_conj, C.uu);
  add<"pv rw stvw">(x.qu1, -0.5, y.Gd, y.Gd_conj, C.ud1);

  add<"prst">(x.qu8, 1.0, exchange);
  add_delta<"pr st">(x.qu8, 0.5 * y.g3_2 * y.S_q);
  add_delta<"st pr">(x.qu8, 0.5 * y.g3_2 * y.S_u);
  add_wave_functions(y.gamma.q, y.gamma.u, C.qu8, x.qu8);
  add<"prst">(x.qu8, -2.0 / 3.0 * y.g1_2 - 7.0 * y.g3_2, C.qu8);
  add<"prst">(x.qu8, -6.0 * y.g3_2, C.qu1);
  add<"pw vs vrwt">(x.qu8, 2.0, y.Gu, y.Gu_conj, combine(1.0, C.qu1, -1.0 / 6.0, C.qu8));
  add<"rw vs ptvw">(x.qu8, 2.0, y.Gd_conj, y.Gu_conj, quqd_8);
  add<"rw vs vtpw">(x.qu8, 0.5, y.Gd_conj, y.Gu_conj, C.quqd8);
  add<"pv rw stvw">(x.qu8, -0.5, y.Gd, y.Gd_conj, C.ud8);

  add_two_currents(y, q, d, C.qd1, x.qd1);
  exchange = {};
  add<"pv rw vtsw">(exchange, -2.0, y.Gd, y.Gd_conj, C.dd);
  add<"vt ws pvwr">(exchange, -2.0, y.Gd, y.Gd_conj, qq);
  add<"rs pt">(exchange, 2.0, y.Gd_conj, y.xi_d);
  add<"prst">(x.qd1, 1.0 / 6.0, exchange);
  add<"prst">(x.qd1, 1.0 / 3.0 * y.g1_2, C.qd1);
  add<"prst">(x.qd1, -4.0 / 3.0 * y.g3_2, C.qd8);
  add<"pw vs vrwt">(x.qd1, 1.0 / 3.0, y.Gd, y.Gd_conj, combine(1.0, C.qd1, 4.0 / 3.0, C.qd8));
  add<"rw vs vwpt">(x.qd1, 1.0 / 3.0, y.Gu_conj, y.Gd_conj, quqd_1);
  add<"ws rv pvwt">(x.qd1, 0.5, y.Gd_conj, y.Gu_conj, C.quqd1);
  add<"wt vs prvw">(x.qd1, -2.0, y.Gd, y.Gd_conj, C.qq1);
  add<"pv rw vwst">(x.qd1, -1.0, y.Gd, y.Gd_conj, C.dd);
  add<"pv rw vwst">(x.qd1, -0.5, y.Gu, y.Gu_conj, C.ud1);

  add<"prst">(x.qd8, 1.0, exchange);
  add_delta<"pr st">(x.qd8, 0.5 * y.g3_2 * y.S_q);
  add_delta<"st pr">(x.qd8, 0.5 * y.g3_2 * y.S_d);
  add_wave_functions(y.gamma.q, y.gamma.d, C.qd8, x.qd8);
  add<"prst">(x.qd8, 1.0 / 3.0 * y.g1_2 - 7.0 * y.g3_2, C.qd8);
  add<"prst">(x.qd8, -6.0 * y.g3_2, C.qd1);
  add<"pw vs vrwt">(x.qd8, 2.0, y.Gd, y.Gd_conj, combine(1.0, C.qd1, -1.0 / 6.0, C.qd8));
  add<"rw vs vwpt">(x.qd8, 2.0, y.Gu_conj, y.Gd_conj, quqd_8);
  add<"ws rv pvwt">(x.qd8, 0.5, y.Gd_conj, y.Gu_conj, C.quqd8);
  add<"pv rw vwst">(x.qd8, -0.5, y.Gu, y.Gu_conj, C.ud8);
}

}  // namespace smeftscan::rge
