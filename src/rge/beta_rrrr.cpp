// SPDX-License-Identifier: MIT
#include "smeftscan/rge/beta_classes.hpp"
#include "smeftscan/rge/kernels.hpp"

namespace smeftscan::rge {
namespace {

// uu and dd: one formula, with their own hypercharge, Yukawa matrix and penguins.
void add_identical_quarks(const Invariants& y, double hypercharge, const Matrix3& G,
                          const Matrix3& G_conj, const Matrix3& B, const Matrix3& S,
                          const Matrix3& eta, const Matrix3& phi, const Matrix3& gamma,
                          const Tensor4& q1, const Tensor4& q8, const Tensor4& c, Tensor4& x) {
  add_delta<"pr st">(x, 0.25 * hypercharge * y.g1_2 * B - 1.0 / 24.0 * y.g3_2 * S);
  add_delta<"pt sr">(x, 1.0 / 8.0 * y.g3_2 * S);
  add<"pr st">(x, 0.25, eta, phi);
  add<"wr vp vwst">(x, -0.5, G, G_conj, combine(1.0, q1, -1.0 / 6.0, q8));
  add<"wr vs vwpt">(x, -0.25, G, G_conj, q8);
  add<"pv vrst">(x, 1.0, gamma, c);
  // 16/3 g1^2 for u, 4/3 g1^2 for d: 12 y^2 g1^2
  add<"prst">(x, 3.0 * hypercharge * hypercharge * y.g1_2 - 0.5 * y.g3_2, c);
  add<"ptsr">(x, 1.5 * y.g3_2, c);
}

}  // namespace

// (RR)(RR). Gauge terms [RGE3, Eqs. (A39)-(A45)], Yukawa terms [RGE2, Eqs. (71)-(77)].
void add_beta_rrrr(const Invariants& y, const WilsonTensors& C, WilsonTensors& x) {
  const Current e{y_e, y.gamma.e, y.B.e, C.phie, y.eta.e};
  const Current u{y_u, y.gamma.u, y.B.u, C.phiu, y.eta.u};
  const Current d{y_d, y.gamma.d, y.B.d, C.phid, y.eta.d};

  add_delta<"pr st">(x.ee, 0.25 * y_e * y.g1_2 * y.B.e);
  add<"pr st">(x.ee, 0.25, y.eta.e, C.phie);
  add<"wr vp vwst">(x.ee, -0.5, y.Ge, y.Ge_conj, C.le);
  add<"pv vrst">(x.ee, 1.0, y.gamma.e, C.ee);
  add<"prst">(x.ee, 3.0 * y.g1_2, C.ee);

  add_identical_quarks(y, y_u, y.Gu, y.Gu_conj, y.B.u, y.S_u, y.eta.u, C.phiu, y.gamma.u, C.qu1,
                       C.qu8, C.uu, x.uu);
  add_identical_quarks(y, y_d, y.Gd, y.Gd_conj, y.B.d, y.S_d, y.eta.d, C.phid, y.gamma.d, C.qd1,
                       C.qd8, C.dd, x.dd);

  add_two_currents(y, e, u, C.eu, x.eu);
  add<"prst">(x.eu, -4.0 * y.g1_2, C.eu);
  add<"vp ws vrwt">(x.eu, 1.0, y.Ge_conj, y.Gu_conj, combine(1.0, C.lequ1, -12.0, C.lequ3));
  add<"vp wr vwst">(x.eu, -1.0, y.Ge_conj, y.Ge, C.lu);
  // the contraction of Gu^dagger Gu with C_qe,vwpr: a public code has other indices
  add<"vs wt vwpr">(x.eu, -1.0, y.Gu_conj, y.Gu, C.qe);

  add_two_currents(y, e, d, C.ed, x.ed);
  add<"prst">(x.ed, 2.0 * y.g1_2, C.ed);
  add<"vp wr vwst">(x.ed, -1.0, y.Ge_conj, y.Ge, C.ld);
  add<"vs wt vwpr">(x.ed, -1.0, y.Gd_conj, y.Gd, C.qe);
  add<"vp wt vrsw">(x.ed, 1.0, y.Ge_conj, y.Gd, C.ledq);

  const Matrix3 d_to_u = y.Gd_dag * y.Gu;
  const Tensor4 singlets = combine(1.0, C.quqd1, 4.0 / 3.0, C.quqd8);
  const Tensor4 octets = combine(1.0, C.quqd1, -1.0 / 6.0, C.quqd8);
  add_two_currents(y, u, d, C.ud1, x.ud1);
  add<"prst">(x.ud1, -4.0 / 3.0 * y.g1_2, C.ud1);
  add<"prst">(x.ud1, 4.0 / 3.0 * y.g3_2, C.ud8);
  add<"sr pt">(x.ud1, 2.0 / 3.0, d_to_u, C.phiud);
  add<"vs wp vrwt">(x.ud1, 1.0 / 3.0, y.Gd_conj, y.Gu_conj, singlets);
  add<"ws vp vrwt">(x.ud1, -1.0, y.Gd_conj, y.Gu_conj, C.quqd1);
  add<"vp wr vwst">(x.ud1, -1.0, y.Gu_conj, y.Gu, C.qd1);
  add<"vs wt vwpr">(x.ud1, -1.0, y.Gd_conj, y.Gd, C.qu1);

  add_delta<"pr st">(x.ud8, 0.5 * y.g3_2 * y.S_u);
  add_delta<"st pr">(x.ud8, 0.5 * y.g3_2 * y.S_d);
  add_wave_functions(y.gamma.u, y.gamma.d, C.ud8, x.ud8);
  add<"prst">(x.ud8, -4.0 / 3.0 * y.g1_2 - 2.0 * y.g3_2, C.ud8);
  add<"prst">(x.ud8, 6.0 * y.g3_2, C.ud1);
  add<"sr pt">(x.ud8, 4.0, d_to_u, C.phiud);
  add<"vs wp vrwt">(x.ud8, 2.0, y.Gd_conj, y.Gu_conj, octets);
  add<"ws vp vrwt">(x.ud8, -1.0, y.Gd_conj, y.Gu_conj, C.quqd8);
  add<"vp wr vwst">(x.ud8, -1.0, y.Gu_conj, y.Gu, C.qd8);
  add<"vs wt vwpr">(x.ud8, -1.0, y.Gd_conj, y.Gd, C.qu8);
}

}  // namespace smeftscan::rge
