// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "smeftscan/models/model.hpp"

namespace smeftscan::models {

/// A heavy neutral vector with any couplings, the field B of [UVdict]; the Z' of the paper has left-
/// handed ones alone [CAA, Eq. (19)]:
///
///     L = - Z'_mu [ gl_ij lbar_i g^mu l_j + gq_ij qbar_i g^mu q_j + ge_ij ebar_i g^mu e_j
///                   + gu_ij ubar_i g^mu u_j + gd_ij dbar_i g^mu d_j
///                   + (gphi phi^dag i D^mu phi + h.c.) ] ,
///
/// the matrices Hermitian, in the down basis at the mass M of the Z'. At tree level, in full flavour
/// tensors and with rho + i eta = gphi [UVdict],
///
///     C_ll,prst = - gl_pr gl_st / (2 M^2)      and so for qq1, ee, uu, dd: the square of a current,
///     C_lq1,prst = - gl_pr gq_st / M^2         and so for le, lu, ld, qe, qu1, qd1, eu, ed, ud1,
///     C_phil1,pr = - rho gl_pr / M^2           and so for phiq1, phie, phiu, phid,
///     C_phiD = - 2 rho^2 / M^2 ,   C_phiBox = - (rho^2 - eta^2) / (2 M^2) ,
///     C_ephi = i eta (gl Ge - Ge ge - rho Ge) / M^2 ,   C_dphi = i eta (gq Gd - Gd gd - rho Gd) / M^2 ,
///     C_uphi = i eta (gq Gu - Gu gu + rho Gu) / M^2 ,
///
/// with the Yukawa matrices at M. The independent coefficient is N times the average of its entries:
/// ll_iiii = -gl_ii^2 / (2 M^2) and ll_iijj = -gl_ii gl_jj / M^2 [CAA, Eq. (21) with f = 1/2, 1],
/// lq1_iimn = -gl_ii gq_mn / M^2 [CAA, Eq. (22)], qq1_2323 = -gq_23^2 / (2 M^2), which the paper
/// leaves out.
///
/// The coefficients carry their dimension, GeV^-2. The 1/Lambda^2 of [CAA, Eq. (25)] would divide
/// by it a second time and is a misprint: C9 = -C10 = N C_lq1,2223, N = pi v^2/(alpha Vtb Vts*).
///
/// Parameters: mass (GeV); gl_11, gl_22, gl_33, the complex gl_12, gl_13, gl_23 with imaginary parts
/// as gl_12.im, the same of gq, ge, gu, gd; gphi and gphi.im. Only the mass has no default.
class ZPrime final : public Model {
 public:
  ZPrime();
  std::string_view name() const override { return "z_prime"; }
  const std::vector<ModelParameter>& parameters() const override { return parameters_; }
  double matching_scale(std::span<const double> parameters) const override;
  bool needs_sm(std::span<const double> parameters) const override;  ///< with an imaginary gphi
  void match(std::span<const double> parameters, const smeft::SmCouplings& sm,
             smeft::Coefficients& wc) const override;
  std::vector<int> sources() const override;

 private:
  enum Current { lepton, quark, electron, up, down, current_count };
  /// coefficient += - weight * (first current)_pr (second current)_st / M^2.
  struct Term {
    int coefficient;
    double weight;
    std::size_t st;  ///< of the second current, row-major
  };
  struct Product {
    Current first;
    Current second;
    std::array<std::vector<Term>, 9> terms;  ///< by pr, of the first current
  };
  /// A coefficient with two flavour indices and its place in a row-major matrix.
  struct Entry {
    int coefficient;
    std::size_t pr;
  };
  static Product make_product(std::string_view op, Current first, Current second);
  static std::vector<Entry> make_entries(std::string_view op);

  std::vector<ModelParameter> parameters_;
  std::vector<Product> products_;
  std::array<std::vector<Entry>, current_count> with_higgs_;  ///< phil1, phiq1, phie, phiu, phid
  std::vector<Entry> ephi_, uphi_, dphi_;
  int phiD_, phiBox_;
};

}  // namespace smeftscan::models
