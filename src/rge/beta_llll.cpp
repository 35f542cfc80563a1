// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {

void add_wave_functions(const Matrix3& first, const Matrix3& second, const Tensor4& c, Tensor4& x) {
  add<"pv vrst">(x, 1.0, first, c);
  add<"sv prvt">(x, 1.0, second, c);
}

void add_two_currents(const Invariants& y, const Current& first, const Current& second,
                      const Tensor4& c, Tensor4& x) {
  const Lanes half_g1 = 0.5 * y.g1 * y.g1;
  add_delta<"pr st">(x, second.hypercharge * half_g1 * first.B);
  add_delta<"st pr">(x, first.hypercharge * half_g1 * second.B);
  add<"pr st">(x, 0.5, first.eta, second.phi);
  add<"pr st">(x, 0.5, first.phi, second.eta);
  add_wave_functions(first.gamma, second.gamma, c, x);
}

// (LL)(LL). Gauge terms [RGE3, Eqs. (A34)-(A38)], Yukawa terms [RGE2, Eqs. (66)-(70)].
void add_beta_llll(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  // 6 g2^2 C_ll,ptsr feeds ll_1221 from ll_1122: since both stand for two entries of the symmetric
  // array, the factor is the same for the non-redundant coefficients. [CAA, Eq. (12)] has it for
  // eps(0,2) = ll_1221/2, twice too large (docs/equations.md).
  add_delta<"pr st">(x.ll, 0.25 * y_l * y.g1_2 * y.B.l - 0.25 * y.g2_2 * y.W_l);
  add_delta<"pt sr">(x.ll, 0.5 * y.g2_2 * y.W_l);
  add<"pr st">(x.ll, 0.25, y.eta.l, C.phil1 - C.phil3);
  add<"pt sr">(x.ll, 0.5, y.eta.l, C.phil3);
  add<"sv tw prvw">(x.ll, -0.25, y.Ge, y.Ge_conj, C.le);
  add<"pv vrst">(x.ll, 1.0, y.gamma.l, C.ll);
  add<"ptsr">(x.ll, 1.5 * y.g2_2, C.ll);
  add<"prst">(x.ll, 0.75 * (y.g1_2 - y.g2_2), C.ll);

  // singlet and triplet together, x1 +- x3
  const Tensor4 qu = combine(1.0, C.qu1, -1.0 / 6.0, C.qu8);
  const Tensor4 qd = combine(1.0, C.qd1, -1.0 / 6.0, C.qd8);
  const Tensor4 quqd = combine(1.0, C.quqd1, -1.0 / 6.0, C.quqd8);
  const Matrix3 octet = 1.0 / 16.0 * y.g3_2 * y.S_q;
  Tensor4 both{};  // the same in qq1 and qq3
  add_delta<"pt sr">(both, octet);
  add<"pv tw srvw">(both, -1.0 / 16.0, y.Gu, y.Gu_conj, C.qu8);
  add<"pv tw srvw">(both, -1.0 / 16.0, y.Gd, y.Gd_conj, C.qd8);
  Tensor4 opposite{};  // of opposite sign in qq3
  add<"tw rv pvsw">(opposite, -1.0 / 8.0, y.Gd_conj, y.Gu_conj, quqd);
  add<"tw rv svpw">(opposite, 1.0 / 16.0, y.Gd_conj, y.Gu_conj, C.quqd8);

  add<"prst">(x.qq1, 1.0, both);
  add<"prst">(x.qq1, 1.0, opposite);
  add_delta<"pr st">(x.qq1, 0.25 * y_q * y.g1_2 * y.B.q - 2.0 / 3.0 * octet);
  add<"pr st">(x.qq1, 0.25, y.eta.q, C.phiq1);
  add<"pv rw stvw">(x.qq1, -0.25, y.Gu, y.Gu_conj, qu);
  add<"pv rw stvw">(x.qq1, -0.25, y.Gd, y.Gd_conj, qd);
  add<"pv vrst">(x.qq1, 1.0, y.gamma.q, C.qq1);
  add<"prst">(x.qq1, 2.25 * y.g2_2, C.qq3);
  add<"prst">(x.qq1, 1.0 / 12.0 * y.g1_2 - 0.5 * y.g3_2, C.qq1);
  add<"ptsr">(x.qq1, 0.75 * y.g3_2, C.qq1);
  add<"ptsr">(x.qq1, 2.25 * y.g3_2, C.qq3);

  add<"prst">(x.qq3, 1.0, both);
  add<"prst">(x.qq3, -1.0, opposite);
  add_delta<"pr st">(x.qq3, 0.25 * y.g2_2 * y.W_q);
  add<"pr st">(x.qq3, -0.5, y.gamma.q, C.phiq3);
  add<"pv vrst">(x.qq3, 1.0, y.gamma.q, C.qq3);
  add<"prst">(x.qq3, 0.75 * y.g2_2, C.qq1);
  add<"prst">(x.qq3, 1.0 / 12.0 * y.g1_2 - 1.5 * y.g2_2 - 0.5 * y.g3_2, C.qq3);
  add<"ptsr">(x.qq3, 0.75 * y.g3_2, C.qq1);
  add<"ptsr">(x.qq3, -0.75 * y.g3_2, C.qq3);

  const Tensor4 lequ = combine(1.0, C.lequ1, -12.0, C.lequ3);
  Tensor4 scalar{};  // of opposite sign in lq3
  add<"tw rv pvsw">(scalar, 0.25, y.Gu_conj, y.Ge_conj, lequ);
  Tensor4 mixed{};  // the same in lq3
  add<"sw rv pvwt">(mixed, 0.25, y.Gd, y.Ge_conj, C.ledq);

  add<"prst">(x.lq1, 1.0, scalar);
  add<"prst">(x.lq1, 1.0, mixed);
  add_two_currents(y, {y_l, y.gamma.l, y.B.l, C.phil1, y.eta.l},
                   {y_q, y.gamma.q, y.B.q, C.phiq1, y.eta.q}, C.lq1, x.lq1);
  add<"sv tw prvw">(x.lq1, -0.5, y.Gu, y.Gu_conj, C.lu);
  add<"sv tw prvw">(x.lq1, -0.5, y.Gd, y.Gd_conj, C.ld);
  // the contraction of Ge Ge^dagger with C_qe,stvw: a public code has other indices
  add<"pv rw stvw">(x.lq1, -0.5, y.Ge, y.Ge_conj, C.qe);
  add<"prst">(x.lq1, -0.5 * y.g1_2, C.lq1);
  add<"prst">(x.lq1, 4.5 * y.g2_2, C.lq3);

  add<"prst">(x.lq3, -1.0, scalar);
  add<"prst">(x.lq3, 1.0, mixed);
  add_delta<"pr st">(x.lq3, 0.5 * y.g2_2 * y.W_l);
  add_delta<"st pr">(x.lq3, 0.5 * y.g2_2 * y.W_q);
  add<"pr st">(x.lq3, 0.5, y.eta.l, C.phiq3);
  add<"pr st">(x.lq3, -1.0, C.phil3, y.gamma.q);
  add_wave_functions(y.gamma.l, y.gamma.q, C.lq3, x.lq3);
  add<"prst">(x.lq3, 1.5 * y.g2_2, C.lq1);
  add<"prst">(x.lq3, -3.0 * y.g2_2 - 0.5 * y.g1_2, C.lq3);
}

}  // namespace smeftscan::rge
