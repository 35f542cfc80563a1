// SPDX-License-Identifier: MIT
#include "smeftscan/wet/jms_matching.hpp"

#include <utility>

#include "tree_level.hpp"

namespace smeftscan::wet {
namespace {

/// The entry of the full flavour tensor.
FirstOrder tensor_entry(const BrokenPhase& smeft, const JmsCoefficient& coefficient) {
  const int position = coefficient.op;
  const JmsOperator& op = jms_operators[static_cast<std::size_t>(position)];
  FermionIndices fermions{};
  for (std::size_t i = 0; i < op.fields.size(); ++i)
    fermions[i] = {.species = op.fields[i], .generation = coefficient.flavour[i]};
  switch (op.dirac) {
    case Dirac::none: return position == JmsName("G").position ? smeft.C("G") : smeft.C("Gtilde");
    case Dirac::dipole: return dipole(smeft, position, fermions);
    case Dirac::vector:
      return contact(smeft, position, fermions) + exchange(smeft, position, fermions);
    case Dirac::scalar:
    case Dirac::tensor: return contact(smeft, position, fermions);
    case Dirac::baryon: break;
  }
  return {};
}

}  // namespace

LinearForm JmsMatching::row(int coefficient) const {
  const JmsCoefficient& info = JmsBasis::of(Eft::wet)[coefficient];
  LinearForm terms = tensor_entry(BrokenPhase(inputs_), info).shift;
  for (Term& term : terms) {
    term.weight *= info.copies;
    // Imaginary parts cancel between an entry of the SMEFT and its conjugate.
    if (info.is_real) term.weight = term.weight.real();
  }
  return collected(std::move(terms));
}

}  // namespace smeftscan::wet
