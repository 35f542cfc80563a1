// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <span>

#include "first_order.hpp"
#include "smeftscan/smeft/operators.hpp"
#include "smeftscan/wet/jms_matching.hpp"

namespace smeftscan::wet {

/// A Warsaw operator by its name; a misspelt one does not build.
struct WarsawOperator {
  int position;
  consteval WarsawOperator(const char* name) : position(smeft::find_operator(name)) {
    if (position < 0) throw "no such operator";
  }
};

/// The mass eigenstate that an index of a coefficient stands for: species 'u', 'd', 'e' or 'n'
/// (neutrino), generation 1, 2, 3.
struct FermionIndex {
  char species;
  int generation;
};

/// psibar gamma_mu P_X chi with the chirality 'L' or 'R'.
struct VectorCurrent {
  FermionIndex bar;
  FermionIndex field;
  char chirality;
};

/// The SMEFT at mu_EW after the Higgs field has its value, to first order in the coefficients
/// [JMS-matching]: fields are canonical, e = sqrt(4 pi alpha_e) and m_W are measured, and
/// G_F is that of muon decay.
class BrokenPhase {
 public:
  /// Keeps a reference to the inputs.
  explicit BrokenPhase(const MatchingInputs& inputs);

  /// C_pr or C_prst of the full flavour tensor of an operator, its doublets written in mass
  /// eigenstates: q = (V^dagger u, d), so an index where the operator has q and the fermion is u
  /// is summed with the CKM matrix.
  FirstOrder C(WarsawOperator op, std::span<const FermionIndex> fermions) const;
  FirstOrder C(WarsawOperator op, std::initializer_list<FermionIndex> fermions = {}) const {
    return C(op, std::span(fermions.begin(), fermions.size()));
  }

  /// v = (sqrt2 G_F)^(-1/2), GeV, and s_W and c_W without coefficients: for terms that have a
  /// coefficient already.
  double v() const { return v_; }
  double s() const { return s_; }
  double c() const { return c_; }

  /// Of currents a and b that are different operators: the coefficient of a b that the exchange of
  /// a Z makes (of neutral currents).
  FirstOrder z_exchange(const VectorCurrent& a, const VectorCurrent& b) const;
  /// The coefficient of a b^dagger that the exchange of a W makes, a and b with positive charge,
  /// (nubar e) or (ubar d).
  FirstOrder w_exchange(const VectorCurrent& a, const VectorCurrent& b) const;

 private:
  FirstOrder inverse_v2() const;
  FirstOrder z_coupling(const VectorCurrent& current) const;
  FirstOrder w_coupling(const VectorCurrent& current) const;
  FirstOrder sin2() const;
  FirstOrder muon_decay() const;
  std::complex<double> V(int i, int j) const;

  const MatchingInputs& in_;
  double v_;
  double s_;
  double c_;
};

}  // namespace smeftscan::wet
