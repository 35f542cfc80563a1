// SPDX-License-Identifier: MIT
#pragma once

#include "smeftscan/wet/jms_basis.hpp"
#include "smeftscan/wet/matching.hpp"

namespace smeftscan::wet {

/// Tree-level matching of the SMEFT to all coefficients of the WET in the basis JMS at mu_EW
/// [JMS-matching, App. C], linear in the SMEFT coefficients (Warsaw, down basis), the SM part left
/// out: four-fermion operators, exchange of Z and W with the shifts of their vertices, of G_F, of
/// s_W and of the Z mass, dipoles, and three gluons. Rows are made one by one, in microseconds.
class JmsMatching {
 public:
  /// Of the inputs it takes G_F (of muon decay), alpha_e and m_W, which fix v and s_W, and the CKM
  /// matrix.
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
