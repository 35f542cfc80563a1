// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {
namespace {

void add_four_wave_functions(const Matrix3& p, const Matrix3& r, const Matrix3& s, const Matrix3& t,
                             const Tensor4& c, Tensor4& x) {
  add<"pv vrst">(x, 1.0, p, c);
  add<"vr pvst">(x, 1.0, r, c);
  add<"sv prvt">(x, 1.0, s, c);
  add<"vt prsv">(x, 1.0, t, c);
}

}  // namespace

// (LR)(RL) and (LR)(LR). Gauge terms [RGE3, Eqs. (A54)-(A58)], Yukawa terms [RGE2, Eqs. (86)-(90)].
void add_beta_scalar(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  add<"prst">(x.ledq, -8.0 / 3.0 * y.g1_2 - 8.0 * y.g3_2, C.ledq);
  add<"pr ts">(x.ledq, -2.0, y.xi_e, y.Gd_conj);
  add<"pr ts">(x.ledq, -2.0, y.Ge, conj(y.xi_d));
  add<"pv tw vrsw">(x.ledq, 2.0, y.Ge, y.Gd_conj, C.ed);
  add<"vr tw pvsw">(x.ledq, -2.0, y.Ge, y.Gd_conj, C.ld);
  add<"vr ws pvwt">(x.ledq, 2.0, y.Ge, y.Gd_conj, combine(1.0, C.lq1, 3.0, C.lq3));
  add<"pw vs vtwr">(x.ledq, -2.0, y.Ge, y.Gd_conj, C.qe);
  add<"vs tw prvw">(x.ledq, 2.0, y.Gd_conj, y.Gu_conj, C.lequ1);
  add_four_wave_functions(y.gamma.l, y.gamma.e, y.gamma.d, y.gamma.q, C.ledq, x.ledq);

  // quqd: the exchange of the two doublets, prst -> srpt, mixes singlet and octet
  const Tensor4 qd_1 = combine(1.0, C.qd1, 4.0 / 3.0, C.qd8);
  const Tensor4 qu_1 = combine(1.0, C.qu1, 4.0 / 3.0, C.qu8);
  const Tensor4 ud_1 = combine(1.0, C.ud1, 4.0 / 3.0, C.ud8);
  const Tensor4 qd_8 = combine(1.0, C.qd1, -1.0 / 6.0, C.qd8);
  const Tensor4 qu_8 = combine(1.0, C.qu1, -1.0 / 6.0, C.qu8);
  const Tensor4 ud_8 = combine(1.0, C.ud1, -1.0 / 6.0, C.ud8);
  const Tensor4 qq = combine(1.0, C.qq1, -3.0, C.qq3);
  Tensor4 exchange{};
  add<"wt vr svpw">(exchange, 16.0, y.Gd, y.Gu, qq);

  const Matrix3 down_electroweak = 10.0 / 3.0 * y.g1 * C.dB - 6.0 * y.g2 * C.dW;
  const Matrix3 up_electroweak = -2.0 / 3.0 * y.g1 * C.uB - 6.0 * y.g2 * C.uW;
  const Lanes mixing = 5.0 / 9.0 * y.g1_2 + 3.0 * y.g2_2;

  add<"pr st">(x.quqd1, 1.0, y.Gu, down_electroweak - 2.0 * y.xi_d);
  add<"pr st">(x.quqd1, 1.0, up_electroweak - 2.0 * y.xi_u, y.Gd);
  add<"pt sr">(x.quqd1, 1.0, -2.0 / 3.0 * down_electroweak - 64.0 / 9.0 * y.g3 * C.dG, y.Gu);
  add<"pt sr">(x.quqd1, 1.0, y.Gd, -2.0 / 3.0 * up_electroweak - 64.0 / 9.0 * y.g3 * C.uG);
  add<"prst">(x.quqd1, -11.0 / 18.0 * y.g1_2 - 1.5 * y.g2_2 - 16.0 * y.g3_2, C.quqd1);
  add<"srpt">(x.quqd1, 1.0 / 3.0 * (mixing - 64.0 / 3.0 * y.g3_2), C.quqd1);
  add<"srpt">(x.quqd1, 4.0 / 9.0 * (mixing - 28.0 / 3.0 * y.g3_2), C.quqd8);
  add<"prst">(x.quqd1, 16.0 / 9.0 * y.g3_2, C.quqd8);
  add<"vr pw svwt">(x.quqd1, 4.0 / 3.0, y.Gu, y.Gd, qd_1);
  add<"vt sw pvwr">(x.quqd1, 4.0 / 3.0, y.Gd, y.Gu, qu_1);
  add<"pw sv vrwt">(x.quqd1, 4.0 / 3.0, y.Gd, y.Gu, ud_1);
  add<"prst">(x.quqd1, 1.0 / 6.0, exchange);
  add<"wt vr swpv">(x.quqd1, -8.0, y.Gd, y.Gu, qq);
  add<"sw pv vrwt">(x.quqd1, -4.0, y.Gd, y.Gu, C.ud1);
  add_four_wave_functions(y.gamma.q, y.gamma.u, y.gamma.q, y.gamma.d, C.quqd1, x.quqd1);

  add<"pr st">(x.quqd8, 8.0, y.g3 * y.Gu, C.dG);
  add<"pr st">(x.quqd8, 8.0, C.uG, y.g3 * y.Gd);
  add<"pt sr">(x.quqd8, 1.0, 16.0 / 3.0 * y.g3 * C.dG - 4.0 * down_electroweak, y.Gu);
  add<"pt sr">(x.quqd8, 1.0, y.Gd, 16.0 / 3.0 * y.g3 * C.uG - 4.0 * up_electroweak);
  add<"prst">(x.quqd8, 8.0 * y.g3_2, C.quqd1);
  add<"srpt">(x.quqd8, 2.0 * mixing + 16.0 / 3.0 * y.g3_2, C.quqd1);
  add<"prst">(x.quqd8, -11.0 / 18.0 * y.g1_2 - 1.5 * y.g2_2 + 16.0 / 3.0 * y.g3_2, C.quqd8);
  add<"srpt">(x.quqd8, -1.0 / 3.0 * (mixing + 44.0 / 3.0 * y.g3_2), C.quqd8);
  add<"vr pw svwt">(x.quqd8, 8.0, y.Gu, y.Gd, qd_8);
  add<"vt sw pvwr">(x.quqd8, 8.0, y.Gd, y.Gu, qu_8);
  add<"pw sv vrwt">(x.quqd8, 8.0, y.Gd, y.Gu, ud_8);
  add<"prst">(x.quqd8, 1.0, exchange);
  add<"sw pv vrwt">(x.quqd8, -4.0, y.Gd, y.Gu, C.ud8);
  add_four_wave_functions(y.gamma.q, y.gamma.u, y.gamma.q, y.gamma.d, C.quqd8, x.quqd8);

  Tensor4 vector{};  // in lequ3 with -1/4 of its coefficient in lequ1
  add<"vr wt pvsw">(vector, 2.0, y.Ge, y.Gu, combine(1.0, C.lq1, -3.0, C.lq3));
  add<"sw pv vrwt">(vector, 2.0, y.Gu, y.Ge, C.eu);
  Tensor4 mixed{};  // in lequ3 with +1/4
  add<"vr sw pvwt">(mixed, -2.0, y.Ge, y.Gu, C.lu);
  add<"pw vt svwr">(mixed, -2.0, y.Ge, y.Gu, C.qe);

  add<"prst">(x.lequ1, 1.0, vector);
  add<"prst">(x.lequ1, 1.0, mixed);
  add<"prst">(x.lequ1, -11.0 / 3.0 * y.g1_2 - 8.0 * y.g3_2, C.lequ1);
  add<"prst">(x.lequ1, 30.0 * y.g1_2 + 18.0 * y.g2_2, C.lequ3);
  add<"pr st">(x.lequ1, 2.0, y.xi_e, y.Gu);
  add<"pr st">(x.lequ1, 2.0, y.Ge, y.xi_u);
  add<"sv wt prvw">(x.lequ1, 2.0, y.Gd, y.Gu, C.ledq);
  add_four_wave_functions(y.gamma.l, y.gamma.e, y.gamma.q, y.gamma.u, C.lequ1, x.lequ1);

  add<"prst">(x.lequ3, -0.25, vector);
  add<"prst">(x.lequ3, 0.25, mixed);
  add<"prst">(x.lequ3, 2.0 / 9.0 * y.g1_2 - 3.0 * y.g2_2 + 8.0 / 3.0 * y.g3_2, C.lequ3);
  add<"prst">(x.lequ3, 5.0 / 8.0 * y.g1_2 + 3.0 / 8.0 * y.g2_2, C.lequ1);
  add<"pr st">(x.lequ3, 1.0, 5.0 / 6.0 * y.g1 * C.eB - 1.5 * y.g2 * C.eW, y.Gu);
  add<"pr st">(x.lequ3, -1.5, y.Ge, y.g2 * C.uW + y.g1 * C.uB);
  add_four_wave_functions(y.gamma.l, y.gamma.e, y.gamma.q, y.gamma.u, C.lequ3, x.lequ3);
}

}  // namespace smeftscan::rge
