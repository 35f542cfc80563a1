// SPDX-License-Identifier: MIT
#include "smeftscan/wet/anomalous_dimension.hpp"

#include <algorithm>

#include "corrections.hpp"
#include "smeftscan/base/error.hpp"

namespace smeftscan::wet {

void Corrections::add(int coefficient, std::complex<double> qcd, std::complex<double> qed) {
  terms.push_back({coefficient, false, qcd, qed});
}

void Corrections::add(Eft eft, const FermionOperator& op, double qcd, double qed) {
  const auto sum = jms_operator_table(eft).express(op);
  expect(sum.has_value(), "corrections stay in the basis");
  for (const OperatorTerm& term : *sum)
    terms.push_back({term.coefficient, term.conjugate, term.weight * qcd, term.weight * qed});
}

namespace {

Corrections corrections(const JmsBasis& basis, int source, const Masses& masses,
                        RunningConvention convention) {
  Corrections result;
  const Dirac dirac = jms_operators[static_cast<std::size_t>(basis[source].op)].dirac;
  if (dirac == Dirac::none || dirac == Dirac::dipole) {
    add_dipole_mixing(basis, source, convention, result);
    return result;
  }
  if (dirac == Dirac::baryon) {
    add_baryon_exchange(basis, source, result);
    return result;
  }
  const Eft eft = basis.eft();
  const FermionOperator op = fermion_operator(basis[source]);
  add_gauge_exchange(eft, op, result);
  if (dirac == Dirac::vector) add_penguins(eft, op, result);
  const bool flips_chirality = op.fields[0].chirality == op.fields[2].chirality;
  if (dirac != Dirac::vector && flips_chirality) add_dipole_loops(eft, op, masses, result);
  return result;
}

}  // namespace

std::vector<Mixing> mixing_from(const JmsBasis& basis, int source, const Masses& masses,
                                RunningConvention convention) {
  const bool source_is_real = basis[source].is_real;
  const bool ignore_conjugates = convention == RunningConvention::wilson;
  std::vector<Mixing> result;
  for (const auto& [target, of_conjugate, qcd, qed] :
       corrections(basis, source, masses, convention).terms) {
    const bool target_is_real = basis[target].is_real;
    // A Hermitian operator makes each complex one together with its conjugate: one of them counts.
    if (source_is_real && !target_is_real && of_conjugate) continue;
    const Mixing mixing{target, source, of_conjugate && !source_is_real && !ignore_conjugates, qcd,
                        qed};
    const auto same = std::find_if(result.begin(), result.end(), [&](const Mixing& other) {
      return other.target == mixing.target && other.conjugate == mixing.conjugate;
    });
    if (same == result.end()) {
      result.push_back(mixing);
    } else {
      same->qcd += qcd;
      same->qed += qed;
    }
  }
  return result;
}

}  // namespace smeftscan::wet
