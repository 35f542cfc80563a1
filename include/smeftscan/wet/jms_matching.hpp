// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/smeft/state.hpp"
#include "smeftscan/wet/jms_basis.hpp"
#include "smeftscan/wet/linear_form.hpp"

namespace smeftscan::wet {

/// What the matching needs, at mu_EW.
struct MatchingInputs {
  double fermi_constant;  ///< GeV^-2, of muon decay; v^2 = 1/(sqrt2 G_F)
  double alpha_e;
  double m_W;  ///< GeV; fixes the weak mixing angle, s_W^2 = pi alpha_e v^2/m_W^2
  smeft::FlavourMatrix<std::complex<double>> ckm;  ///< of the down basis
};

/// Tree-level matching of the SMEFT to all coefficients of the WET in the basis JMS at mu_EW
/// [JMS-matching, App. C], linear in the SMEFT coefficients (Warsaw, down basis), the SM part left
/// out: four-fermion operators, exchange of Z and W with the shifts of their vertices, of G_F, of
/// s_W and of the Z mass, dipoles, and three gluons. Rows are made one by one, in microseconds.
class JmsMatching {
 public:
  explicit JmsMatching(const MatchingInputs& inputs) : inputs_(inputs) {}

  /// The linear form of a coefficient of JmsBasis::of(Eft::wet), the non-redundant c = N C of WCxf
  /// in GeV^-2 (dipoles: GeV^-1). Slots ascend; weights are real for a real coefficient. Empty
  /// where nothing matches: operators that violate baryon number, scalar operators forbidden by
  /// hypercharge.
  LinearForm row(int coefficient) const;

 private:
  MatchingInputs inputs_;
};

}  // namespace smeftscan::wet
