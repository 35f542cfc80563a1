// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "smeftscan/models/model.hpp"

namespace smeftscan::models {

/// The Z' of the paper, a heavy neutral vector with left-handed couplings [CAA, Eq. (19)],
///
///     L = - gl_ij lbar_i gamma^mu l_j Z'_mu - gq_ij qbar_i gamma^mu q_j Z'_mu ,
///
/// gl real and diagonal, gq Hermitian, both in the down basis. At tree level L_eff = -J^2 / (2 M^2)
/// with J the sum of the two currents; in full flavour tensors
///
///     C_ll,prst  = - gl_pr gl_st / (2 M^2)
///     C_lq1,prst = - gl_pr gq_st / M^2
///     C_qq1,prst = - gq_pr gq_st / (2 M^2) ,
///
/// and the independent coefficient is N times its entry: ll_iiii = -gl_ii^2 / (2 M^2) and
/// ll_iijj = -gl_ii gl_jj / M^2 [CAA, Eq. (21) with f = 1/2, 1], lq1_iimn = -gl_ii gq_mn / M^2
/// [CAA, Eq. (22)], qq1_2323 = -gq_23^2 / (2 M^2), which the paper leaves out.
///
/// The coefficients carry their dimension, GeV^-2. The 1/Lambda^2 of [CAA, Eq. (25)] would divide
/// by it a second time and is a misprint: C9 = -C10 = N C_lq1,2223, N = pi v^2/(alpha Vtb Vts*).
///
/// Parameters: mass (GeV); gl_11, gl_22, gl_33, gq_11, gq_22, gq_33; gq_12, gq_13, gq_23 with the
/// imaginary parts gq_12.im, gq_13.im, gq_23.im. Only the mass has no default.
class ZPrime final : public Model {
 public:
  ZPrime();
  std::string_view name() const override { return "z_prime"; }
  const std::vector<ModelParameter>& parameters() const override { return parameters_; }
  double matching_scale(std::span<const double> parameters) const override;
  void match(std::span<const double> parameters, smeft::Coefficients& wc) const override;
  std::vector<int> sources() const override;

 private:
  enum class Current { lepton, quark };
  /// coefficient = - weight * (first current)_pr (second current)_st / M^2.
  struct Term {
    int coefficient;
    double weight;
    Current first;
    Current second;
    std::size_t pr;  ///< of the first current, row-major
    std::size_t st;  ///< of the second one
  };
  static std::vector<Term> make_terms();

  std::vector<ModelParameter> parameters_;
  std::vector<Term> terms_;
};

}  // namespace smeftscan::models
